public import BulkModel

/// A request for a list of records as it came: nothing of it has been looked at. (platform specification, section 14.1)
public struct RecordListRequest: Sendable {
    public var version: APIVersion
    /// API names, separated by commas.
    public var fields: String?
    public var page: String?
    public var perPage: String?
    public var pageToken: String?
    /// Id of a custom view.
    public var view: String?
    public var sortField: String?
    public var sortOrder: String?
    /// Separated by commas.
    public var ids: String?
    /// `true`, `false` or `both`, as is ``approved``.
    public var converted: String?
    public var approved: String?
    public var territory: String?
    /// UTC seconds; records that have changed since are wanted.
    public var modifiedSince: Int64?

    public init(version: APIVersion) {
        self.version = version
    }
}

/// What was found.
public enum RecordAnswer<Content: Sendable>: Sendable {
    case found(Content)
    case nothing
    /// Nothing has changed since the time that the caller gave.
    case notModified
}

/// A page of a list of records.
public struct RecordPage: Sendable {
    public var set: RecordSet
    /// From 1.
    public var number: Int
    public var perPage: Int
    public var more: Bool
    /// How the list goes on; nil where it can't be gone on with by tokens.
    public var paging: Paging?

    public struct Paging: Sendable {
        public var sortField: String
        public var isAscending: Bool
        public var next: String?
        public var previous: String?
        /// UTC seconds at which the tokens end; nil if there are none.
        public var expiry: Int64?
    }
}
