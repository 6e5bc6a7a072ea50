import BulkModel

/// Which calls are listed: `{"field":{"api_name":"operation_types.method"},"comparator":"equals","value":"POST"}`.
struct APIListFilter {
    private let field: Field?
    private let value: String

    private enum Field: String, CaseIterable {
        case scope = "operation_types.oauth_scope"
        case method = "operation_types.method"
        case module
    }

    private static let methods = ["GET", "POST", "PUT", "PATCH", "DELETE"]

    /// - Parameter text: of the parameter `filters`; nil for all calls.
    /// - Throws: `INVALID_DATA`, `MANDATORY_NOT_FOUND`.
    init(_ text: String?, schema: Schema) throws {
        guard let text else {
            (field, value) = (nil, "")
            return
        }
        guard let filter = (try? JSONValue(parsing: text))?.object else { throw BulkError.invalidFilter("filters", at: "$") }
        guard let name = filter["field"]?["api_name"] else { throw BulkError.incompleteFilter("api_name", at: "$.field.api_name") }
        guard let comparator = filter["comparator"] else { throw BulkError.incompleteFilter("comparator", at: "$.comparator") }
        guard let value = filter["value"] else { throw BulkError.incompleteFilter("value", at: "$.value") }
        guard let field = name.string.flatMap(Field.init) else {
            throw BulkError.invalidFilter("api_name", at: "$.field.api_name", supported: Field.allCases.map(\.rawValue))
        }
        guard comparator == "equals" else { throw BulkError.invalidFilter("comparator", at: "$.comparator", supported: ["equals"]) }
        let supported = Self.values(of: field, schema)
        guard let sought = value.string, !sought.isEmpty, supported.isEmpty || supported.contains(sought) else {
            throw BulkError.invalidFilter("value", at: "$.value", supported: supported)
        }
        (self.field, self.value) = (field, sought)
    }

    /// The values that can be listed; none where any text may be one.
    private static func values(of field: Field, _ schema: Schema) -> [String] {
        switch field {
        case .method: methods
        case .module: schema.modules.filter { $0.generatedType == .default }.map(\.apiName) + [APIListBody.customModules]
        case .scope: []
        }
    }

    func admits(_ call: APIListBody.Call) -> Bool {
        switch field {
        case nil: true
        case .method: call.method == value
        case .module: call.module == value
        case .scope: isWithin(call.scope)
        }
    }

    /// `modules.leads` is within `ZohoCRM.modules.leads.READ`: any of its parts that follow one another.
    private func isWithin(_ scope: String) -> Bool {
        ".\(scope.lowercased()).".contains(".\(value.lowercased()).")
    }
}

extension BulkError {
    fileprivate static func invalidFilter(_ key: String, at path: String, supported: [String] = []) -> BulkError {
        supported.isEmpty ? invalidValue(key, path: path) : unsupportedValue(key, path: path, supported: supported)
    }

    fileprivate static func incompleteFilter(_ key: String, at path: String) -> BulkError {
        missingKey(key, path: path, usesOldCode: false)
    }
}
