public import BulkModel

/// What an export is to hold. (bulk read specification, section 3)
public struct BulkReadQuery: Hashable, Sendable {
    public enum FileType: String, Sendable, CaseIterable {
        case csv, ics
    }

    /// API name.
    public var module: String
    /// API names, with dots through lookups; empty for all.
    public var fields: [String]
    public var criteria: JSONValue?
    /// Id of a custom view, whose criteria apply as well.
    public var view: String?
    /// From 1.
    public var page: Int?
    public var fileType: FileType

    public init(
        module: String, fields: [String] = [], criteria: JSONValue? = nil, view: String? = nil, page: Int? = nil, fileType: FileType = .csv
    ) {
        self.module = module
        self.fields = fields
        self.criteria = criteria
        self.view = view
        self.page = page
        self.fileType = fileType
    }

    /// The body of the create call.
    func body(_ version: APIVersion) -> JSONValue {
        let reference: JSONValue = version.has(.moduleIsObject) ? ["api_name": .string(module)] : .string(module)
        var query: [(String, JSONValue)] = [("module", reference)]
        if !fields.isEmpty { query.append(("fields", .strings(fields))) }
        if let criteria { query.append(("criteria", criteria)) }
        if let view { query.append(("cvid", .string(view))) }
        if let page { query.append(("page", .integer(page))) }
        var body: [(String, JSONValue)] = [("query", .object(JSONObject(query)))]
        if fileType != .csv { body.append(("file_type", .string(fileType.rawValue))) }
        return .object(JSONObject(body))
    }
}
