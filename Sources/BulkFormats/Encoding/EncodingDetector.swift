/// Finds the encoding of a stream that came without a name for it: that of its byte-order mark, else UTF-8 if it is valid
/// as such, else ISO-8859-1.
///
/// Feed it the whole stream, in pieces of any size. A stream that ends inside a character is not valid.
public struct EncodingDetector: Sendable {
    /// The first bytes, until there are enough for a byte-order mark.
    private var start: [UInt8] = []
    /// A character that the last piece ended in.
    private var pending: [UInt8] = []
    private var isUTF8 = true

    public init() {}

    /// What the stream is as far as it has been seen.
    public var encoding: CharacterEncoding {
        if start.starts(with: [0xEF, 0xBB, 0xBF]) { return .utf8 }
        if start.starts(with: [0xFF, 0xFE]) { return .utf16LittleEndian }
        if start.starts(with: [0xFE, 0xFF]) { return .utf16BigEndian }
        return isUTF8 && pending.isEmpty ? .utf8 : .latin1
    }

    public mutating func consume(_ bytes: UnsafeRawBufferPointer) {
        if start.count < 3 { start += bytes.prefix(3 - start.count) }
        guard isUTF8, let base = bytes.bindMemory(to: UInt8.self).baseAddress else { return }
        var offset = 0
        while !pending.isEmpty {
            guard offset < bytes.count else { return }
            pending.append(base[offset])
            offset += 1
            finishPending()
            guard isUTF8 else { return }
        }
        offset += UTF8Sequence.validPrefix(of: base + offset, count: bytes.count - offset)
        guard offset < bytes.count else { return }
        pending += bytes[offset...].prefix(4)
        finishPending()
    }

    /// Lets go of the character that is pending if it is whole, or of the idea that this is UTF-8 if it is none.
    private mutating func finishPending() {
        switch pending.withUnsafeBufferPointer({ $0.baseAddress.map { UTF8Sequence(at: $0, count: pending.count) } }) {
        case .valid: pending = []
        case .invalid: isUTF8 = false
        case .incomplete, nil: break
        }
    }
}
