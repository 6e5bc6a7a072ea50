public import BulkModel

/// What to read of a module: columns, and a window of the matching records in an order.
public struct RecordScan: Sendable {
    public var module: Module
    public var columns: [FieldPath]
    public var predicate: Predicate
    /// What rows are ordered by, the first the most; records that are alike in all of it come by ascending id. Of nothing: by ascending
    /// id, as exports are. Empty cells come first, as the smallest values.
    public var order: [Ordering] = []
    /// The last record that is not wanted any more; nil to begin at the first. For rows in the order of their ids only.
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

/// A part of the order of a scan's rows. Text is compared as ``CaseFolding`` has it.
public struct Ordering: Hashable, Sendable {
    public var path: FieldPath
    public var isAscending: Bool

    public init(_ path: FieldPath, isAscending: Bool) {
        self.path = path
        self.isAscending = isAscending
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
