public import BulkModel

/// A request for an export as it came: of the right structure, its names and numbers not yet looked at.
public struct ReadRequest: Sendable {
    public var version: APIVersion
    public var source: Source
    public var fields: [String]?
    /// As sent: digits, or something to refuse.
    public var view: String?
    /// As sent: a whole number, digits in a string, or something to refuse.
    public var page: JSONValue?
    /// As sent.
    public var criteria: JSONValue?
    public var fileType: String?
    /// Whom to tell when the job has ended.
    public var callbackURL: String?

    public init(
        version: APIVersion, source: Source, fields: [String]? = nil, view: String? = nil, page: JSONValue? = nil,
        criteria: JSONValue? = nil, fileType: String? = nil, callbackURL: String? = nil
    ) {
        self.version = version
        self.source = source
        self.fields = fields
        self.view = view
        self.page = page
        self.criteria = criteria
        self.fileType = fileType
        self.callbackURL = callbackURL
    }

    /// What a request exports. Where it gives a module's name and id, the name decides.
    public enum Source: Sendable {
        case moduleName(String)
        case moduleID(String)
        /// Goes on behind the batch whose token this is; everything else comes from there.
        case pageToken(String)
    }
}
