/// Turns a stream of bytes in some encoding into UTF-8 without a byte-order mark.
///
/// What can't be decoded becomes U+FFFD; or, for readers who refuse it, a ``DamageMark``, which is no UTF-8.
/// It reads the source in pieces of 64 KiB and needs four times as much memory. Used by one thread at a time.
public final class TextDecoder {
    private let encoding: CharacterEncoding
    private let converter: (any TextConverter)?
    private let source: ByteSource
    private let damage: TextDamage?
    private var isFinished = false

    /// What came from the source; the first `inputCount` bytes wait to be converted.
    private let input = UnsafeMutableRawBufferPointer.allocate(byteCount: TextDecoder.inputSize, alignment: 16)
    private var inputCount = 0
    /// What is converted; `ready` of it waits to be read.
    private let output = UnsafeMutableRawBufferPointer.allocate(
        byteCount: 3 * TextDecoder.inputSize + TextOutput.reserve, alignment: 16)
    private var ready = 0..<0

    private static let inputSize = 65_536

    /// - Parameters:
    ///   - encoding: of the source's bytes.
    ///   - isDetected: whether the encoding was found by ``EncodingDetector`` and not given. Bytes from 0x80 to 0x9F of a
    ///     detected ISO-8859-1 are read as windows-1252, which is what nobody names and everybody writes.
    ///   - damage: counts what can't be decoded, which is marked in the text then.
    public init(from encoding: CharacterEncoding, isDetected: Bool, damage: TextDamage? = nil, source: @escaping ByteSource) {
        self.encoding = encoding
        self.damage = damage
        self.source = source
        let actual = isDetected && encoding == .latin1 ? .windows1252 : encoding
        converter =
            switch actual.family {
            case .utf8: UTF8Converter()
            case .utf16(let order): UTF16Converter(order: order)
            case .singleByte(let name): SingleByteConverter(name: name)
            case .multiByte(let name): IconvConverter(name: name)
            }
    }

    deinit {
        input.deallocate()
        output.deallocate()
    }

    /// Fills the buffer from its front. A character may be spread over two calls.
    /// - Parameter buffer: has room for a byte at least.
    /// - Returns: the bytes written, 0 at the end and only there.
    /// - Throws: what the source throws, or ``TextDecoderError/unavailable(encoding:)``.
    public func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        guard let converter else { throw TextDecoderError.unavailable(encoding: encoding.name) }
        while ready.isEmpty {
            if isFinished { return 0 }
            try convert(with: converter)
        }
        let count = min(buffer.count, ready.count)
        buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: output[ready.prefix(count)]))
        ready = ready.dropFirst(count)
        return count
    }

    private func convert(with converter: any TextConverter) throws {
        let count = try source(UnsafeMutableRawBufferPointer(rebasing: input[inputCount...]))
        inputCount += count
        isFinished = count == 0
        var text = TextOutput(output, damage: damage)
        let bytes = UnsafeBufferPointer(rebasing: input.bindMemory(to: UInt8.self)[..<inputCount])
        let consumed = converter.convert(bytes, isLast: isFinished, to: &text)
        let rest = input[consumed..<inputCount]
        input.copyMemory(from: UnsafeRawBufferPointer(rebasing: rest))
        inputCount = rest.count
        ready = 0..<text.count
    }
}
