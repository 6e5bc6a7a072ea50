public import BulkModel

/// Rows on their way into a store: every cell in its stored form, all text in one arena.
///
/// Cells are appended row by row in the order of ``fields``; nothing is allocated for a single cell.
public struct RecordBatch: Sendable {
    /// The columns; the first is the record id.
    public let fields: [Field]
    public var cells: [Cell] = []
    /// The bytes of all text cells, one after the other.
    public private(set) var arena: [UInt8] = []

    public init(fields: [Field]) {
        self.fields = fields
    }

    /// A value or its place in the arena.
    public enum Cell: Hashable, Sendable {
        case null
        case integer(Int64)
        case text(offset: Int, count: Int)
        /// No value: an update leaves the stored one, a new record gets the column's default.
        case keep
    }

    /// Complete rows appended so far.
    public var rowCount: Int { fields.isEmpty ? 0 : cells.count / fields.count }

    public mutating func appendNull() {
        cells.append(.null)
    }

    public mutating func append(_ value: Int64) {
        cells.append(.integer(value))
    }

    /// Empty text is an empty cell: the service doesn't tell the two apart.
    public mutating func append(_ text: String) {
        guard !text.isEmpty else { return appendNull() }
        let offset = arena.count
        arena.append(contentsOf: text.utf8)
        cells.append(.text(offset: offset, count: arena.count - offset))
    }

    /// A cell of UTF-8 text; empty text is an empty cell.
    @inline(__always)
    public mutating func append(_ text: UnsafeBufferPointer<UInt8>) {
        cells.append(store(text))
    }

    /// Puts text into the arena for a cell that is set later.
    @inline(__always)
    public mutating func store(_ text: UnsafeBufferPointer<UInt8>) -> Cell {
        guard !text.isEmpty else { return .null }
        let offset = arena.count
        arena.append(contentsOf: text)
        return .text(offset: offset, count: text.count)
    }

    /// As above, for text that is no piece of memory yet.
    public mutating func store(_ text: String) -> Cell {
        var text = text
        return text.withUTF8 { store($0) }
    }

    public mutating func appendKeep() {
        cells.append(.keep)
    }

    public subscript(row: Int, column: Int) -> Cell {
        get { cells[row * fields.count + column] }
        set { cells[row * fields.count + column] = newValue }
    }

    /// The bytes of a text cell, lent during the call; nil for any other cell.
    public func withText<Result>(of cell: Cell, _ body: (UnsafeBufferPointer<UInt8>) throws -> Result) rethrows -> Result? {
        guard case .text(let offset, let count) = cell else { return nil }
        return try arena.withUnsafeBufferPointer { try body(UnsafeBufferPointer(rebasing: $0[offset..<offset + count])) }
    }

    /// Forgets the rows and keeps the memory.
    public mutating func removeAll() {
        cells.removeAll(keepingCapacity: true)
        arena.removeAll(keepingCapacity: true)
    }
}
