import BulkModel

/// A module as `GET /crm/{version}/settings/modules` shows it. (platform specification, section 9)
struct ModuleBody {
    typealias Members = [(String, JSONValue)]

    let module: Module
    let context: MetadataContext

    /// An element of the list.
    var summary: JSONValue { .object(JSONObject(listed)) }

    /// The only element of the answer about one module.
    /// - Parameter view: that the module opens with.
    func details(view: JSONValue) -> JSONValue {
        .object(JSONObject(listed + lookingUp + showing(view) + tail))
    }

    private var version: APIVersion { context.version }

    private var listed: Members { names + visibility + permissions + options + people }

    private var names: Members {
        [
            ("id", .id(module.id)), ("api_name", .string(module.apiName)), ("module_name", .string(module.moduleName)),
            ("singular_label", .string(module.singularLabel)), ("plural_label", .string(module.pluralLabel)),
            ("actual_singular_label", .string(module.singularLabel)), ("actual_plural_label", .string(module.pluralLabel)),
            ("generated_type", .string(module.generatedType.rawValue)), ("api_supported", true),
        ]
    }

    private var visibility: Members {
        let traits = module.traits
        var members: Members = []
        // Modules can't be hidden or deleted here.
        if version.has(.moduleStatus) {
            members.append(("status", "visible"))
        } else if version.has(.displayProperties) {
            members.append(("visible", true))
        }
        return members + [
            ("visibility", .integer(traits.visibility)), ("show_as_tab", .boolean(traits.isShownAsTab)),
            ("sequence_number", .optional(traits.sequenceNumber)),
        ]
    }

    private var permissions: Members {
        let traits = module.traits
        var members: Members = [
            ("creatable", .boolean(traits.isCreatable)), ("editable", .boolean(traits.isEditable)),
            ("deletable", .boolean(traits.isDeletable)), ("viewable", .boolean(traits.isViewable)),
            ("convertable", .boolean(traits.isConvertible)),
            ("quick_create", .boolean(traits.isCreatable && traits.isShownAsTab)),
        ]
        if version.has(.customization) { members.append(("recycle_bin_on_delete", true)) }
        return members
    }

    private var options: Members {
        let isTab = JSONValue.boolean(module.traits.isShownAsTab)
        var members: Members = [("presence_sub_menu", isTab)]
        if version.has(.metadataObjects) { members.append(("sub_menu_available", isTab)) }
        if !version.has(.customization) { members += Self.droppedFlags.map { ($0, false) } }
        return members + [
            ("feeds_required", false), ("business_card_field_limit", 5), ("web_link", nil), ("description", nil), ("arguments", []),
            ("parent_module", module.parentModule.map(context.reference) ?? [:]),
        ]
    }

    /// Of what the server has none; later versions don't tell any more. (section 9.2)
    private static let droppedFlags = [
        "email_parser_supported", "emailTemplate_support", "filter_supported", "inventory_template_supported", "scoring_supported",
        "triggers_supported", "webform_supported",
    ]

    private var people: Members {
        var members: Members = [("profiles", .array(context.profiles.map(\.body)))]
        if version.has(.customization) {
            members += [("profile_count", .integer(context.profiles.count)), ("has_more_profiles", false)]
        }
        if version.has(.metadataObjects) { members += [("access_type", "org_based"), ("private_profile", nil)] }
        return members + [("modified_time", nil), ("modified_by", nil)]
    }

    private var lookingUp: Members {
        var members: Members = [("global_search_supported", false), ("lookupable", .boolean(module.traits.isShownAsTab))]
        if version.has(.displayProperties) { members.append(("isBlueprintSupported", false)) }
        return members + [
            ("public_fields_configured", false), ("display_field", displayField), ("search_layout_fields", .strings(nameFields)),
            ("related_list_properties", ["sort_by": nil, "fields": .strings(nameFields), "sort_order": nil]),
        ]
    }

    private var displayField: JSONValue {
        guard let field = module.displayName else { return nil }
        return version.has(.displayFieldIsObject) ? Self.reference(field) : .string(field.apiName)
    }

    private static func reference(_ field: Field) -> JSONValue {
        ["api_name": .string(field.apiName), "id": .id(field.id)]
    }

    /// The fields that people know a record by.
    private var nameFields: [String] {
        var names = [module.displayField, module.duplicateCheckField].compactMap { $0 }
        if names.count == 2, names[0] == names[1] { names.removeLast() }
        return names
    }

    private func showing(_ view: JSONValue) -> Members {
        var members: Members = [("custom_view", view)]
        if version.has(.metadataObjects) {
            let fields = nameFields.compactMap(module.field).enumerated().map { index, field -> JSONValue in
                ["sequence_number": .integer(index + 1), "api_name": .string(field.apiName), "id": .id(field.id)]
            }
            members.append(("lookup_field_properties", ["fields": .array(fields)]))
        }
        return members + [("per_page", 200), ("$properties", [])]
    }

    private var tail: Members {
        var members: Members = []
        if version.has(.displayProperties) { members.append(("$on_demand_properties", [])) }
        members.append(("$field_states", []))
        if version.has(.metadataObjects) { members.append(("business_card_fields", [])) }
        members += [
            ("kanban_view", nil), ("kanban_view_supported", false), ("filter_status", nil), ("territory", nil), ("zia_view", false),
        ]
        if version.has(.layoutAssociations) { members.append(("layout_associations", LayoutBody.associations(of: module))) }
        return members
    }
}
