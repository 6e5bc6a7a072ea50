/// Cells of one kind: how many there are, and the first of them.
struct SeenCells: Hashable, Sendable {
    private(set) var count = 0
    /// The line of the file where the first one's row begins, from 1; 0 while there is none.
    private(set) var line = 0
    /// Its text, long ones cut off.
    private(set) var value = ""

    /// Bytes of a cell that are shown.
    private static let shown = 60

    /// - Parameters:
    ///   - count: cells with that text.
    ///   - line: of the first of them.
    @inline(__always)
    mutating func add(_ cell: UnsafeBufferPointer<UInt8>, count: Int, line: Int) {
        self.count += count
        if self.line == 0 || line < self.line { show(cell, line: line) }
    }

    @inline(never)
    private mutating func show(_ cell: UnsafeBufferPointer<UInt8>, line: Int) {
        self.line = line
        value = Self.text(cell)
    }

    mutating func add(_ other: SeenCells) {
        count += other.count
        guard other.line > 0, line == 0 || other.line < line else { return }
        line = other.line
        value = other.value
    }

    /// As many times as many.
    func repeated(_ times: Int) -> SeenCells {
        var other = self
        other.count *= times
        return other
    }

    /// The same cells, under another text.
    func called(_ text: String) -> SeenCells {
        var other = self
        other.value = text
        return other
    }

    static func text(_ cell: UnsafeBufferPointer<UInt8>) -> String {
        let text = String(decoding: cell.prefix(shown), as: UTF8.self).replacing("\n", with: " ").replacing("\r", with: " ")
            .replacing("\0", with: "\u{FFFD}")
        return cell.count > shown ? text + "…" : text
    }
}
