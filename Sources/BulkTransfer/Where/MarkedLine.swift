/// A line of a text with marks under some of it.
struct MarkedLine {
    /// From 1.
    let number: Int
    /// Whether there are lines after it.
    let isFollowed: Bool
    private let characters: [Character]
    /// The characters that are marked; none behind the last.
    private let marked: Range<Int>

    /// - Parameter place: bytes of the text; its first line counts.
    init(_ place: Range<Int>, in text: String) {
        let bytes = Array(text.utf8)
        let lower = min(max(place.lowerBound, 0), bytes.count)
        let upper = min(max(place.upperBound, lower), bytes.count)
        let start = bytes[..<lower].lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
        let end = bytes[lower...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
        number = 1 + bytes[..<start].count { $0 == UInt8(ascii: "\n") }
        isFollowed = end < bytes.count
        characters = Array(String(decoding: bytes[start..<end], as: UTF8.self))
        // The characters that the first and the last byte are in.
        var byte = start
        var first: Int?
        var last: Int?
        for (index, character) in characters.enumerated() {
            byte += character.utf8.count
            if first == nil, lower < byte { first = index }
            if last == nil, upper <= byte { last = index + 1 }
        }
        let from = first ?? characters.count
        marked = from..<max(last ?? characters.count, from)
    }

    /// The line, cut around the marks if it is too long, and the line of marks.
    /// - Parameter width: places that there are, 10 at least.
    func rendered(width: Int) -> [String] {
        let widths = characters.map(DisplayWidth.of)
        let window = window(widths, room: width)
        let before = window.lowerBound > 0 ? "…" : ""
        let after = window.upperBound < characters.count ? "…" : ""
        let shown = String(characters[window].map(DisplayWidth.visible))
        let indent = before.count + widths[window.lowerBound..<marked.lowerBound].reduce(0, +)
        let length = widths[marked.clamped(to: window)].reduce(0, +)
        return [before + shown + after, String(repeating: " ", count: indent) + String(repeating: "^", count: max(length, 1))]
    }

    /// The characters that are shown: all if there is room, else those around the first that is marked.
    private func window(_ widths: [Int], room: Int) -> Range<Int> {
        // A mark may stand behind the last character.
        if widths.reduce(0, +) < room { return 0..<characters.count }
        var lower = marked.lowerBound
        var upper = marked.lowerBound
        // An ellipsis at each side.
        var rest = room - 3
        let context = rest / 3
        while lower > 0, widths[lower - 1] <= rest - (room - 3 - context) {
            lower -= 1
            rest -= widths[lower]
        }
        while upper < characters.count, widths[upper] <= rest {
            rest -= widths[upper]
            upper += 1
        }
        while lower > 0, widths[lower - 1] <= rest {
            lower -= 1
            rest -= widths[lower]
        }
        return lower..<upper
    }
}
