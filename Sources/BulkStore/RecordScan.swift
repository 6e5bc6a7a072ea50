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
    /// The row behind which the rows begin, which need not be there any more; nil to begin at the first. For rows in the order of their
    /// ids, or of one field and then of their ids in the same direction; both are said in ``order``.
    public var behind: RowPlace?
    /// Which records are meant of those that need somebody's approval; nil for all.
    public var approval: Approval?
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

/// Where a row stands in an order.
public struct RowPlace: Hashable, Sendable {
    /// The row's value in the first part of the order; of no meaning in the order of ids.
    public var value: StoredValue?
    public var id: ObjectID

    public init(value: StoredValue?, id: ObjectID) {
        self.value = value
        self.id = id
    }
}

/// Whether records wait for somebody's approval.
public enum Approval: Hashable, Sendable {
    case approved, waiting
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
