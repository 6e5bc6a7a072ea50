import BulkModel

/// The keys of an object in a bulk write request, by type; `null` means absent.
struct WriteKeys {
    let object: JSONObject
    /// Where the object stands in the body.
    let path: String

    subscript(key: String) -> JSONValue? {
        let value = object[key]
        return value == .null ? nil : value
    }

    func text(_ key: String) throws -> String? {
        try self[key].map { value in
            guard let text = value.string else { throw wrongType(key, "string") }
            return text
        }
    }

    /// Empty text counts as false, as the documents have it.
    func truth(_ key: String) throws -> Bool? {
        try self[key].map { value in
            switch value {
            case .boolean(let truth): return truth
            case .string(""): return false
            default: throw wrongType(key, "boolean")
            }
        }
    }

    /// A whole number, or its digits as text.
    func integer(_ key: String) throws -> Int? {
        try self[key].map { value in
            guard let number = value.integer ?? value.string.flatMap({ Int64($0) }) else { throw wrongType(key, "integer") }
            return Int(number)
        }
    }

    func array(_ key: String) throws -> [JSONValue]? {
        try self[key].map { value in
            guard let array = value.array else { throw wrongType(key, "jsonarray") }
            return array
        }
    }

    private func wrongType(_ key: String, _ type: String) -> BulkError {
        .wrongType(key, path: "\(path).\(key)", expected: type)
    }
}
