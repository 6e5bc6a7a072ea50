import BulkModel

/// A layout as `GET /crm/{version}/settings/layouts` shows it. (platform specification, section 11)
struct LayoutBody {
    typealias Members = [(String, JSONValue)]

    let layout: Layout
    let module: Module
    let context: MetadataContext

    var body: JSONValue { .object(JSONObject(names + origin + stamps + permissions + contents)) }

    /// A module's layouts as modules and fields list them.
    static func associations(of module: Module) -> JSONValue {
        .array(
            module.allLayouts.map { layout in
                [
                    "api_name": .string(apiName(of: layout, in: module)), "name": .string(layout.name), "id": .id(layout.id),
                ]
            })
    }

    /// Names that came with the module end in `__s`.
    private static func apiName(of layout: Layout, in module: Module) -> String {
        let name = layout.name.split(separator: " ").joined(separator: "_")
        return isStandard(layout, in: module) ? "\(name)__s" : name
    }

    private static func isStandard(_ layout: Layout, in module: Module) -> Bool {
        layout.id == module.allLayouts.first?.id
    }

    private var version: APIVersion { context.version }
    private var isStandard: Bool { Self.isStandard(layout, in: module) }

    private var names: Members {
        var members: Members = [("id", .id(layout.id)), ("name", .string(layout.name))]
        if version.has(.metadataObjects) {
            members += [("display_label", .string(layout.name)), ("api_name", .string(Self.apiName(of: layout, in: module)))]
        }
        // Only active layouts are kept here; early versions count the states from zero.
        return members + [("status", version.has(.layoutStatusIsText) ? "active" : 0), ("visible", true)]
    }

    private var origin: Members {
        var members: Members = []
        if version.has(.metadataObjects) {
            members += [("source", "crm"), ("generated_type", isStandard ? "system" : "custom")]
        }
        if version.has(.layoutAssociations) { members.append(("mode", nil)) }
        if version.has(.displayProperties) { members.append(("show_business_card", true)) }
        if version.has(.metadataObjects) { members.append(("has_more_profiles", false)) }
        return members
    }

    private var stamps: Members {
        [("created_time", nil), ("created_by", nil), ("created_for", nil), ("modified_time", nil), ("modified_by", nil)]
    }

    private var permissions: Members {
        let profiles = context.profiles.map { profile -> JSONValue in
            var members: Members = [
                ("default", .boolean(isStandard)), ("name", .string(profile.name)), ("id", .id(profile.id)),
            ]
            if version.has(.metadataObjects) {
                members.append(("_default_view", ["name": .string(layout.name), "id": .id(layout.id), "type": "layout"]))
            }
            return .object(JSONObject(members))
        }
        var members: Members = [("profiles", .array(profiles))]
        if version.has(.metadataObjects) {
            // Layouts can't be changed through the API.
            members.append(
                (
                    "actions_allowed",
                    [
                        "edit": false, "rename": false, "clone": false, "downgrade": false, "delete": false, "deactivate": false,
                        "set_layout_permissions": false,
                    ]
                ))
        }
        return members
    }

    private var contents: Members {
        var members: Members = []
        if module.apiName == "Leads" { members.append(("convert_mapping", conversions)) }
        let sections = LayoutSection.sections(of: module, version: version).enumerated().map { index, section in
            LayoutSectionBody(section: section, sequenceNumber: index + 1, module: module, context: context).body
        }
        return members + [("sections", .array(sections))]
    }

    /// The layouts that the records made of a lead get.
    private var conversions: JSONValue {
        let members = ConvertMapping.targets.compactMap { name -> (String, JSONValue)? in
            guard let layout = context.schema.module(named: name)?.allLayouts.first else { return nil }
            var members: Members = [("name", .string(layout.name)), ("id", .id(layout.id))]
            if name == "Deals" { members.append(("fields", [])) }
            return (name, .object(JSONObject(members)))
        }
        return .object(JSONObject(members))
    }
}
