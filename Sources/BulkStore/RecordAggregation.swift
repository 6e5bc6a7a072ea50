public import BulkModel

/// What to work out over a module's records: numbers over all that match, or over each group of them that are alike in some fields.
public struct RecordAggregation: Sendable {
    public var module: Module
    /// What each row has, in this order.
    public var columns: [Column]
    public var predicate: Predicate
    /// The fields in which the records of a group are alike; text is compared as ``CaseFolding`` has it, and empty cells are alike. Of
    /// nothing: one group of all that match, which is there even if none does.
    public var groups: [FieldPath]
    /// What rows are ordered by, the first the most; behind that, by the fields of the groups, ascending.
    public var order: [Part] = []
    /// Rows passed over before the first.
    public var offset: Int
    /// Rows read at most.
    public var limit: Int

    public init(
        module: Module, columns: [Column], predicate: Predicate = .constant(true), groups: [FieldPath] = [], offset: Int = 0,
        limit: Int = .max
    ) {
        self.module = module
        self.columns = columns
        self.predicate = predicate
        self.groups = groups
        self.offset = offset
        self.limit = limit
    }

    /// A value over the records of a group. Empty cells don't take part; where there is nothing else, the value is empty, or zero for a
    /// count.
    public enum Column: Hashable, Sendable {
        /// How many cells aren't empty.
        case count(FieldPath)
        /// Exact, whatever the sums on the way to it.
        case sum(FieldPath)
        /// Times 10 to the number of digits, rounded to the nearest integer, halves away from zero.
        case average(FieldPath, digits: Int)
        /// The smallest value; of text, the first by its bytes. For a field of the groups, the value itself.
        case least(FieldPath)
        case greatest(FieldPath)
    }

    /// A part of the order. Text is compared as ``CaseFolding`` has it; empty cells come first, as the smallest values.
    public struct Part: Hashable, Sendable {
        public var column: Column
        public var isAscending: Bool

        public init(_ column: Column, isAscending: Bool) {
            self.column = column
            self.isAscending = isAscending
        }
    }
}
