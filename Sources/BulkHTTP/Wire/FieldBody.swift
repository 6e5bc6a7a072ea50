import BulkModel

/// A field as `GET /crm/{version}/settings/fields` shows it, in the order of the documents. (platform specification, section 10.1)
struct FieldBody {
    typealias Members = [(String, JSONValue)]

    let field: Field
    let module: Module
    let context: MetadataContext

    var body: JSONValue { .object(JSONObject(members)) }

    /// Layouts add members of their own to these.
    var members: Members {
        identity + access + properties + display + pickList + FieldTargets(field: field, module: module, context: context).members
            + computations + privacy + associations
    }

    /// The fields of a module that the version lists. Clients of v2 can't live with a field `id`. (demands of SDKs, section 6)
    static func listed(in module: Module, version: APIVersion) -> [Field] {
        module.fields(listedIn: version)
    }

    private var version: APIVersion { context.version }

    /// Whether the API takes a value.
    private var isWritable: JSONValue { .boolean(!field.isReadOnly) }

    private var identity: Members {
        var members: Members = [
            ("id", .id(field.id)), ("api_name", .string(field.apiName)), ("field_label", .string(field.label)),
            ("display_label", .string(field.label)), ("data_type", .string(field.dataType.rawValue)),
            ("json_type", .string(field.jsonType ?? field.dataType.jsonType)),
        ]
        if version.has(.leanMetadata) || field.length != nil { members.append(("length", .optional(field.length))) }
        return members + [
            ("decimal_place", .optional(field.decimalPlaces)), ("system_mandatory", .boolean(field.isMandatory)),
            ("custom_field", .boolean(field.isCustom)), ("read_only", .boolean(field.isReadOnly)),
            ("field_read_only", .boolean(field.isReadOnly)), ("visible", true),
        ]
    }

    private var access: Members {
        var members: Members = []
        if version.has(.metadataObjects) { members.append(("virtual_field", .boolean(field.storedForm == .none))) }
        if version.has(.displayProperties) { members.append(("type", "used")) }
        members.append(("created_source", "default"))
        if version.has(.metadataObjects) {
            members.append(
                (
                    "operation_type",
                    ["web_create": isWritable, "web_update": isWritable, "api_create": isWritable, "api_update": isWritable]
                ))
        }
        let isQuick = JSONValue.boolean(field.isMandatory && !field.isReadOnly)
        members.append(("view_type", ["view": true, "edit": isWritable, "create": isWritable, "quick_create": isQuick]))
        return members
    }

    private var properties: Members {
        let isComparable = JSONValue.boolean(field.isComparable)
        let canBeSetAtOnce = !field.isReadOnly && !field.isUnique && field.dataType != .autonumber && field.storedForm != .none
        var members: Members = []
        if version.has(.displayProperties) { members.append(("filterable", isComparable)) }
        if version.has(.metadataObjects) { members.append(("searchable", .boolean(field.storedForm == .text && field.isComparable))) }
        if version.has(.displayProperties) { members.append(("sortable", isComparable)) }
        members += [
            ("mass_update", .boolean(canBeSetAtOnce)), ("webhook", true), ("businesscard_supported", .boolean(field.storedForm != .none)),
        ]
        if version.has(.metadataObjects) { members.append(("separator", false)) }
        return members
    }

    private var display: Members {
        var members: Members = []
        if version.has(.displayProperties) {
            members += [
                ("display_field", .boolean(field.apiName == module.displayField)), ("display_type", -1),
                ("ui_type", .optional(field.uiType)),
            ]
        }
        members.append(("unique", uniqueness))
        if version.has(.displayProperties) { members.append(("external", nil)) }
        return members + [
            ("crypt", field.isEncrypted ? ["mode": "encryption", "status": 1] : nil), ("tooltip", tooltip),
            ("private", field.isRestricted ? ["restricted": true, "type": "High", "export": true] : nil),
        ]
    }

    private var tooltip: JSONValue {
        field.tooltip.map { ["name": .string($0.kind), "value": .string($0.text)] } ?? nil
    }

    /// An empty object where values may come twice; a record's id is nothing that a person could repeat.
    private var uniqueness: JSONValue {
        guard field.isUnique, !field.isRecordID else { return [:] }
        return version.has(.displayProperties) ? ["case_sensitive": false] : ["casesensitive": "false"]
    }

    private var pickList: Members {
        let values = (field.pickListValues + field.retiredValues).enumerated().map { index, value in
            pickListValue(value, at: index, isOffered: index < field.pickListValues.count)
        }
        var members: Members = [("pick_list_values", .array(values))]
        if version.has(.displayProperties) { members.append(("pick_list_values_sorted_lexically", false)) }
        if version.has(.metadataObjects) { members.append(("enable_colour_code", false)) }
        if version.has(.customization) { members.append(("colour_code_enabled_by_system", false)) }
        if version.has(.metadataObjects) { members.append(("global_picklist", nil)) }
        return members
    }

    private func pickListValue(_ value: String, at index: Int, isOffered: Bool) -> JSONValue {
        var members: Members = [
            ("display_value", .string(field.pickListLabels[value] ?? value)), ("actual_value", .string(value)),
        ]
        if version.has(.layoutAssociations) { members.append(("reference_value", .string(value))) }
        members.append(("sequence_number", .integer(index + 1)))
        if version.has(.metadataObjects) { members.append(("colour_code", nil)) }
        return .object(JSONObject(members + [("type", isOffered ? "used" : "unused"), ("maps", [])]))
    }

    private var computations: Members {
        let type = field.dataType
        var members: Members = [
            ("currency", type == .currency ? currency : [:]),
            ("formula", type == .formula ? ["return_type": "double", "assume_default": false] : [:]),
        ]
        if version.has(.metadataObjects) {
            members.append(("rollup_summary", type == .rollupSummary ? ["return_type": "double"] : [:]))
        }
        members.append(("auto_number", type == .autonumber ? autoNumber : [:]))
        if version.has(.customization), type == .textarea {
            members.append(("textarea", ["type": .string(field.textAreaKind ?? "small")]))
        }
        return members + [("history_tracking", nil), ("convert_mapping", ConvertMapping.of(field, in: module, schema: context.schema))]
    }

    private var currency: JSONValue {
        ["rounding_option": .string(field.rounding ?? "normal"), "precision": .integer(field.decimalPlaces ?? 2)]
    }

    private var autoNumber: JSONValue {
        let number = field.autoNumber ?? AutoNumber()
        return [
            "prefix": number.prefix.isEmpty ? nil : .string(number.prefix), "start_number": .integer(number.start),
            "suffix": number.suffix.isEmpty ? nil : .string(number.suffix),
        ]
    }

    private var privacy: Members {
        var members: Members = []
        if version.has(.metadataObjects) {
            members += [
                ("email_parser", ["fields_update_supported": isWritable, "record_operations_supported": true]),
                ("hipaa_compliance", nil), ("hipaa_compliance_enabled", false),
            ]
        }
        if version.has(.customization) {
            let isFixed = field.isReadOnly || field.isMandatory
            members.append(("customizable_properties", isFixed ? [] : ["mandatory", "removal"]))
        }
        return members
    }

    private var associations: Members {
        var members: Members = []
        if version.has(.layoutAssociations) { members.append(("layout_associations", LayoutBody.associations(of: module))) }
        if version.has(.displayProperties) {
            let permission: JSONValue = field.isReadOnly ? "read_only" : "read_write"
            let profiles = context.profiles.map { profile -> JSONValue in
                ["permission_type": permission, "name": .string(profile.name), "id": .id(profile.id)]
            }
            members.append(("profiles", .array(profiles)))
        }
        if version.has(.metadataObjects) { members += [("created_time", nil), ("modified_time", nil)] }
        return members
    }
}
