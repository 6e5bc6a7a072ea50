import BulkFormats
import BulkModel
import FoundationEssentials

/// A view as `GET /crm/{version}/settings/custom_views` shows it. (platform specification, section 12.1)
struct CustomViewBody {
    typealias Members = [(String, JSONValue)]

    let view: CustomView
    let module: Module
    let version: APIVersion
    let isDefault: Bool
    /// Who asks, in whose zone times are shown.
    let user: User
    /// Those whom views may be shared with.
    let users: [User]

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
            ("default", .boolean(isDefault)), ("category", .string(category)), ("favorite", nil), ("offline", true),
        ]
        if version.has(.metadataObjects) { members.append(("locked", .boolean(view.isLocked))) }
        guard version.has(.displayProperties) else { return members + [("shared_type", .string(accessType))] }
        return members + [
            ("access_type", .string(accessType)), ("created_time", time(view.createdTime)), ("created_by", author(view.createdBy)),
            ("modified_time", time(view.modifiedTime)), ("modified_by", author(view.modifiedBy)), ("last_accessed_time", nil),
        ]
    }

    private var category: String {
        if view.createdBy?.id == user.id { return "created_by_me" }
        switch view.access {
        case .everybody: return "public_views"
        case .users(let users) where users.contains(user.id): return "shared_with_me"
        case .users, .author: return "other_users_views"
        }
    }

    private var accessType: String {
        switch view.access {
        case .everybody: "public"
        case .author: "only_to_me"
        case .users: "shared"
        }
    }

    private var selection: Members {
        // Views that came with the module are told by their name alone.
        let criteria = view.systemName == nil ? view.criteria.map { ViewCriteriaBody.body($0, version: version) } : nil
        let order: JSONValue = view.sort.map { $0.isAscending ? "asc" : "desc" } ?? nil
        return [
            ("criteria", criteria ?? nil), ("fields", .array(columns.map(column))), ("sort_by", sortField), ("sort_order", order),
        ]
    }

    private var sortField: JSONValue {
        guard let name = view.sort?.field, let field = module.field(named: name) else { return nil }
        return version.has(.viewFieldsAreObjects) ? ["api_name": .string(name), "id": .id(field.id)] : .string(name)
    }

    private var sharing: Members {
        var shares: [JSONValue] = []
        if case .users(let ids) = view.access {
            shares = ids.map { id in
                let name = users.first { $0.id == id }?.fullName
                return ["type": "users", "name": .optional(name), "id": .id(id), "subordinates": nil]
            }
        }
        return [(version.has(.displayProperties) ? "shared_to" : "shared_details", .array(shares))]
    }

    /// Views that name no columns have the module's first fields, led by the one that names a record.
    private var columns: [Field] {
        let own = view.columns.compactMap(module.field)
        if !own.isEmpty { return own }
        let name = module.displayName.map { [$0] } ?? []
        let others = module.fields.filter { $0.storedForm != .none && $0.apiName != module.displayField && !$0.isRecordID }
        return name + others.prefix(7)
    }

    private func column(_ field: Field) -> JSONValue {
        version.has(.viewFieldsAreObjects)
            ? ["api_name": .string(field.apiName), "id": .id(field.id), "_pin": false] : .string(field.apiName)
    }

    private func time(_ time: Date?) -> JSONValue {
        guard let time else { return nil }
        let seconds = Int64(time.timeIntervalSince1970.rounded(.down))
        return .string(ISO8601.dateTime(seconds, offset: UTCOffsets.cached(named: user.timeZone).offset(at: seconds)))
    }

    private func author(_ user: UserReference?) -> JSONValue {
        user.map { ["name": .string($0.name), "id": .id($0.id)] } ?? nil
    }
}
