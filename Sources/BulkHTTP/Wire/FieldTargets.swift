import BulkModel

/// The members of a field that lead to other modules; each is there for every field, empty where it doesn't apply.
/// (platform specification, section 10.1)
struct FieldTargets {
    let field: Field
    let module: Module
    let context: MetadataContext

    var members: [(String, JSONValue)] {
        var members: [(String, JSONValue)] = [
            ("lookup", lookup), ("multi_module_lookup", multiModuleLookup),
            ("multiselectlookup", field.dataType == .multiselectlookup ? links : [:]),
        ]
        if context.version.has(.displayProperties) {
            members.append(("multiuserlookup", field.dataType == .multiuserlookup ? links : [:]))
        }
        members.append((context.version.has(.metadataObjects) ? "associated_module" : "subform", associatedModule))
        return members + [("association_details", nil)]
    }

    /// There are no related lists, so nothing names the one that shows the lookup from the other side.
    private var lookup: JSONValue {
        guard field.dataType == .lookup || field.dataType == .consentLookup else { return [:] }
        let target: String
        switch field.lookup {
        case .users: target = Module.usersName
        case .module(let name), .chosenModule(let name): target = name
        // What the service calls a lookup of an activity that leads to one of several modules.
        case .modules: target = "se_module"
        case nil: return [:]
        }
        var members: [(String, JSONValue)] = [
            ("display_label", nil), ("api_name", nil), ("module", context.fieldReference(toModule: target)), ("id", nil),
        ]
        if context.version.has(.metadataObjects) { members += [("revalidate_filter_during_edit", false), ("query_details", [:])] }
        return .object(JSONObject(members))
    }

    private var multiModuleLookup: JSONValue {
        guard field.dataType == .multiModuleLookup, case .modules(let names)? = field.lookup else { return [:] }
        return [
            "display_label": .string(field.label), "api_name": .string(field.apiName),
            "modules": .array(names.map(context.reference)),
        ]
    }

    private var associatedModule: JSONValue {
        guard field.dataType == .subform, let name = field.relatedModule else { return nil }
        return ["module": .string(name), "id": context.schema.module(named: name).map { .id($0.id) } ?? nil]
    }

    /// The links of a multi-select lookup: records of a module with one lookup to this module and one to the other.
    private var links: JSONValue {
        guard let name = field.relatedModule, let linking = context.schema.module(named: name) else { return [:] }
        let lookups = linking.fields.filter { $0.dataType == .lookup || $0.dataType == .userlookup }
        guard let own = lookups.first(where: { $0.lookup == .module(module.apiName) }),
            let other = lookups.first(where: { $0.id != own.id })
        else { return [:] }
        let connected = context.schema.target(of: other)?.apiName
        var members: [(String, JSONValue)] = [
            ("display_label", .string(field.label)), ("linking_module", context.fieldReference(toModule: name)),
            ("lookup_apiname", .string(own.apiName)),
            ("connected_module", connected.map(context.fieldReference) ?? nil), ("api_name", .string(field.apiName)),
            ("connectedfield_apiname", .string(own.apiName)), ("connectedlookup_apiname", .string(other.apiName)),
            ("id", .id(field.id)),
        ]
        if context.version.has(.linkingDetails) {
            members += [
                (
                    "linking_details",
                    [
                        "module": [
                            "api_name": .string(name), "id": .id(linking.id), "plural_label": .string(linking.pluralLabel),
                            "visibility": .integer(linking.traits.visibility),
                        ],
                        "lookup_field": Self.reference(own), "connected_lookup_field": Self.reference(other),
                    ]
                ),
                ("connected_details", ["module": connected.map(context.reference) ?? nil]),
            ]
        }
        return .object(JSONObject(members))
    }

    private static func reference(_ field: Field) -> JSONValue {
        ["api_name": .string(field.apiName), "id": .id(field.id)]
    }
}
