public import BulkModel

/// What to read of a module: columns, in ascending order of record id, and a window of the matching records.
public struct RecordScan: Sendable {
    public var module: Module
    public var columns: [FieldPath]
    public var predicate: Predicate
    /// The last record that is not wanted any more; nil to begin at the first.
    public var after: ObjectID?
    /// Records passed over before the first.
    public var offset: Int
    /// Records read at most.
    public var limit: Int

    public init(
        module: Module, columns: [FieldPath], predicate: Predicate = .constant(true), after: ObjectID? = nil, offset: Int = 0,
        limit: Int = .max
    ) {
        self.module = module
        self.columns = columns
        self.predicate = predicate
        self.after = after
        self.offset = offset
        self.limit = limit
    }
}

/// What a finished scan has seen.
public struct ScanSummary: Hashable, Sendable {
    /// Rows lent.
    public var rows: Int
    /// Whether records follow the window.
    public var more: Bool

    public init(rows: Int, more: Bool) {
        self.rows = rows
        self.more = more
    }
}
