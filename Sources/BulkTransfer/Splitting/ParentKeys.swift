/// The texts of a parent's column, and the rows that have them. Rows are counted from 0.
struct ParentKeys {
    fileprivate struct Span {
        var first: Int32
        var last: Int32
    }

    private var spans: [String: Span] = [:]

    /// Strings are equal however their characters are composed, as Longshore has it, and otherwise letter for letter.
    private static func key(_ text: UnsafeBufferPointer<UInt8>) -> String { String(decoding: text, as: UTF8.self) }

    /// - Returns: the first row of the text if there is one before this.
    mutating func add(_ text: UnsafeBufferPointer<UInt8>, row: Int) -> Int? {
        // A row without a key has no children.
        if text.isEmpty { return nil }
        let span = Span(first: Int32(row), last: Int32(row))
        let first = spans[Self.key(text), default: span].widen(to: row)
        return first == row ? nil : first
    }

    /// - Returns: nil if no row has the text.
    func firstRow(of text: UnsafeBufferPointer<UInt8>) -> Int? {
        spans[Self.key(text)].map { Int($0.first) }
    }

    /// Those texts whose rows don't all lie in the same part: how many there are, and the first and last row of the earliest.
    func torn(by part: (Int) -> Int) -> (count: Int, first: Int, last: Int)? {
        var count = 0
        var earliest: Span?
        for span in spans.values where span.first != span.last && part(Int(span.first)) != part(Int(span.last)) {
            count += 1
            if earliest.map({ span.first < $0.first }) ?? true { earliest = span }
        }
        return earliest.map { (count, Int($0.first), Int($0.last)) }
    }
}

extension ParentKeys.Span {
    /// - Returns: the first row.
    fileprivate mutating func widen(to row: Int) -> Int {
        last = Int32(row)
        return Int(first)
    }
}
