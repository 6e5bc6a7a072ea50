import BulkEngine
import BulkModel

/// The links of a multi-select lookup in a request, in the older shape of answers (`linking_module`, `connected_module`) or in the
/// newer one (`linking_details`, `connected_details`). (platform specification, section 10.1)
enum LinksDraftBody {
    /// - Returns: the other side's module, and the links.
    static func draft(_ keys: DraftKeys, fields: [FieldDraft], schema: Schema) throws -> (target: String?, links: LinksDraft) {
        let linking = try keys.object("linking_details")
        let connected = try keys.object("connected_details")
        var links = LinksDraft(fields: fields)
        links.module = try keys.module("linking_module", in: schema) ?? linking?.object("module")?.text("api_name")
        links.label = try linking?.object("module")?.text("plural_label")
        links.ownLookup = try keys.text("lookup_apiname") ?? linking?.object("lookup_field")?.text("api_name")
        links.connectedLookup =
            try keys.text("connectedlookup_apiname") ?? linking?.object("connected_lookup_field")?.text("api_name")
        links.connectedField = try keys.text("connectedfield_apiname") ?? connected?.object("field")?.text("api_name")
        links.connectedLabel = try connected?.object("field")?.text("field_label")
        return (try keys.module("connected_module", in: schema) ?? connected?.module("module", in: schema), links)
    }
}
