import BulkModel

/// A section of a layout with its fields. (platform specification, section 11)
struct LayoutSectionBody {
    typealias Members = [(String, JSONValue)]

    let section: LayoutSection
    let sequenceNumber: Int
    let module: Module
    let context: MetadataContext

    var body: JSONValue {
        var members: Members = [
            ("name", .string(section.name)), ("display_label", .string(section.name)),
            ("api_name", .string(section.name.split(separator: " ").joined(separator: "_"))),
            ("sequence_number", .integer(sequenceNumber)), ("column_count", .integer(section.columns)),
            // Early versions count the ways to go: 1 is from the left to the right.
            ("tab_traversal", context.version.has(.tabTraversalIsText) ? "left_to_right" : 1),
            ("isSubformSection", .boolean(section.isSubform)), ("generated_type", "default"),
        ]
        if context.version.has(.layoutAssociations) { members.append(("mode", nil)) }
        if context.version.has(.displayProperties) { members.append(("type", "used")) }
        members += [("properties", properties), ("fields", .array(fields))]
        return .object(JSONObject(members))
    }

    /// A default by the kind that the record API has for the field.
    private func value(_ text: String, of field: Field) -> JSONValue {
        switch field.dataType {
        case .boolean: .boolean(text == "true")
        case .integer, .double, .currency, .percent: (try? JSONValue(parsing: Array(text.utf8))) ?? .string(text)
        case .multiselectpicklist: .strings(text.split(separator: ";").map(String.init))
        default: .string(text)
        }
    }

    private var properties: JSONValue {
        section.isSubform ? ["reorder_rows": false, "maximum_rows": nil, "tooltip": nil] : nil
    }

    private var fields: [JSONValue] {
        section.fields.enumerated().map { index, field in
            let members: Members = FieldBody(field: field, module: module, context: context).members
            return .object(
                JSONObject(
                    members + [
                        ("required", .boolean(field.isMandatory || field.isMandatoryInLayout)),
                        ("sequence_number", .integer(index + 1)), ("default_value", field.defaultValue.map { value($0, of: field) } ?? nil),
                        ("validation_rule", nil),
                    ]))
        }
    }
}
