import BulkEngine
import BulkModel
import Yams

/// Turns the nodes of a schema file into a document, and notes where each part stands.
struct SchemaFileReader {
    private(set) var marks = SchemaMarks()

    /// - Throws: ``SchemaFileError``.
    mutating func document(_ node: Node) throws -> SchemaDocument {
        let keys = try YAMLKeys(node, "the file")
        try keys.allow([SchemaFile.formatKey, "modules"], "the file")
        guard try keys.text(SchemaFile.formatKey) == SchemaFile.format else {
            throw SchemaFileError(
                keys[SchemaFile.formatKey]?.mark ?? node.mark, "the file must say '\(SchemaFile.formatKey): \(SchemaFile.format)'")
        }
        var document = SchemaDocument()
        for (name, key, value) in try keys.keys("modules")?.pairs ?? [] {
            marks[[name]] = key.mark
            document.modules.append(try module(name, value))
        }
        return document
    }

    private mutating func module(_ name: String, _ node: Node) throws -> SchemaDocument.ModuleEntry {
        var entry = SchemaDocument.ModuleEntry(name: name)
        if node.scalar?.string.isEmpty ?? false { return entry }
        let keys = try YAMLKeys(node, "module '\(name)'")
        try keys.allow(["singular", "plural", "name", "fields", "layouts", "views"], "a module")
        try note(keys, at: [name])
        entry.singular = try keys.text("singular")
        entry.plural = try keys.text("plural")
        if let naming = keys["name"] { try read(naming, into: &entry) }
        entry.fields = try fields(keys, at: [name])
        entry.layouts = try keys.texts("layouts")
        entry.views = try keys.keys("views").map { try views($0, of: name) }
        return entry
    }

    /// A label, or a label and numbers.
    private func read(_ naming: Node, into entry: inout SchemaDocument.ModuleEntry) throws {
        if let label = naming.scalar?.string { return entry.nameLabel = label }
        let keys = try YAMLKeys(naming, "'name'")
        try keys.allow(["label", "prefix", "start", "suffix"], "'name'")
        entry.nameLabel = try keys.text("label")
        entry.autoNumber = try autoNumber(keys)
    }

    private func autoNumber(_ keys: YAMLKeys) throws -> FieldDraft.AutoNumberDraft {
        FieldDraft.AutoNumberDraft(prefix: try keys.text("prefix"), start: try keys.text("start"), suffix: try keys.text("suffix"))
    }

    private mutating func fields(_ keys: YAMLKeys, at place: [String]) throws -> [FieldDraft] {
        var drafts: [FieldDraft] = []
        for (name, key, value) in try keys.keys("fields")?.pairs ?? [] {
            let inner = place + ["fields", name]
            marks[inner] = key.mark
            drafts.append(try field(name, value, at: inner))
        }
        return drafts
    }

    /// A type, or `name: value` lines.
    private mutating func field(_ name: String, _ node: Node, at place: [String]) throws -> FieldDraft {
        var draft = FieldDraft()
        draft.apiName = name
        if let type = node.scalar?.string {
            draft.dataType = try dataType(type, node.mark)
            draft.label = Self.label(from: name)
            return draft
        }
        let keys = try YAMLKeys(node, "field '\(name)'")
        draft.dataType = try keys.text("type").map { try dataType($0, keys["type"]?.mark) }
        let what = draft.dataType.map { "a field of the type \($0.rawValue)" } ?? "a field that came with its module"
        try keys.allow(SchemaFields.keys(of: draft.dataType), what)
        try note(keys, at: place)
        draft.label = try keys.text("label") ?? (draft.dataType == nil ? nil : Self.label(from: name))
        draft.length = try keys.integer("length")
        draft.decimalPlaces = try keys.integer("decimal_places")
        draft.rounding = try keys.text("rounding")
        draft.textAreaKind = try keys.text("text_area")
        draft.isUnique = try keys.truth("unique")
        draft.isRequired = try keys.truth("required")
        draft.isEncrypted = try keys.truth("encrypted")
        draft.isRestricted = try keys.truth("restricted")
        if let value = try keys.text("default") { draft.defaultValue = .value(value) }
        draft.tooltip = try tooltip(keys)
        draft.values = try values(keys)
        if draft.dataType == .autonumber { draft.autoNumber = try autoNumber(keys) }
        draft.target = try keys.text("module")
        if draft.dataType == .subform { draft.rows = try rows(keys.keys("rows"), at: place) }
        if draft.dataType == .multiselectlookup || draft.dataType == .multiuserlookup {
            draft.links = try links(keys.keys("links"), at: place)
        }
        return draft
    }

    private func dataType(_ name: String, _ mark: Mark?) throws -> DataType {
        guard let type = DataType(rawValue: name), FieldDraft.creatableTypes.contains(type) else {
            let types = FieldDraft.creatableTypes.map(\.rawValue).joined(separator: ", ")
            throw SchemaFileError(mark, "there is no type '\(name)'; there are \(types)")
        }
        return type
    }

    /// The label of a field that is given none.
    static func label(from name: String) -> String {
        name.replacing("_", with: " ")
    }

    /// A text, or a text and where it is shown.
    private func tooltip(_ keys: YAMLKeys) throws -> FieldDraft.Amendment<Tooltip> {
        guard let node = keys["tooltip"] else { return .none }
        if let text = node.scalar?.string { return .value(Tooltip(kind: "info_icon", text: text)) }
        let inner = try YAMLKeys(node, "'tooltip'")
        try inner.allow(["kind", "text"], "'tooltip'")
        return .value(Tooltip(kind: try inner.text("kind") ?? "info_icon", text: try inner.text("text") ?? ""))
    }

    private func values(_ keys: YAMLKeys) throws -> [FieldDraft.PickListValue]? {
        guard let offered = try keys.list("values") else { return nil }
        let retired = try keys.list("unused_values") ?? []
        return try offered.map { try value($0, isOffered: true) } + retired.map { try value($0, isOffered: false) }
    }

    /// A value, or a value and its label.
    private func value(_ node: Node, isOffered: Bool) throws -> FieldDraft.PickListValue {
        if let text = node.scalar?.string { return .init(text, isOffered: isOffered) }
        let keys = try YAMLKeys(node, "a value")
        try keys.allow(["value", "label"], "a value")
        guard let value = try keys.text("value") else { throw SchemaFileError(node.mark, "'value' is missing") }
        return .init(value, label: try keys.text("label"), isOffered: isOffered)
    }

    private mutating func rows(_ keys: YAMLKeys?, at place: [String]) throws -> SubformDraft? {
        guard let keys else { return nil }
        try keys.allow(["module", "label", "fields"], "'rows'")
        try note(keys, at: place + ["rows"])
        return SubformDraft(module: try keys.text("module"), label: try keys.text("label"), fields: try fields(keys, at: place))
    }

    private mutating func links(_ keys: YAMLKeys?, at place: [String]) throws -> LinksDraft? {
        guard let keys else { return nil }
        try keys.allow(
            ["module", "label", "lookup", "connected_lookup", "connected_field", "connected_label", "fields"], "'links'")
        try note(keys, at: place + ["links"])
        var links = LinksDraft(module: try keys.text("module"), label: try keys.text("label"), fields: try fields(keys, at: place))
        links.ownLookup = try keys.text("lookup")
        links.connectedLookup = try keys.text("connected_lookup")
        links.connectedField = try keys.text("connected_field")
        links.connectedLabel = try keys.text("connected_label")
        return links
    }

    private mutating func views(_ keys: YAMLKeys, of module: String) throws -> [ViewDraft] {
        try keys.pairs.map { name, key, value in
            marks[[module, "views", name]] = key.mark
            var draft = ViewDraft()
            draft.name = name
            draft.access = .everybody
            if value.scalar?.string.isEmpty ?? false { return draft }
            let view = try YAMLKeys(value, "view '\(name)'")
            try view.allow(["criteria", "columns", "sort_by", "sort_order", "locked"], "a view")
            try note(view, at: [module, "views", name])
            if let criteria = view["criteria"] { draft.criteria = .value(try YAMLCriteria.read(criteria)) }
            draft.columns = try view.texts("columns")
            draft.sort = try sort(view)
            draft.isLocked = try view.truth("locked")
            return draft
        }
    }

    private func sort(_ view: YAMLKeys) throws -> FieldDraft.Amendment<CustomView.Sort> {
        let order = try view.text("sort_order")
        guard ["asc", "desc", nil].contains(order) else {
            throw SchemaFileError(view["sort_order"]?.mark, "'sort_order' takes asc or desc")
        }
        guard let field = try view.text("sort_by") else {
            guard order == nil else { throw SchemaFileError(view["sort_order"]?.mark, "'sort_order' can't be without 'sort_by'") }
            return .none
        }
        return .value(CustomView.Sort(field, isAscending: order != "desc"))
    }

    private mutating func note(_ keys: YAMLKeys, at place: [String]) throws {
        for (name, _, value) in try keys.pairs { marks[place + [name]] = value.mark }
    }
}

/// Which keys a field of a type has in a schema file.
enum SchemaFields {
    /// - Parameter type: nil for a field that came with its module.
    static func keys(of type: DataType?) -> [String] {
        let common = ["type", "label", "required", "tooltip"]
        let stored = common + ["default", "restricted"]
        let comparable = stored + ["unique", "encrypted"]
        return switch type {
        case nil: ["label", "required", "tooltip", "default", "restricted", "unique", "encrypted", "values", "unused_values"]
        case .text, .email, .phone, .website, .integer, .bigint: comparable + ["length"]
        case .double: comparable + ["length", "decimal_places"]
        case .currency: comparable + ["length", "decimal_places", "rounding"]
        case .percent: stored + ["unique"]
        case .textarea: stored + ["text_area"]
        case .picklist, .multiselectpicklist: stored + ["values", "unused_values"]
        case .date, .datetime: stored + ["encrypted"]
        case .lookup: common + ["restricted", "module"]
        case .autonumber: common + ["restricted", "prefix", "start", "suffix"]
        case .subform: common + ["rows"]
        case .multiselectlookup: ["type", "label", "tooltip", "module", "links"]
        case .multiuserlookup: ["type", "label", "tooltip", "links"]
        default: stored
        }
    }
}
