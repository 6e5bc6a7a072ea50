/// What a bulk read job exports: a request whose every name and number has been checked.
public struct ReadQuery: Hashable, Sendable, Codable {
    public var module: ModuleReference
    /// The field names as requested; nil if the request named none, which means all.
    public var fields: [String]?
    /// The batch of the matching records, from 1.
    public var page: Int
    public var fileType: FileType

    public init(module: ModuleReference, fields: [String]? = nil, page: Int = 1, fileType: FileType = .csv) {
        self.module = module
        self.fields = fields
        self.page = page
        self.fileType = fileType
    }
}

/// The kinds of file an export can be.
public enum FileType: String, Sendable, Codable {
    case csv
}
