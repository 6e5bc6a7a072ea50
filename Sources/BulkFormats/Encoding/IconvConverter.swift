#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Decodes what the system's iconv knows. Of what it can't decode, one byte is replaced and the next one tried.
final class IconvConverter: TextConverter {
    private let descriptor: iconv_t

    /// - Returns: nil if iconv doesn't know the name.
    init?(name: String) {
        guard let descriptor = iconv_open("UTF-8", name), descriptor != iconv_t(bitPattern: -1) else { return nil }
        self.descriptor = descriptor
    }

    deinit {
        iconv_close(descriptor)
    }

    func convert(_ input: UnsafeBufferPointer<UInt8>, isLast: Bool, to output: inout TextOutput) -> Int {
        var offset = 0
        conversion: while offset < input.count {
            let (count, code) = step(UnsafeBufferPointer(rebasing: input[offset...]), to: &output)
            offset += count
            switch code {
            case 0: break conversion
            case EINVAL where isLast:
                // The input ends inside a character.
                output.appendReplacement(for: input[offset])
                offset = input.count
            case EINVAL: break conversion
            default:
                output.appendReplacement(for: input[offset])
                offset += 1
            }
        }
        if isLast { flush(to: &output) }
        return offset
    }

    /// The character that a byte stands for in an encoding of single bytes, U+FFFD if it stands for none.
    func character(of byte: UInt8) -> UInt32 {
        withUnsafeTemporaryAllocation(byteCount: TextOutput.reserve, alignment: 1) { memory in
            var output = TextOutput(memory)
            _ = withUnsafePointer(to: byte) { convert(UnsafeBufferPointer(start: $0, count: 1), isLast: true, to: &output) }
            let text = String(decoding: memory[..<output.count], as: UTF8.self)
            return text.unicodeScalars.first?.value ?? 0xFFFD
        }
    }

    /// - Returns: the bytes consumed, and why it went no further (0 if it did).
    private func step(_ input: UnsafeBufferPointer<UInt8>, to output: inout TextOutput) -> (count: Int, code: Int32) {
        var source: UnsafeMutablePointer<CChar>? = UnsafeMutableRawPointer(mutating: UnsafeRawPointer(input.baseAddress))?
            .assumingMemoryBound(to: CChar.self)
        var sourceCount = input.count
        let code = call(&source, &sourceCount, to: &output)
        return (input.count - sourceCount, code)
    }

    /// Some decoders hold a character back, to join it with an accent that may follow.
    private func flush(to output: inout TextOutput) {
        _ = call(nil, nil, to: &output)
    }

    private func call(
        _ source: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?, _ sourceCount: UnsafeMutablePointer<Int>?,
        to output: inout TextOutput
    ) -> Int32 {
        let room = output.rest
        var target: UnsafeMutablePointer<CChar>? = UnsafeMutableRawPointer(room.baseAddress)?.assumingMemoryBound(to: CChar.self)
        var targetCount = room.count
        let code = iconv(descriptor, source, sourceCount, &target, &targetCount) == -1 ? errno : 0
        output.advance(by: room.count - targetCount)
        return code
    }
}
