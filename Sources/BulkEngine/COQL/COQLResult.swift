public import BulkModel
public import BulkStore

/// What a query has found.
public struct COQLResult: Sendable {
    /// In the order of the answer.
    public var columns: [Column]
    public var rows: [StoredRow]
    /// Whether rows follow those that were asked for.
    public var more: Bool

    /// A member of each object of the answer.
    public struct Column: Sendable {
        /// The alias, or the column as it was written.
        public var key: String
        /// What the values are of; for an aggregate, a field that has numbers as it has.
        public var field: Field
        /// Where a row has the value.
        public var place: Int
        /// Where a row has the name of what a lookup leads to; nil if it isn't told.
        public var namePlace: Int?
        /// Names of layouts, by their ids, if they are told.
        public var layouts: [ObjectID: String] = [:]
        /// The field that was named, and its module.
        public var source: Source
    }

    public struct Source: Sendable {
        public var field: Field
        public var module: Module
    }
}
