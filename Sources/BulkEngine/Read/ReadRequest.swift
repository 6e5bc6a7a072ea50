public import BulkModel

/// A request for an export as it came: of the right structure, its names and numbers not yet looked at.
public struct ReadRequest: Sendable {
    public var version: APIVersion
    public var module: ModuleSelector
    public var fields: [String]?
    /// As sent: a whole number, digits in a string, or something to refuse.
    public var page: JSONValue?
    public var fileType: String?

    public init(version: APIVersion, module: ModuleSelector, fields: [String]? = nil, page: JSONValue? = nil, fileType: String? = nil) {
        self.version = version
        self.module = module
        self.fields = fields
        self.page = page
        self.fileType = fileType
    }

    /// How a request names its module; the name decides where it gives both.
    public enum ModuleSelector: Sendable {
        case apiName(String)
        case id(String)
    }
}
