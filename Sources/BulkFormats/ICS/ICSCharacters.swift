/// The bytes of a text without whatever could end a content line or isn't a character at all.
///
/// Every way to break a line becomes one line feed: CR, LF, CR LF, NEL, the line and the paragraph separator. The last three
/// don't break lines in iCalendar, but they do in programs that read it line by line. All other control characters are left
/// out, but for the tabulator.
struct ICSCharacters: Sequence, IteratorProtocol {
    static let lineBreak = UInt8(ascii: "\n")

    private let text: UnsafeBufferPointer<UInt8>
    private var index = 0

    /// - Parameter text: valid UTF-8.
    init(_ text: UnsafeBufferPointer<UInt8>) {
        self.text = text
    }

    @inline(__always)
    mutating func next() -> UInt8? {
        while index < text.count {
            let byte = text[index]
            index += 1
            if byte >= 0x20, byte < 0x7F || byte > 0xC2, byte != 0xE2 { return byte }
            switch byte {
            case UInt8(ascii: "\t"), UInt8(ascii: "\n"):
                return byte
            case UInt8(ascii: "\r"):
                if follows(0x0A) { index += 1 }
                return Self.lineBreak
            case 0xC2:
                guard index < text.count, text[index] < 0xA0 else { return byte }
                index += 1
                if text[index - 1] == 0x85 { return Self.lineBreak }
            case 0xE2:
                guard follows(0x80), index + 1 < text.count, text[index + 1] & 0xFE == 0xA8 else { return byte }
                index += 2
                return Self.lineBreak
            case 0x80...:
                return byte
            default:
                break
            }
        }
        return nil
    }

    private func follows(_ byte: UInt8) -> Bool {
        index < text.count && text[index] == byte
    }
}
