import BulkEngine

/// What schema files call the parts of drafts, which go by the keys of the API otherwise.
enum SchemaParts {
    private static let names: [(part: String, path: [String])] = [
        ("field_label", ["label"]), ("data_type", ["type"]), ("decimal_place", ["decimal_places"]), ("currency", ["rounding"]),
        ("textarea", ["text_area"]), ("crypt", ["encrypted"]), ("private", ["restricted"]), ("default_value", ["default"]),
        ("pick_list_values", ["values"]), ("auto_number.start_number", ["start"]), ("auto_number.prefix", ["prefix"]),
        ("auto_number.suffix", ["suffix"]), ("auto_number", ["start"]), ("lookup", ["module"]), ("associated_module", ["rows", "module"]),
        ("connected_module", ["module"]), ("linking_module", ["links", "module"]),
        ("connectedlookup_apiname", ["links", "connected_lookup"]),
        ("connectedfield_apiname", ["links", "connected_field"]), ("lookup_apiname", ["links", "lookup"]), ("singular_label", ["singular"]),
        ("plural_label", ["plural"]), ("display_field.auto_number.start_number", ["name", "start"]),
        ("display_field.auto_number", ["name"]), ("display_field", ["name"]), ("access_type", []), ("api_name", []),
    ]

    /// Where a part of an element stands in a file, below the element.
    /// - Parameter place: of the element.
    static func path(of part: String, in place: [String], of document: SchemaDocument) -> [String] {
        var part = part
        for links in ["multiselectlookup.", "multiuserlookup."] where part.hasPrefix(links) { part.removeFirst(links.count) }
        if part.hasPrefix("fields["), let end = part.firstIndex(of: "]"),
            let index = Int(part[part.index(part.startIndex, offsetBy: 7)..<end])
        {
            return inner(index, String(part[part.index(after: end)...].drop { $0 == "." }), in: place, of: document)
        }
        for (name, path) in names where part == name || part.hasPrefix(name + ".") || part.hasPrefix(name + "[") {
            return path
        }
        return part.isEmpty ? [] : [String(part.prefix { $0 != "." && $0 != "[" })]
    }

    /// A field of rows or links, or a column of a view, by its position.
    private static func inner(_ index: Int, _ rest: String, in place: [String], of document: SchemaDocument) -> [String] {
        guard place.count >= 3, place[1] == "fields", let module = document.modules.first(where: { $0.name == place[0] }),
            let field = module.fields.first(where: { $0.apiName == place[2] })
        else { return ["columns"] }
        let fields = field.rows?.fields ?? field.links?.fields ?? []
        guard fields.indices.contains(index), let name = fields[index].apiName else { return ["fields"] }
        return ["fields", name] + path(of: rest, in: [], of: document)
    }
}
