import BulkEngine
import BulkModel

/// A field in a request that makes or changes it. What an answer about a field holds besides is passed over, so that an answer can be sent
/// back. (platform specification, section 10.2)
struct FieldDraftBody {
    private let keys: DraftKeys
    private let schema: Schema

    /// - Throws: ``DraftProblem``.
    static func draft(_ keys: DraftKeys, schema: Schema) throws -> FieldDraft {
        try FieldDraftBody(keys: keys, schema: schema).draft()
    }

    private func draft() throws -> FieldDraft {
        var draft = FieldDraft()
        draft.apiName = try keys.text("api_name")
        draft.label = try keys.text("field_label")
        draft.dataType = try dataType()
        draft.length = try keys.integer("length")
        draft.textAreaKind = try keys.object("textarea")?.text("type")
        try readCurrency(into: &draft)
        draft.isUnique = try isUnique()
        draft.isRequired = try keys.truth("required")
        draft.isEncrypted = try isEncrypted()
        draft.isRestricted = try isRestricted()
        draft.tooltip = try tooltip()
        if keys.sent("default_value") == .null { draft.defaultValue = .removed }
        if let text = try keys.scalar("default_value") { draft.defaultValue = .value(text) }
        draft.values = try values()
        draft.autoNumber = try AutoNumberBody.draft(keys.object("auto_number"))
        draft.target = try keys.object("lookup")?.module("module", in: schema)
        draft.rows = try rows(draft.dataType)
        for name in ["multiselectlookup", "multiuserlookup"] {
            guard let links = try keys.object(name), !links.object.isEmpty else { continue }
            (draft.target, draft.links) = try LinksDraftBody.draft(links, fields: fields(), schema: schema)
        }
        return draft
    }

    private func dataType() throws -> DataType? {
        guard let name = try keys.text("data_type") else { return nil }
        guard let type = DataType(rawValue: name) else {
            throw DraftProblem(keys.place("data_type"), .unsupported(FieldDraft.creatableTypes.map(\.rawValue)))
        }
        return type
    }

    /// The digits behind the point may be told in either of two places.
    private func readCurrency(into draft: inout FieldDraft) throws {
        draft.decimalPlaces = try keys.integer("decimal_place")
        guard let currency = try keys.object("currency") else { return }
        draft.rounding = try currency.text("rounding_option")
        guard let precision = try currency.integer("precision") else { return }
        guard precision == draft.decimalPlaces ?? precision else {
            throw DraftProblem(currency.place("precision"), .contradicts("decimal_place"))
        }
        draft.decimalPlaces = precision
    }

    /// An empty object is a field whose values may come twice.
    private func isUnique() throws -> Bool? {
        if case .boolean(let truth)? = keys["unique"] { return truth }
        guard let unique = try keys.object("unique") else { return nil }
        guard !unique.object.isEmpty else { return false }
        guard try unique.truth("case_sensitive") != true else {
            throw DraftProblem(unique.place("case_sensitive"), .unsupported(["false"]))
        }
        return true
    }

    private func isEncrypted() throws -> Bool? {
        if keys.sent("crypt") == .null { return false }
        return try keys.object("crypt") == nil ? nil : true
    }

    private func isRestricted() throws -> Bool? {
        if keys.sent("private") == .null { return false }
        return try keys.object("private").map { privacy in try privacy.truth("restricted") ?? true }
    }

    private func tooltip() throws -> FieldDraft.Amendment<Tooltip> {
        if keys.sent("tooltip") == .null { return .removed }
        guard let tooltip = try keys.object("tooltip"), !tooltip.object.isEmpty else { return .none }
        return .value(Tooltip(kind: try tooltip.text("name") ?? "info_icon", text: try tooltip.text("value") ?? ""))
    }

    /// Either of what records hold and what people see may stand for both. Nothing is what a field without a list has.
    private func values() throws -> [FieldDraft.PickListValue]? {
        guard let elements = try keys.objects("pick_list_values"), !elements.isEmpty else { return nil }
        var values: [FieldDraft.PickListValue] = []
        for element in elements {
            let label = try element.text("display_value")
            guard let value = try element.text("actual_value") ?? label else {
                throw DraftProblem(element.place("display_value"), .missing)
            }
            let isOffered = try element.text("type") != "unused" && element.sent("_delete") == nil
            values.append(FieldDraft.PickListValue(value, label: label, isOffered: isOffered))
        }
        return values
    }

    /// The fields of rows or links stand beside the other keys; those of rows also with the module that holds them.
    private func rows(_ type: DataType?) throws -> SubformDraft? {
        guard type == .subform else { return nil }
        let related = try keys.object("associated_module") ?? keys.object("subform")
        let inner = try related.map { related in try Self.fields(of: related, schema) } ?? []
        return SubformDraft(module: try related?.module("module", in: schema), fields: inner.isEmpty ? try fields() : inner)
    }

    private func fields() throws -> [FieldDraft] {
        try Self.fields(of: keys, schema)
    }

    private static func fields(of keys: DraftKeys, _ schema: Schema) throws -> [FieldDraft] {
        var drafts: [FieldDraft] = []
        for element in try keys.objects("fields") ?? [] { drafts.append(try draft(element, schema: schema)) }
        return drafts
    }
}

/// The numbers of an auto-number field in a request.
enum AutoNumberBody {
    static func draft(_ keys: DraftKeys?) throws -> FieldDraft.AutoNumberDraft? {
        guard let keys, !keys.object.isEmpty else { return nil }
        return FieldDraft.AutoNumberDraft(
            prefix: try keys.text("prefix"), start: try keys.scalar("start_number"), suffix: try keys.text("suffix"))
    }
}
