import BulkModel

/// A view as `GET /crm/{version}/settings/custom_views` shows it. (platform specification, section 12.1)
struct CustomViewBody {
    typealias Members = [(String, JSONValue)]

    let view: CustomView
    let module: Module
    let version: APIVersion
    let isDefault: Bool

    /// The view that a module opens with: the first of all records.
    static func standard(among views: [CustomView]) -> CustomView? {
        views.first { $0.systemName == "ALLVIEWS" }
    }

    /// An element of the list.
    var summary: JSONValue { .object(JSONObject(listed)) }

    /// The only element of the answer about one view.
    var details: JSONValue { .object(JSONObject(listed + selection + sharing)) }

    private var listed: Members {
        var members: Members = [
            ("id", .id(view.id)), ("name", .string(view.name)), ("display_value", .string(view.name)),
            ("system_name", .optional(view.systemName)), ("system_defined", .boolean(view.systemName != nil)),
            ("default", .boolean(isDefault)), ("category", "public_views"), ("favorite", nil), ("offline", true),
        ]
        if version.has(.metadataObjects) { members.append(("locked", false)) }
        // Everybody sees every view, and nobody is known to have made one.
        guard version.has(.displayProperties) else { return members + [("shared_type", "public")] }
        return members + [
            ("access_type", "public"), ("created_time", nil), ("created_by", nil), ("modified_time", nil), ("modified_by", nil),
            ("last_accessed_time", nil),
        ]
    }

    private var selection: Members {
        // Views that came with the module are told by their name alone.
        let criteria = view.systemName == nil ? view.criteria.map { ViewCriteriaBody.body($0, version: version) } : nil
        return [("criteria", criteria ?? nil), ("fields", .array(columns.map(column))), ("sort_by", nil), ("sort_order", nil)]
    }

    private var sharing: Members {
        version.has(.displayProperties) ? [("shared_to", [])] : [("shared_details", [])]
    }

    /// Views don't store their columns; every one of a module has its first fields, led by the one that names a record.
    private var columns: [Field] {
        let name = module.displayName.map { [$0] } ?? []
        let others = module.fields.filter { $0.storedForm != .none && $0.apiName != module.displayField && !$0.isRecordID }
        return name + others.prefix(7)
    }

    private func column(_ field: Field) -> JSONValue {
        version.has(.viewFieldsAreObjects)
            ? ["api_name": .string(field.apiName), "id": .id(field.id), "_pin": false] : .string(field.apiName)
    }
}
