import BulkEngine
import BulkModel

/// A resource of a bulk write request. (bulk write specification, section 6.1)
struct WriteResourceBody {
    private let path: String
    private let type: String?
    private let module: (text: String, isID: Bool)?
    private let hasModule: Bool
    private let fileID: String?
    private let fileNames: [String]?
    private let findBy: String?
    private let ignoreEmpty: Bool?
    private let mappings: [FieldMapping?]?

    /// Reads what is there; what is not is looked at later. (section 6.3, step 8)
    /// - Throws: `INVALID_DATA`.
    init(_ object: JSONObject, position: Int) throws {
        let keys = WriteKeys(object: object, path: "$.resource[\(position)]")
        path = keys.path
        type = try keys.text("type")
        if let type, type != "data" { throw BulkError.unsupportedValue("type", path: "\(keys.path).type", supported: ["data"]) }
        hasModule = keys["module"] != nil
        module = try Self.module(keys)
        fileID = try keys["file_id"].map { value in
            switch value {
            case .string(let text): return text
            case .number(let literal): return literal
            default: throw BulkError.wrongType("file_id", path: "\(keys.path).file_id", expected: "string")
            }
        }
        fileNames = try keys.array("file_names")?.enumerated().map { index, name in
            guard let name = name.string else {
                throw BulkError.wrongType("file_names", path: "\(keys.path).file_names[\(index)]", expected: "string")
            }
            return name
        }
        if let fileNames, fileNames.count > 1 { throw BulkError.invalidValue("file_names", path: "\(keys.path).file_names") }
        findBy = try keys.text("find_by")
        ignoreEmpty = try keys.truth("ignore_empty")
        mappings = try keys.array("field_mappings")?.enumerated().map { index, value in
            let path = "\(keys.path).field_mappings[\(index)]"
            guard let object = value.object else { throw BulkError.wrongType("field_mappings", path: path, expected: "jsonobject") }
            return try Self.mapping(WriteKeys(object: object, path: path))
        }
    }

    /// - Throws: `MANDATORY_NOT_FOUND` for a key that must be there. (step 11)
    func resource(needsFileNames: Bool, usesOldCode: Bool) throws -> WriteSubmission.Resource {
        func missing(_ key: String, at place: String) -> BulkError {
            .missingKey(key, path: "\(path).\(place)", usesOldCode: usesOldCode)
        }
        guard type != nil else { throw missing("type", at: "type") }
        guard hasModule else { throw missing("module", at: "module") }
        guard let module else { throw missing("api_name", at: "module.api_name") }
        guard let fileID else { throw missing("file_id", at: "file_id") }
        if needsFileNames, fileNames?.isEmpty ?? true { throw missing("file_names", at: "file_names") }
        return WriteSubmission.Resource(
            module: module.text, isModuleID: module.isID, fileID: fileID, fileNames: fileNames?.isEmpty == true ? nil : fileNames,
            findBy: findBy, ignoreEmpty: ignoreEmpty, mappings: mappings)
    }

    /// A name as such, or an object whose name goes before its id. (section 2)
    private static func module(_ keys: WriteKeys) throws -> (text: String, isID: Bool)? {
        switch keys["module"] {
        case nil: return nil
        case .string(let name): return (name, false)
        case .object(let object):
            let module = WriteKeys(object: object, path: "\(keys.path).module")
            if let name = try module.text("api_name") { return (name, false) }
            return module["id"].map { ($0.string ?? $0.description, true) }
        default: throw BulkError.wrongType("module", path: "\(keys.path).module", expected: "jsonobject")
        }
    }

    /// Of a mapping without a name nothing more is looked at: it is refused for that, in its turn.
    private static func mapping(_ keys: WriteKeys) throws -> FieldMapping? {
        guard let apiName = try keys.text("api_name") else { return nil }
        return FieldMapping(
            apiName: apiName, index: try keys.integer("index"), format: try keys.text("format"),
            findBy: try keys.text("find_by"), module: try keys.text("module"),
            parentColumnIndex: try keys.integer("parent_column_index"), defaultValue: try defaultValue(keys))
    }

    /// `{"value": …}`; numbers and booleans stand for their text. (section 7.5)
    private static func defaultValue(_ keys: WriteKeys) throws -> String? {
        guard let value = keys["default_value"] else { return nil }
        guard let object = value.object else {
            throw BulkError.wrongType("default_value", path: "\(keys.path).default_value", expected: "jsonobject")
        }
        switch object["value"] {
        case nil, .null: return nil
        case .string(let text): return text
        case .number(let literal): return literal
        case .boolean(let truth): return truth ? "true" : "false"
        default: throw BulkError.wrongType("value", path: "\(keys.path).default_value.value", expected: "string")
        }
    }
}
