/// What a bulk read job exports: a request whose every name and number has been checked.
public struct ReadQuery: Hashable, Sendable, Codable {
    public var module: ModuleReference
    /// The field names as requested; nil if the request named none, which means all.
    public var fields: [String]?
    /// The view's criteria and the request's, merged.
    public var criteria: Criteria?
    /// The custom view as requested.
    public var view: ObjectID?
    /// The batch of the matching records, from 1.
    public var page: Int
    /// The last record of the batch before, if the query was made by its page token; the batch begins behind it.
    public var startAfter: ObjectID?
    public var fileType: FileType

    public init(
        module: ModuleReference, fields: [String]? = nil, criteria: Criteria? = nil, view: ObjectID? = nil, page: Int = 1,
        startAfter: ObjectID? = nil, fileType: FileType = .csv
    ) {
        self.module = module
        self.fields = fields
        self.criteria = criteria
        self.view = view
        self.page = page
        self.startAfter = startAfter
        self.fileType = fileType
    }
}

/// The kinds of file an export can be.
public enum FileType: String, Sendable, Codable {
    case csv
    /// A calendar; meetings only.
    case ics
}
