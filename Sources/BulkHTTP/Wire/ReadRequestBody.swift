import BulkEngine
import BulkModel

/// The body of a create call, in the shape of its version. (bulk read specification, sections 2 and 3.1)
struct ReadRequestBody {
    private let version: APIVersion
    private let quirks: Quirks
    private let envelope: JSONObject
    private let query: JSONObject

    /// Longest field name a request may hold.
    private static let longestFieldName = 500

    /// - Throws: `REQUEST_BODY_NOT_SUPPORTED`, or its older form, where the structure doesn't match.
    private init(_ body: JSONValue, version: APIVersion, quirks: Quirks) throws {
        guard let envelope = body.object, let query = envelope["query"]?.object else {
            throw Self.structureError(body["query"] ?? body, version)
        }
        self.version = version
        self.quirks = quirks
        self.envelope = envelope
        self.query = query
    }

    /// - Throws: ``BulkError`` of structure, callback or query.
    static func decode(_ body: JSONValue, version: APIVersion, quirks: Quirks) throws -> ReadRequest {
        try ReadRequestBody(body, version: version, quirks: quirks).request()
    }

    private func request() throws -> ReadRequest {
        let fields = try names(present(query["fields"]))
        let fileType = try text(present(envelope["file_type"]) ?? present(query["file_type"]))
        let view = try view(present(query["cvid"]))
        let selector = try present(query["module"]).map(selector)
        let token = version.has(.pageToken) ? try text(present(query["page_token"])) : nil
        let callbackURL = try callbackURL()
        if let token {
            // The token stands for the whole query, so nothing may stand beside it.
            guard query.members.allSatisfy({ $0.name == "page_token" || $0.value == .null }) else { throw queryError }
            return ReadRequest(version: version, source: .pageToken(token), callbackURL: callbackURL)
        }
        guard let selector else { throw queryError }
        return ReadRequest(
            version: version, source: selector, fields: fields, view: view, page: query["page"],
            criteria: present(query["criteria"]), fileType: fileType, callbackURL: callbackURL)
    }

    /// `null` means absent.
    private func present(_ value: JSONValue?) -> JSONValue? {
        value == .null ? nil : value
    }

    private func selector(_ module: JSONValue) throws -> ReadRequest.Source {
        switch module {
        case .string(let name) where !version.has(.moduleIsObject):
            return .moduleName(name)
        case .object(let reference) where version.has(.moduleIsObject):
            if let name = present(reference["api_name"]) {
                guard let name = name.string else { throw structureError }
                return .moduleName(name)
            }
            guard let id = present(reference["id"]) else { throw structureError }
            return .moduleID(id.string ?? id.description)
        default:
            throw structureError
        }
    }

    private func names(_ value: JSONValue?) throws -> [String]? {
        guard let value else { return nil }
        guard let elements = value.array else { throw structureError }
        return try elements.map { element in
            guard let name = element.string, name.unicodeScalars.count <= Self.longestFieldName else { throw structureError }
            return name
        }
    }

    private func text(_ value: JSONValue?) throws -> String? {
        guard let value else { return nil }
        guard let text = value.string else { throw structureError }
        return text
    }

    /// Digits, in a string or not: official clients send both.
    private func view(_ value: JSONValue?) throws -> String? {
        switch value {
        case nil: nil
        case .string(let text): text
        case .number(let literal): literal
        default: throw structureError
        }
    }

    /// Whom to call back, or nobody. (section 3.1)
    private func callbackURL() throws -> String? {
        guard let callback = present(envelope["callback"]) else { return nil }
        guard let object = callback.object else {
            throw BulkError.callbackIsNoObject(callback, hasStructureErrors: version.has(.structureErrors))
        }
        return try CallbackBody(object, quirks: quirks).url
    }

    private var queryError: BulkError { .queryNotSupported(JSONValue.object(query).description) }

    private var structureError: BulkError { Self.structureError(.object(query), version) }

    /// The code for a wrong structure came with v5. (section 9.4)
    private static func structureError(_ query: JSONValue, _ version: APIVersion) -> BulkError {
        version.has(.structureErrors) ? .requestBodyNotSupported : .queryNotSupported(query.description)
    }
}
