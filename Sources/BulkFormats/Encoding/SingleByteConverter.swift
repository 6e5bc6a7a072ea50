/// Decodes encodings of a byte for each character, of which the first 128 are ASCII, with a table that iconv fills.
final class SingleByteConverter: TextConverter {
    /// The characters of the bytes from 0x80.
    private let upperHalf: [UInt32]
    /// What the table has for bytes that stand for no character.
    private static let none: UInt32 = 0xFFFD

    /// - Parameter name: as iconv knows it.
    /// - Returns: nil if iconv doesn't know it.
    init?(name: String) {
        guard let converter = IconvConverter(name: name) else { return nil }
        upperHalf = (0x80...0xFF).map { converter.character(of: UInt8($0)) }
    }

    func convert(_ input: UnsafeBufferPointer<UInt8>, isLast: Bool, to output: inout TextOutput) -> Int {
        guard let base = input.baseAddress else { return 0 }
        var offset = 0
        upperHalf.withUnsafeBufferPointer { upperHalf in
            while true {
                let length = UTF8Sequence.asciiPrefix(of: base + offset, count: input.count - offset)
                output.append(base + offset, count: length)
                offset += length
                guard offset < input.count else { return }
                repeat {
                    let character = upperHalf[Int(base[offset]) - 0x80]
                    if character == Self.none { output.appendReplacement(for: base[offset]) } else { output.append(character) }
                    offset += 1
                } while offset < input.count && base[offset] >= 0x80
            }
        }
        return offset
    }
}
