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
                        ("sequence_number", .integer(index + 1)), ("default_value", nil), ("validation_rule", nil),
                    ]))
        }
    }
}
