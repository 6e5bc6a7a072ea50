import BulkModel

/// What becomes of a lead's field when the lead is converted. (platform specification, section 10.1)
enum ConvertMapping {
    /// The modules that a lead is converted into.
    static let targets = ["Contacts", "Deals", "Accounts"]

    /// An empty object for fields of other modules.
    static func of(_ field: Field, in module: Module, schema: Schema) -> JSONValue {
        guard module.apiName == "Leads" else { return [:] }
        return .object(JSONObject(targets.map { ($0, .optional(fieldName(for: field, in: schema.module(named: $0)))) }))
    }

    /// Values go where there is a field of the same name, and a few go elsewhere.
    private static func fieldName(for field: Field, in target: Module?) -> String? {
        guard let target else { return nil }
        let name = renamed["\(target.apiName).\(field.apiName)"] ?? field.apiName
        guard let found = target.field(named: name), !found.isReadOnly else { return nil }
        return name
    }

    private static let renamed = ["Accounts.Company": "Account_Name", "Contacts.Designation": "Title"]
}
