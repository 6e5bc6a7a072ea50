public import BulkModel

/// Rows on their way into a store: every cell in its stored form, all text in one arena.
///
/// Cells are appended row by row in the order of ``fields``; nothing is allocated for a single cell.
public struct RecordBatch: Sendable {
    /// The columns; the first is the record id.
    public let fields: [Field]
    public private(set) var cells: [Cell] = []
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

    /// Forgets the rows and keeps the memory.
    public mutating func removeAll() {
        cells.removeAll(keepingCapacity: true)
        arena.removeAll(keepingCapacity: true)
    }
}
