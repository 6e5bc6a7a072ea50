/// Characters that nobody sees: no-break and other special blanks, zero-width characters, and marks of writing direction.
///
/// At the ends of a value they are no content, and inside an e-mail address or a phone number neither. U+2028 and U+2029 end lines and
/// paragraphs, and what joins emoji is part of them; those are content.
public enum InvisibleCharacters {
    /// How many bytes an invisible character has at the front of a text; 0 if there is none.
    @usableFromInline static func length(at bytes: UnsafePointer<UInt8>, count: Int) -> Int {
        guard count >= 2 else { return 0 }
        switch (bytes[0], bytes[1]) {
        case (0xC2, 0xA0), (0xC2, 0xAD), (0xD8, 0x9C): return 2  // U+00A0, U+00AD, U+061C
        case (0xE1, 0x9A): return count >= 3 && bytes[2] == 0x80 ? 3 : 0  // U+1680
        case (0xE1, 0xA0): return count >= 3 && bytes[2] == 0x8E ? 3 : 0  // U+180E
        // U+2000 to U+200F, U+202A to U+202F
        case (0xE2, 0x80): return count >= 3 && (0x80...0x8F ~= bytes[2] || 0xAA...0xAF ~= bytes[2]) ? 3 : 0
        case (0xE2, 0x81): return count >= 3 && 0x9F...0xAF ~= bytes[2] ? 3 : 0  // U+205F to U+206F
        case (0xE3, 0x80): return count >= 3 && bytes[2] == 0x80 ? 3 : 0  // U+3000
        case (0xEF, 0xBB): return count >= 3 && bytes[2] == 0xBF ? 3 : 0  // U+FEFF
        default: return 0
        }
    }

    /// A text without white space and invisible characters at its ends.
    /// - Parameter text: UTF-8.
    @inlinable public static func trimming(_ text: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
        guard var start = text.baseAddress else { return text }
        var end = start + text.count
        while true {
            while start < end, CSVScanner.isWhiteSpace(start[0]) { start += 1 }
            while start < end, CSVScanner.isWhiteSpace(end[-1]) { end -= 1 }
            guard start < end, start[0] >= 0x80 || end[-1] >= 0x80 else { break }
            let before = end - start
            trimEnds(&start, &end)
            if end - start == before { break }
        }
        return UnsafeBufferPointer(start: start, count: end - start)
    }

    @inline(never) @usableFromInline
    static func trimEnds(_ start: inout UnsafePointer<UInt8>, _ end: inout UnsafePointer<UInt8>) {
        while start < end, case let length = length(at: start, count: end - start), length > 0 { start += length }
        back: while start < end {
            for length in 2...3 where end - start >= length && self.length(at: end - length, count: length) == length {
                end -= length
                continue back
            }
            break
        }
    }

    /// Whether there is one anywhere in a text.
    public static func areIn(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let bytes = text.baseAddress else { return false }
        var place = UTF8Sequence.asciiPrefix(of: bytes, count: text.count)
        while place < text.count {
            if bytes[place] >= 0xC2, length(at: bytes + place, count: text.count - place) > 0 { return true }
            place += 1
        }
        return false
    }

    /// A text without them; those that show as blanks become blanks where `keepsBlanks` says so.
    public static func removing(from text: UnsafeBufferPointer<UInt8>, keepsBlanks: Bool) -> [UInt8] {
        guard let bytes = text.baseAddress else { return [] }
        var kept: [UInt8] = []
        kept.reserveCapacity(text.count)
        var place = 0
        while place < text.count {
            let length = bytes[place] < 0xC2 ? 0 : length(at: bytes + place, count: text.count - place)
            if length == 0 {
                kept.append(bytes[place])
                place += 1
                continue
            }
            if keepsBlanks, isBlank(bytes + place, length: length) { kept.append(UInt8(ascii: " ")) }
            place += length
        }
        return kept
    }

    /// U+00A0, U+1680, U+2000 to U+200A, U+202F, U+205F and U+3000 take up room.
    private static func isBlank(_ bytes: UnsafePointer<UInt8>, length: Int) -> Bool {
        switch (bytes[0], bytes[1], length == 3 ? bytes[2] : 0) {
        case (0xC2, 0xA0, _), (0xE1, 0x9A, _), (0xE2, 0x80, 0x80...0x8A), (0xE2, 0x80, 0xAF), (0xE2, 0x81, 0x9F), (0xE3, 0x80, _): true
        default: false
        }
    }
}
