import BulkEngine
import BulkFormats
import BulkModel

/// The body of a bulk write create call: its structure, checked in the documented order. All versions are read alike.
/// (bulk write specification, sections 2 and 6.3, steps 7 to 11)
struct WriteRequestBody {
    private let body: JSONObject
    private let version: APIVersion
    private let quirks: Quirks
    private let address: String

    private static let longestEncodingName = 50

    /// - Throws: ``BulkError``.
    static func decode(_ json: JSONValue, version: APIVersion, quirks: Quirks, address: String) throws -> WriteSubmission {
        guard let body = json.object else { throw BulkError.requestBodyNotSupported }
        return try WriteRequestBody(body: body, version: version, quirks: quirks, address: address).submission()
    }

    private func submission() throws -> WriteSubmission {
        for key in ["operation", "resource"] where present(body[key]) == nil { throw missing(key, path: "$.\(key)") }
        let top = WriteKeys(object: body, path: "$")
        let name = try top.text("operation") ?? ""
        guard let operation = WriteOperation(rawValue: name) else {
            throw BulkError.unsupportedValue("operation", path: "$.operation", supported: WriteOperation.allCases.map(\.rawValue))
        }
        let encoding = try encoding(top)
        let ignoreEmpty = try top.truth("ignore_empty")
        guard let elements = body["resource"]?.array else {
            throw BulkError.wrongType("resource", path: "$.resource", expected: "jsonarray")
        }
        let callback = try callback()
        let resources = try flattened(elements).enumerated().map { try WriteResourceBody($1, position: $0) }
        guard !resources.isEmpty else { throw BulkError.invalidWriteRequest }
        let callbackURL = try callback.map { try CallbackBody($0, quirks: quirks, methodError: methodError).url } ?? nil
        return WriteSubmission(
            version: version, operation: operation, encoding: encoding, ignoreEmpty: ignoreEmpty, callbackURL: callbackURL,
            address: address,
            resources: try resources.map { try $0.resource(needsFileNames: resources.count > 1, usesOldCode: !quirks[.missingKeyCode]) })
    }

    /// `null` means absent.
    private func present(_ value: JSONValue?) -> JSONValue? {
        value == .null ? nil : value
    }

    private func missing(_ key: String, path: String) -> BulkError {
        .missingKey(key, path: path, usesOldCode: !quirks[.missingKeyCode])
    }

    private func encoding(_ top: WriteKeys) throws -> String? {
        guard let name = try top.text("character_encoding"), !name.isEmpty else { return nil }
        guard name.unicodeScalars.count <= Self.longestEncodingName, let encoding = CharacterEncoding(name: name) else {
            throw BulkError.invalidValue("character_encoding", path: "$.character_encoding")
        }
        return encoding.name
    }

    /// Takes resources out of others' mappings; each follows the one that held it, and reads the same file. (section 10.1)
    private func flattened(_ elements: [JSONValue]) throws -> [JSONObject] {
        var flat: [JSONObject] = []
        for element in elements {
            guard var object = element.object else {
                throw BulkError.wrongType("resource", path: "$.resource[\(flat.count)]", expected: "jsonobject")
            }
            guard quirks[.nestedResource], let mappings = object["field_mappings"]?.array else {
                flat.append(object)
                continue
            }
            let nested = mappings.filter(isResource)
            object["field_mappings"] = .array(mappings.filter { !isResource($0) })
            flat.append(object)
            flat += try flattened(
                nested.map { child in
                    var child = child.object ?? JSONObject()
                    child["file_id"] = object["file_id"]
                    return .object(child)
                })
        }
        return flat
    }

    private func isResource(_ element: JSONValue) -> Bool {
        element["module"] != nil && element["field_mappings"] != nil && element["api_name"] == nil
    }

    /// The code of its own for a callback's method came with v6; what clients of older versions don't know they take for a success.
    /// (bulk write specification, section 2; demands of SDKs, section 5)
    private var methodError: BulkError? {
        version.has(.callbackMethodError) ? nil : .unsupportedValue("method", path: "$.callback.method", supported: ["post"])
    }

    /// An exact `callback` goes before other spellings.
    private func callback() throws -> JSONObject? {
        let spelling = quirks[.callbackKeyCase] ? body.members.first { $0.name.lowercased() == "callback" }?.value : nil
        guard let value = present(body["callback"] ?? spelling) else { return nil }
        guard let callback = value.object else { throw BulkError.wrongType("callback", path: "$.callback", expected: "jsonobject") }
        return callback
    }
}
