import BulkEngine
import BulkModel

/// The body of a create call, in the shape of its version. (bulk read specification, sections 2 and 3.1)
enum ReadRequestBody {
    /// Longest field name a request may hold.
    private static let longestFieldName = 500

    /// - Throws: `REQUEST_BODY_NOT_SUPPORTED` or its older form where the structure doesn't match; `QUERY_NOT_SUPPORTED`
    ///   if nothing says what to export; `NOT_SUPPORTED_FEATURE` for what this release can't do yet.
    static func decode(_ body: JSONValue, version: APIVersion) throws -> ReadRequest {
        guard let envelope = body.object, let query = envelope["query"]?.object else {
            throw structureError(body["query"] ?? body, version)
        }
        let value = JSONValue.object(query)
        let fields = try names(present(query["fields"]), in: value, version)
        let fileType = try text(present(envelope["file_type"]) ?? present(query["file_type"]), in: value, version)
        guard present(envelope["callback"]) == nil, present(query["criteria"]) == nil, present(query["cvid"]) == nil,
            present(query["page_token"]) == nil
        else { throw BulkError.featureNotSupported }
        guard let module = present(query["module"]) else { throw BulkError.queryNotSupported(value.description) }
        return ReadRequest(
            version: version, module: try selector(module, in: value, version), fields: fields, page: query["page"], fileType: fileType)
    }

    /// `null` means absent.
    private static func present(_ value: JSONValue?) -> JSONValue? {
        value == .null ? nil : value
    }

    private static func selector(
        _ module: JSONValue, in query: JSONValue, _ version: APIVersion
    ) throws -> ReadRequest.ModuleSelector {
        switch module {
        case .string(let name) where !version.has(.moduleIsObject):
            return .apiName(name)
        case .object(let reference) where version.has(.moduleIsObject):
            if let name = present(reference["api_name"]) {
                guard let name = name.string else { throw structureError(query, version) }
                return .apiName(name)
            }
            guard let id = present(reference["id"]) else { throw structureError(query, version) }
            return .id(id.string ?? id.description)
        default:
            throw structureError(query, version)
        }
    }

    private static func names(_ value: JSONValue?, in query: JSONValue, _ version: APIVersion) throws -> [String]? {
        guard let value else { return nil }
        guard let elements = value.array else { throw structureError(query, version) }
        return try elements.map { element in
            guard let name = element.string, name.unicodeScalars.count <= longestFieldName else { throw structureError(query, version) }
            return name
        }
    }

    private static func text(_ value: JSONValue?, in query: JSONValue, _ version: APIVersion) throws -> String? {
        guard let value else { return nil }
        guard let text = value.string else { throw structureError(query, version) }
        return text
    }

    /// The code for a wrong structure came with v5. (section 9.4)
    private static func structureError(_ query: JSONValue, _ version: APIVersion) -> BulkError {
        version.has(.structureErrors) ? .requestBodyNotSupported : .queryNotSupported(query.description)
    }
}
