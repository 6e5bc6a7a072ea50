public import BulkModel

/// What an import is to do. (bulk write specification, section 6.1)
public struct BulkWriteRequest: Hashable, Sendable {
    public var operation: WriteOperation
    /// Whether empty cells leave a record's values as they are.
    public var ignoresEmpty: Bool
    /// IANA name; nil to let the server find out.
    public var characterEncoding: String?
    /// The parent first, then its children.
    public var resources: [Resource]

    public init(operation: WriteOperation, ignoresEmpty: Bool = false, characterEncoding: String? = nil, resources: [Resource]) {
        self.operation = operation
        self.ignoresEmpty = ignoresEmpty
        self.characterEncoding = characterEncoding
        self.resources = resources
    }

    /// One module's part.
    public struct Resource: Hashable, Sendable {
        /// API name.
        public var module: String
        /// What an upload has answered.
        public var fileID: String
        /// Name of the CSV in the archive; needed if there are several.
        public var fileName: String?
        /// API name of the field that rows are matched with records by.
        public var findBy: String?
        /// Empty to map by the header.
        public var mappings: [FieldMapping]

        public init(
            module: String, fileID: String, fileName: String? = nil, findBy: String? = nil, mappings: [FieldMapping] = []
        ) {
            self.module = module
            self.fileID = fileID
            self.fileName = fileName
            self.findBy = findBy
            self.mappings = mappings
        }
    }

    /// Another name, for those who also know the engine's type of this name.
    public typealias Mapping = FieldMapping

    /// The body of the create call.
    var body: JSONValue {
        var members: [(String, JSONValue)] = [("operation", .string(operation.rawValue))]
        if let characterEncoding { members.append(("character_encoding", .string(characterEncoding))) }
        if ignoresEmpty { members.append(("ignore_empty", true)) }
        members.append(("resource", .array(resources.map(\.body))))
        return .object(JSONObject(members))
    }
}

/// Where the value of a field comes from. (bulk write specification, section 6.1)
public struct FieldMapping: Hashable, Sendable {
    /// API name.
    public var field: String
    /// Column, from 0; nil if every record gets the default.
    public var column: Int?
    /// By which field of the other module a lookup's records are found.
    public var findBy: String?
    /// Pattern of dates, times or numbers.
    public var format: String?
    /// The value of records whose cell is empty, or that have none.
    public var defaultValue: String?
    /// The column of the parent's file that this column of a child's is the same as.
    public var parentColumn: Int?

    public init(
        field: String, column: Int?, findBy: String? = nil, format: String? = nil, defaultValue: String? = nil, parentColumn: Int? = nil
    ) {
        self.field = field
        self.column = column
        self.findBy = findBy
        self.format = format
        self.defaultValue = defaultValue
        self.parentColumn = parentColumn
    }

    fileprivate var body: JSONValue {
        var members: [(String, JSONValue)] = [("api_name", .string(field))]
        if let column { members.append(("index", .integer(column))) }
        if let findBy { members.append(("find_by", .string(findBy))) }
        if let format { members.append(("format", .string(format))) }
        if let defaultValue { members.append(("default_value", ["value": .string(defaultValue)])) }
        if let parentColumn { members.append(("parent_column_index", .integer(parentColumn))) }
        return .object(JSONObject(members))
    }
}

extension BulkWriteRequest.Resource {
    fileprivate var body: JSONValue {
        var members: [(String, JSONValue)] = [
            ("type", "data"), ("module", ["api_name": .string(module)]), ("file_id", .string(fileID)),
        ]
        if let fileName { members.append(("file_names", .strings([fileName]))) }
        if let findBy { members.append(("find_by", .string(findBy))) }
        if !mappings.isEmpty { members.append(("field_mappings", .array(mappings.map(\.body)))) }
        return .object(JSONObject(members))
    }
}
