/// The numbers that bound a query of COQL. (platform specification, section 15)
public struct COQLLimits: Hashable, Sendable {
    /// Columns of the result.
    public var columns = 50
    /// Aggregates among them.
    public var aggregates = 5
    /// Fields to group by.
    public var groups = 4
    /// Parts of the order.
    public var orderParts = 10
    /// Parentheses inside one another.
    public var depth = 100
    /// Rows of a result whose query has no limit of its own.
    public var usualRows = 200
    /// Up to v6.
    public var early = Reach(rows: 200, lastRow: 10_000, listValues: 50)
    /// From v7 on.
    public var late = Reach(rows: 2_000, lastRow: 100_000, listValues: 100)

    /// What grew with a version.
    public struct Reach: Hashable, Sendable {
        /// Rows of one result.
        public var rows: Int
        /// Rows that can be had by an offset, those passed over included.
        public var lastRow: Int
        /// Values of one list.
        public var listValues: Int
    }

    public func reach(in version: APIVersion) -> Reach {
        version.has(.largeQueries) ? late : early
    }

    public static let strict = COQLLimits()

    /// Results are kept in memory while they are made, so they stay small; all else is bounded by the request body.
    public static let native: COQLLimits = {
        var limits = COQLLimits.strict
        limits.early = Reach(rows: 10_000, lastRow: .max, listValues: 1_000)
        limits.late = limits.early
        return limits
    }()
}
