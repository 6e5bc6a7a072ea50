import BulkEngine
import BulkModel

/// The keys of an object in a request that makes or changes metadata, by type; `null` means absent.
struct DraftKeys {
    let object: JSONObject
    /// Where the object stands in the draft; empty for the draft itself.
    var path = ""

    /// The value as it was sent, `null` included.
    func sent(_ key: String) -> JSONValue? { object[key] }

    subscript(key: String) -> JSONValue? {
        let value = object[key]
        return value == .null ? nil : value
    }

    func text(_ key: String) throws(DraftProblem) -> String? {
        guard let value = self[key] else { return nil }
        guard let text = value.string else { throw wrongKind(key, "string") }
        return text
    }

    func truth(_ key: String) throws(DraftProblem) -> Bool? {
        guard let value = self[key] else { return nil }
        guard case .boolean(let truth) = value else { throw wrongKind(key, "boolean") }
        return truth
    }

    /// A whole number, or its digits as text.
    func integer(_ key: String) throws(DraftProblem) -> Int? {
        guard let value = self[key] else { return nil }
        guard let number = value.integer ?? value.string.flatMap({ Int64($0) }) else { throw wrongKind(key, "integer") }
        return Int(number)
    }

    /// The text of a scalar, whatever its kind.
    func scalar(_ key: String) throws(DraftProblem) -> String? {
        guard let value = self[key] else { return nil }
        switch value {
        case .string(let text): return text
        case .number, .boolean: return value.description
        default: throw wrongKind(key, "string")
        }
    }

    func object(_ key: String) throws(DraftProblem) -> DraftKeys? {
        guard let value = self[key] else { return nil }
        guard let object = value.object else { throw wrongKind(key, "jsonobject") }
        return DraftKeys(object: object, path: place(key))
    }

    func objects(_ key: String) throws(DraftProblem) -> [DraftKeys]? {
        guard let value = self[key] else { return nil }
        guard let elements = value.array else { throw wrongKind(key, "jsonarray") }
        var objects: [DraftKeys] = []
        for (index, element) in elements.enumerated() {
            guard let object = element.object else { throw DraftProblem("\(place(key))[\(index)]", .wrongKind(expected: "jsonobject")) }
            objects.append(DraftKeys(object: object, path: "\(place(key))[\(index)]"))
        }
        return objects
    }

    /// An id, as text or as a number.
    func id(_ key: String = "id") throws(DraftProblem) -> ObjectID? {
        guard let value = self[key] else { return nil }
        guard let id = value.string.flatMap({ ObjectID($0) }) ?? value.integer.flatMap({ $0 > 0 ? ObjectID($0) : nil }) else {
            throw wrongKind(key, "bigint")
        }
        return id
    }

    /// A module by its name, or by an object that has its name or its id.
    func module(_ key: String, in schema: Schema) throws(DraftProblem) -> String? {
        guard let value = self[key] else { return nil }
        if let name = value.string { return name }
        guard let object = try object(key) else { return nil }
        if let name = try object.text("api_name") { return name }
        guard let id = try object.id() else { return nil }
        guard let module = schema.module(id: id) else { throw DraftProblem("\(object.path).id", .unknown) }
        return module.apiName
    }

    func place(_ key: String) -> String { path.isEmpty ? key : "\(path).\(key)" }

    private func wrongKind(_ key: String, _ kind: String) -> DraftProblem {
        DraftProblem(place(key), .wrongKind(expected: kind))
    }
}
