/// Finds the encoding of a stream that came without a name for it: that of its byte-order mark, else what its author used for all but
/// a few bytes.
///
/// UTF-8 writes each character beyond ASCII as a sequence that other encodings hardly ever have. A stream is UTF-8 unless the bytes
/// that are no such sequences outnumber the sequences ten to one: then it is ISO-8859-1. In between lies a file that was joined from
/// two: as UTF-8 its other bytes are refused, as ISO-8859-1 the sequences would become other letters without a word.
///
/// Feed it the whole stream, in pieces of any size. A stream that ends inside a character has a byte that is none.
/// (bulk write specification, section 5.3)
public struct EncodingDetector: Sendable {
    /// How often invalid bytes must outnumber valid sequences in what isn't UTF-8.
    private static let weight = 10
    /// Bytes from the front that tell UTF-16 without a byte-order mark.
    private static let sampleSize = 4_096

    /// The first bytes, until there are enough for a byte-order mark.
    private var start: [UInt8] = []
    /// A character that the last piece ended in.
    private var pending: [UInt8] = []
    /// Characters beyond ASCII, written as UTF-8 has them.
    public private(set) var sequences = 0
    /// Bytes beyond ASCII that aren't part of such.
    public private(set) var strays = 0
    /// Those that are control characters, U+0080 to U+009F: no text has them, but one of windows-1252 that was taken for ISO-8859-1.
    public private(set) var controls = 0
    /// Bytes beyond ASCII, and those of them that stand three or more in a row.
    private var beyondASCII = 0
    private var inRuns = 0
    private var run = 0
    /// Zero bytes among the first ones, at even and at odd places.
    private var zeros = (even: 0, odd: 0)
    private var sampled = 0

    public init() {}

    /// Looks at a stream to its end.
    /// - Throws: what the source throws.
    public init(reading source: ByteSource) throws {
        self.init()
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 65_536, alignment: 8)
        defer { buffer.deallocate() }
        while case let count = try source(buffer), count > 0 { consume(UnsafeRawBufferPointer(rebasing: buffer[..<count])) }
    }

    /// What the stream is as far as it has been seen.
    public var encoding: CharacterEncoding {
        if start.starts(with: [0xEF, 0xBB, 0xBF]) { return .utf8 }
        if start.starts(with: [0xFF, 0xFE]) { return .utf16LittleEndian }
        if start.starts(with: [0xFE, 0xFF]) { return .utf16BigEndian }
        let strays = strays + (pending.isEmpty ? 0 : 1)
        return strays == 0 || strays < Self.weight * sequences ? .utf8 : .latin1
    }

    /// UTF-16 that comes without a byte-order mark, for a message: nearly every second byte of Western text is zero then.
    public var unmarkedUTF16: CharacterEncoding? {
        guard sampled >= 4, start.count < 2 || !(start[0] == 0xFF && start[1] == 0xFE || start[0] == 0xFE && start[1] == 0xFF) else {
            return nil
        }
        if zeros.odd * 4 > sampled, zeros.even * 20 < zeros.odd { return .utf16LittleEndian }
        if zeros.even * 4 > sampled, zeros.odd * 20 < zeros.even { return .utf16BigEndian }
        return nil
    }

    /// Whether bytes beyond ASCII stand among ASCII, as accented letters do in Western languages. In texts of other scripts they come one
    /// behind the other, and such a text read as ISO-8859-1 would be nonsense.
    public var looksWestern: Bool {
        let inRuns = inRuns + (run >= 3 ? run : 0)
        return inRuns * 10 <= (beyondASCII + run) * 3
    }

    public mutating func consume(_ bytes: UnsafeRawBufferPointer) {
        if start.count < 3 { start += bytes.prefix(3 - start.count) }
        if sampled < Self.sampleSize { sample(bytes) }
        guard let base = bytes.bindMemory(to: UInt8.self).baseAddress else { return }
        var offset = 0
        while !pending.isEmpty {
            guard offset < bytes.count else { return }
            pending.append(base[offset])
            offset += 1
            finishPending()
        }
        while offset < bytes.count {
            let ascii = UTF8Sequence.asciiPrefix(of: base + offset, count: bytes.count - offset)
            if ascii > 0 { endRun() }
            offset += ascii
            while offset < bytes.count, base[offset] >= 0x80 {
                switch UTF8Sequence(at: base + offset, count: bytes.count - offset) {
                case .valid(let length):
                    sequences += 1
                    if base[offset] == 0xC2, base[offset + 1] < 0xA0 { controls += 1 }
                    offset += length
                    run += length
                case .invalid(let length):
                    strays += 1
                    offset += length
                    run += length
                case .incomplete:
                    pending += bytes[offset...]
                    return
                }
            }
        }
    }

    private mutating func endRun() {
        beyondASCII += run
        if run >= 3 { inRuns += run }
        run = 0
    }

    private mutating func sample(_ bytes: UnsafeRawBufferPointer) {
        for byte in bytes.prefix(Self.sampleSize - sampled) {
            if byte == 0 { if sampled % 2 == 0 { zeros.even += 1 } else { zeros.odd += 1 } }
            sampled += 1
        }
    }

    /// Takes what can be told of a character that the last piece ended in.
    private mutating func finishPending() {
        while !pending.isEmpty {
            let sequence = pending.withUnsafeBufferPointer { UTF8Sequence(at: $0.baseAddress!, count: $0.count) }
            switch sequence {
            case .valid(let length):
                if length > 1 {
                    sequences += 1
                    if pending[0] == 0xC2, pending[1] < 0xA0 { controls += 1 }
                    run += length
                } else {
                    endRun()
                }
                pending.removeFirst(length)
            case .invalid(let length):
                strays += 1
                run += length
                pending.removeFirst(length)
            case .incomplete: return
            }
        }
    }
}
