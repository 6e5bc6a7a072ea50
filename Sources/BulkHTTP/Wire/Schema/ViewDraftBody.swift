import BulkEngine
import BulkModel

/// A view in a request that makes or changes it. (platform specification, section 12.2)
enum ViewDraftBody {
    static func draft(_ keys: DraftKeys) throws(DraftProblem) -> ViewDraft {
        var draft = ViewDraft()
        draft.name = try keys.text("name")
        draft.isLocked = try keys.truth("locked")
        if keys.sent("criteria") == .null { draft.criteria = .removed }
        if let criteria = keys["criteria"] {
            guard criteria.object != nil else { throw DraftProblem("criteria", .wrongKind(expected: "jsonobject")) }
            draft.criteria = .value(criteria)
        }
        if let fields = keys["fields"] { draft.columns = try columns(fields) }
        draft.sort = try sort(keys)
        draft.access = try access(keys)
        return draft
    }

    private static func columns(_ fields: JSONValue) throws(DraftProblem) -> [String] {
        guard let elements = fields.array else { throw DraftProblem("fields", .wrongKind(expected: "jsonarray")) }
        var names: [String] = []
        for (index, element) in elements.enumerated() {
            guard let name = element.string ?? element["api_name"]?.string else {
                throw DraftProblem("fields[\(index)].api_name", .missing)
            }
            names.append(name)
        }
        return names
    }

    private static func sort(_ keys: DraftKeys) throws(DraftProblem) -> FieldDraft.Amendment<CustomView.Sort> {
        if keys.sent("sort_by") == .null { return .removed }
        let order = try keys.text("sort_order")
        guard let field = keys["sort_by"] else {
            guard order == nil else { throw DraftProblem("sort_order", .needs("sort_by")) }
            return .none
        }
        guard let name = field.string ?? field["api_name"]?.string else { throw DraftProblem("sort_by.api_name", .missing) }
        guard ["asc", "desc", nil].contains(order) else { throw DraftProblem("sort_order", .unsupported(["asc", "desc"])) }
        return .value(CustomView.Sort(name, isAscending: order != "desc"))
    }

    private static func access(_ keys: DraftKeys) throws(DraftProblem) -> CustomView.Access? {
        var users: [ObjectID] = []
        for share in try keys.objects("shared_to") ?? [] {
            guard try share.text("type") == "users" else { throw DraftProblem(share.place("type"), .unsupported(["users"])) }
            guard let id = try share.id() else { throw DraftProblem(share.place("id"), .missing) }
            users.append(id)
        }
        let type = try keys.text("access_type")
        guard users.isEmpty || type == "shared" else { throw DraftProblem("shared_to", .contradicts("access_type")) }
        switch type {
        case nil: return nil
        case "public": return .everybody
        case "only_to_me": return .author
        case "shared": return .users(users)
        default: throw DraftProblem("access_type", .unsupported(["public", "only_to_me", "shared"]))
        }
    }
}
