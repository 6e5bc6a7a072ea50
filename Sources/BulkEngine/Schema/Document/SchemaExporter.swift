public import BulkModel
import BulkStore

extension Engine {
    /// What is an organisation's own in its schema, in the order it was made.
    public func schemaDocument(of organization: ObjectID) async throws -> SchemaDocument {
        let store = try await storage.store(of: organization)
        let schema = try await store.schema()
        var document = SchemaDocument()
        for module in schema.modules {
            let views = try await store.views(of: module.apiName)
            if let entry = SchemaExporter(schema: schema).entry(module, views: views) { document.modules.append(entry) }
        }
        return document
    }
}

/// Says what is an organisation's own in a module.
struct SchemaExporter {
    let schema: Schema

    /// Nil for a module with nothing of the organisation's own, and for rows and links, which belong to a field.
    func entry(_ module: Module, views: [CustomView]) -> SchemaDocument.ModuleEntry? {
        guard module.generatedType == .custom || module.generatedType == .default else { return nil }
        var entry = SchemaDocument.ModuleEntry(name: module.apiName)
        let template = Self.template(of: module)
        if template?.singularLabel != module.singularLabel { entry.singular = module.singularLabel }
        if template?.pluralLabel != module.pluralLabel { entry.plural = module.pluralLabel }
        if module.generatedType == .custom, let name = module.displayName { describe(name, of: module, in: &entry) }
        for field in module.fields {
            if let draft = field.isCustom ? custom(field, of: module) : amendment(field, of: module, template) {
                entry.fields.append(draft)
            }
        }
        if module.layouts.count > 1 { entry.layouts = module.layouts.map(\.name) }
        let own = views.filter { $0.systemName == nil && $0.access == .everybody }
        if !own.isEmpty { entry.views = own.map(Self.draft) }
        let isEmpty = entry == SchemaDocument.ModuleEntry(name: module.apiName)
        return isEmpty && module.generatedType == .default ? nil : entry
    }

    /// The module as the service delivers it; nil for a custom one.
    static func template(of module: Module) -> Module? {
        guard module.generatedType == .default else { return nil }
        return StandardModules.templates().first { $0.module.apiName == module.apiName }?.module
    }

    /// The field as the service delivers it.
    static func template(of field: Field, in module: Module, _ template: Module?) -> Field? {
        if let template { return template.field(named: field.apiName) }
        return StandardModules.customModuleFields(singularLabel: module.singularLabel).first { $0.apiName == field.apiName }
    }

    private func describe(_ name: Field, of module: Module, in entry: inout SchemaDocument.ModuleEntry) {
        if name.label != "\(module.singularLabel) Name" { entry.nameLabel = name.label }
        if name.dataType == .autonumber { entry.autoNumber = Self.draft(name.autoNumber ?? AutoNumber()) }
    }

    /// What people have changed of a field that came with its module; nil for nothing.
    private func amendment(_ field: Field, of module: Module, _ template: Module?) -> FieldDraft? {
        guard field.apiName != module.displayField || template != nil,
            let original = Self.template(of: field, in: module, template)
        else { return nil }
        var draft = FieldDraft()
        // The labels of a custom module's own fields hold the module's, as it was called when it was made.
        if template != nil, field.label != original.label { draft.label = field.label }
        if field.isUnique != original.isUnique { draft.isUnique = field.isUnique }
        if field.isMandatoryInLayout != original.isMandatoryInLayout { draft.isRequired = field.isMandatoryInLayout }
        if field.isEncrypted != original.isEncrypted { draft.isEncrypted = field.isEncrypted }
        if field.isRestricted != original.isRestricted { draft.isRestricted = field.isRestricted }
        if field.pickListValues != original.pickListValues || !field.pickListLabels.isEmpty || !field.retiredValues.isEmpty {
            draft.values = Self.values(of: field)
        }
        if let tooltip = field.tooltip { draft.tooltip = .value(tooltip) }
        if let value = field.defaultValue { draft.defaultValue = .value(value) }
        guard draft != FieldDraft() else { return nil }
        draft.apiName = field.apiName
        return draft
    }

    /// A custom field as it would be made anew; nil for the other side of a multi-select lookup, which is made with it.
    func custom(_ field: Field, of module: Module) -> FieldDraft? {
        var draft = FieldDraft()
        draft.apiName = field.apiName
        draft.label = field.label
        draft.dataType = field.dataType
        let rules = FieldTypeRules(field.dataType, textAreaKind: field.textAreaKind)
        if rules.lengths != nil, field.length != rules.length { draft.length = field.length }
        if let usual = rules.decimalPlaces, field.decimalPlaces != usual { draft.decimalPlaces = field.decimalPlaces }
        if field.textAreaKind ?? "small" != "small" { draft.textAreaKind = field.textAreaKind }
        if field.rounding ?? "normal" != "normal" { draft.rounding = field.rounding }
        if field.isUnique { draft.isUnique = true }
        if field.isMandatoryInLayout { draft.isRequired = true }
        if field.isEncrypted { draft.isEncrypted = true }
        if field.isRestricted { draft.isRestricted = true }
        if let tooltip = field.tooltip { draft.tooltip = .value(tooltip) }
        if let value = field.defaultValue { draft.defaultValue = .value(value) }
        if field.dataType.isPickList { draft.values = Self.values(of: field) }
        if field.dataType == .autonumber { draft.autoNumber = Self.draft(field.autoNumber ?? AutoNumber()) }
        if case .module(let target)? = field.lookup { draft.target = target }
        guard let related = field.relatedModule.flatMap(schema.module) else { return draft }
        if field.dataType == .subform {
            let fields = related.fields.filter(\.isCustom).compactMap { custom($0, of: related) }
            draft.rows = SubformDraft(module: related.apiName, label: related.singularLabel, fields: fields)
            return draft
        }
        guard let links = Links(related), links.own.lookup == .module(module.apiName) else { return nil }
        let sides = schema.modules.flatMap { module in module.fields.filter { $0.relatedModule == related.apiName } }
        // Of two fields over the same links the older one tells of both.
        guard sides.first(where: { $0.id == sides.map(\.id).min() })?.id == field.id || sides.count == 1 else { return nil }
        let extra = related.fields.filter { $0.isCustom && $0.id != links.own.id && $0.id != links.connected.id }
        var sent = LinksDraft(module: related.apiName, label: related.singularLabel, fields: extra.compactMap { custom($0, of: related) })
        sent.ownLookup = links.own.apiName
        sent.connectedLookup = links.connected.apiName
        if let other = sides.first(where: { $0.id != field.id }) {
            sent.connectedField = other.apiName
            sent.connectedLabel = other.label
        }
        draft.links = sent
        if case .module(let target)? = links.connected.lookup { draft.target = target }
        return draft
    }

    private static func values(of field: Field) -> [FieldDraft.PickListValue] {
        field.pickListValues.map { .init($0, label: field.pickListLabels[$0]) }
            + field.retiredValues.map { .init($0, label: field.pickListLabels[$0], isOffered: false) }
    }

    private static func draft(_ number: AutoNumber) -> FieldDraft.AutoNumberDraft {
        FieldDraft.AutoNumberDraft(prefix: number.prefix, start: String(number.start), suffix: number.suffix)
    }

    private static func draft(_ view: CustomView) -> ViewDraft {
        var draft = ViewDraft()
        draft.name = view.name
        if let criteria = view.criteria { draft.criteria = .value(criteria.asRequested) }
        if !view.columns.isEmpty { draft.columns = view.columns }
        if let sort = view.sort { draft.sort = .value(sort) }
        if view.isLocked { draft.isLocked = true }
        return draft
    }
}

/// The two ends of a linking module's links.
struct Links {
    let own: Field
    let connected: Field

    /// Nil for a module that has no two ends.
    init?(_ module: Module) {
        let ends = module.fields.filter { $0.dataType.isSingleValueLookup && $0.isCustom }
        guard ends.count == 2 else { return nil }
        (own, connected) = (ends[0], ends[1])
    }
}

extension Criteria {
    /// The criteria as a request would have them, without ids: names hold in other organisations too.
    var asRequested: JSONValue {
        switch self {
        case .group(let groupOperator, let members):
            ["group_operator": .string(groupOperator.rawValue), "group": .array(members.map(\.asRequested))]
        case .criterion(let criterion):
            [
                "field": ["api_name": .string(criterion.fieldName)], "comparator": .string(criterion.comparator.rawValue),
                "value": criterion.value,
            ]
        }
    }
}
