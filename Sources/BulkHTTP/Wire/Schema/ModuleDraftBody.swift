import BulkEngine
import BulkModel

/// A module in a request that makes or changes it. (platform specification, section 9.3)
enum ModuleDraftBody {
    /// - Parameter isNew: whether profiles have to be told.
    static func draft(_ keys: DraftKeys, isNew: Bool) throws -> CustomModuleDraft {
        var draft = CustomModuleDraft(
            apiName: try keys.text("api_name"), singularLabel: try keys.text("singular_label"), pluralLabel: try keys.text("plural_label"))
        if let profiles = try keys.objects("profiles") {
            var ids: [ObjectID] = []
            for profile in profiles {
                guard let id = try profile.id() else { throw DraftProblem(profile.place("id"), .missing) }
                ids.append(id)
            }
            draft.profiles = ids
        } else if isNew {
            draft.profiles = []
        }
        // Answers have the name of the field in its place.
        guard keys["display_field"]?.object != nil, let field = try keys.object("display_field") else { return draft }
        draft.nameLabel = try field.text("field_label")
        let type = try field.text("data_type") ?? DataType.text.rawValue
        guard [DataType.text, .autonumber].map(\.rawValue).contains(type) else {
            throw DraftProblem(field.place("data_type"), .unsupported(["text", "autonumber"]))
        }
        if let numbers = try AutoNumberBody.draft(field.object("auto_number")) {
            draft.autoNumber = numbers
        } else if type == DataType.autonumber.rawValue {
            draft.autoNumber = FieldDraft.AutoNumberDraft()
        }
        return draft
    }
}
