/// A file whose rows belong to rows of a parent's file: a cell of the one has the same text as a cell of the other.
/// (bulk write specification, section 10.2)
public struct ChildTable: Hashable, Sendable {
    public var table: SourceTable
    /// The column, from 0, that names the parent's row.
    public var keyColumn: Int
    /// The parent's column, from 0, that has the same text.
    public var parentKeyColumn: Int

    public init(table: SourceTable, keyColumn: Int, parentKeyColumn: Int) {
        self.table = table
        self.keyColumn = keyColumn
        self.parentKeyColumn = parentKeyColumn
    }
}
