import BulkModel
import BulkStore

/// Turns a schema into the one a document describes: says each step, and takes it in a revision.
///
/// Custom modules and fields, layouts and public views are there exactly as the document has them afterwards. Of what came with a module
/// only that is changed which the document mentions.
struct SchemaApplication {
    let document: SchemaDocument
    private(set) var steps: [SchemaStep] = []

    init(_ document: SchemaDocument) {
        self.document = document
    }

    /// - Throws: ``SchemaDocumentProblem``.
    mutating func carryOut(on revision: inout SchemaRevision) async throws {
        let before = revision.schema
        for entry in document.modules { try await addModule(entry, &revision) }
        for entry in document.modules {
            try await changeModule(entry, &revision)
            for layout in entry.layouts ?? [] { try await addLayout(layout, entry, &revision) }
            for field in entry.fields { try await settle(field, of: entry.name, place: [entry.name], &revision) }
        }
        for entry in document.modules { try await settleViews(entry, &revision) }
        // What goes is taken away last, so that nothing that stays needs it any more.
        for module in before.modules where module.generatedType == .custom || module.generatedType == .default {
            try await removeFields(of: module, &revision)
        }
        try await removeModules(of: before, &revision)
    }

    private mutating func addModule(_ entry: SchemaDocument.ModuleEntry, _ revision: inout SchemaRevision) async throws {
        guard revision.schema.module(named: entry.name) == nil else { return }
        var draft = CustomModuleDraft(apiName: entry.name, singularLabel: entry.singular, pluralLabel: entry.plural)
        draft.nameLabel = entry.nameLabel
        draft.autoNumber = entry.autoNumber
        _ = try await located([entry.name]) { try await revision.addModule(draft) }
        enter(.add, "module", entry.name, entry.plural ?? "")
    }

    private mutating func changeModule(_ entry: SchemaDocument.ModuleEntry, _ revision: inout SchemaRevision) async throws {
        guard let module = revision.schema.module(named: entry.name) else { return }
        var draft = CustomModuleDraft(singularLabel: entry.singular, pluralLabel: entry.plural)
        if module.generatedType == .custom {
            draft.nameLabel = entry.nameLabel ?? "\(entry.singular ?? module.singularLabel) Name"
            let isNumbered = module.displayName?.dataType == .autonumber
            guard isNumbered == (entry.autoNumber != nil) else {
                let why = isNumbered ? "records are named by running numbers" : "records have names, not numbers"
                throw SchemaDocumentProblem([entry.name], DraftProblem("display_field", .fixed(why)))
            }
            draft.autoNumber = entry.autoNumber
        }
        let after = try await located([entry.name]) { try await revision.changeModule(entry.name, by: draft) }
        let changes = [
            after.singularLabel != module.singularLabel ? "singular" : nil, after.pluralLabel != module.pluralLabel ? "plural" : nil,
            after.displayName != module.displayName ? "name" : nil,
        ].compactMap { $0 }
        if !changes.isEmpty { enter(.change, "module", entry.name, changes.joined(separator: ", ")) }
    }

    private mutating func addLayout(
        _ name: String, _ entry: SchemaDocument.ModuleEntry, _ revision: inout SchemaRevision
    ) async throws {
        guard let module = revision.schema.module(named: entry.name) else { return }
        let missing = module.allLayouts.first { layout in !(entry.layouts ?? []).contains(layout.name) }
        if let missing {
            throw SchemaDocumentProblem(
                [entry.name, "layouts"], DraftProblem("layouts", .fixed("layout '\(missing.name)' can't be removed; list it")))
        }
        guard !module.allLayouts.contains(where: { $0.name == name }) else { return }
        try await located([entry.name, "layouts"]) { try await revision.addLayout(named: name, to: entry.name) }
        enter(.add, "layout", "\(entry.name).\(name)", "")
    }

    /// Makes a field, or changes it to what the document says.
    private mutating func settle(
        _ draft: FieldDraft, of module: String, place: [String], _ revision: inout SchemaRevision
    ) async throws {
        guard let name = draft.apiName else { return }
        let place = place + ["fields", name]
        if let field = revision.schema.module(named: module)?.field(named: name) {
            guard let type = draft.dataType, type != field.dataType else {
                return try await change(field, of: module, to: draft, place: place, &revision)
            }
            guard field.isCustom else {
                throw SchemaDocumentProblem(place, DraftProblem("data_type", .fixed("the field came with the module")))
            }
            try await located(place) { try await revision.removeField(name, of: module) }
            enter(.remove, "field", "\(module).\(name)", "to make it anew as \(type.rawValue), with its values", losesData: true)
        }
        try await located(place) { try await revision.addField(draft, to: module) }
        enter(.add, "field", "\(module).\(name)", draft.dataType?.rawValue ?? "")
    }

    private mutating func change(
        _ field: Field, of module: String, to draft: FieldDraft, place: [String], _ revision: inout SchemaRevision
    ) async throws {
        var draft = draft
        if field.isCustom { draft.complete() }
        let full = draft
        let after = try await located(place) { try revision.changeField(field.apiName, of: module, by: full) }
        let changes = SchemaDifference.names(between: field, and: after)
        if !changes.isEmpty { enter(.change, "field", "\(module).\(field.apiName)", changes.joined(separator: ", ")) }
        guard let related = field.relatedModule.flatMap({ revision.schema.module(named: $0) }) else { return }
        if let rows = draft.rows {
            guard rows.module ?? related.apiName == related.apiName else { throw Self.fixedLinks(place, "associated_module") }
            for row in rows.fields { try await settle(row, of: related.apiName, place: place, &revision) }
            try await remove(besides: rows.fields, from: related, &revision)
        }
        if let sent = draft.links, let ends = Links(related) {
            let part = field.dataType.rawValue
            guard sent.module ?? related.apiName == related.apiName else { throw Self.fixedLinks(place, "\(part).linking_module") }
            guard sent.ownLookup ?? ends.own.apiName == ends.own.apiName else { throw Self.fixedLinks(place, "\(part).lookup_apiname") }
            guard sent.connectedLookup ?? ends.connected.apiName == ends.connected.apiName else {
                throw Self.fixedLinks(place, "\(part).connectedlookup_apiname")
            }
            guard draft.target == nil || ends.connected.lookup == draft.target.map(LookupTarget.module) else {
                throw Self.fixedLinks(place, "\(part).connected_module")
            }
            for extra in sent.fields { try await settle(extra, of: related.apiName, place: place, &revision) }
            try await remove(besides: sent.fields, from: related, &revision)
        }
    }

    private static func fixedLinks(_ place: [String], _ part: String) -> SchemaDocumentProblem {
        SchemaDocumentProblem(place, DraftProblem(part, .fixed("its records would be lost; make another field under another name")))
    }

    /// Removes the custom fields that the document doesn't have.
    private mutating func removeFields(of module: Module, _ revision: inout SchemaRevision) async throws {
        let entry = document.modules.first { $0.name == module.apiName }
        // A custom module that isn't there at all goes as a whole.
        guard entry != nil || module.generatedType == .default else { return }
        guard let current = revision.schema.module(named: module.apiName) else { return }
        try await remove(besides: entry?.fields ?? [], from: current, &revision)
    }

    private mutating func remove(besides drafts: [FieldDraft], from module: Module, _ revision: inout SchemaRevision) async throws {
        let names = Set(drafts.compactMap(\.apiName))
        for field in module.fields where field.isCustom && !names.contains(field.apiName) {
            // It may have gone with another, and ends of links aren't told as fields.
            guard revision.schema.module(named: module.apiName)?.field(named: field.apiName) != nil,
                SchemaExporter(schema: revision.schema).custom(field, of: module) != nil,
                module.generatedType != .linking || !field.dataType.isSingleValueLookup
            else { continue }
            try await located([module.apiName]) { try await revision.removeField(field.apiName, of: module.apiName) }
            enter(.remove, "field", "\(module.apiName).\(field.apiName)", "with its values", losesData: true)
        }
    }

    private mutating func removeModules(of before: Schema, _ revision: inout SchemaRevision) async throws {
        let names = Set(document.modules.map(\.name))
        let gone = before.modules.filter { $0.generatedType == .custom && !names.contains($0.apiName) }
        // Lookups from one module that goes to another must not keep either.
        for module in gone {
            for field in module.fields where field.isCustom && field.dataType == .lookup {
                try await located([]) { try await revision.removeField(field.apiName, of: module.apiName) }
            }
        }
        for module in gone {
            let records = try await revision.store.count(of: module)
            try await located([]) { try await revision.removeModule(module.apiName) }
            enter(.remove, "module", module.apiName, records == 1 ? "with 1 record" : "with \(records) records", losesData: true)
        }
    }

    private mutating func settleViews(_ entry: SchemaDocument.ModuleEntry, _ revision: inout SchemaRevision) async throws {
        guard let drafts = entry.views else { return }
        let existing = try await revision.views(of: entry.name).filter { $0.systemName == nil && $0.access == .everybody }
        let names = Set(drafts.compactMap(\.name))
        for view in existing where !names.contains(view.name) {
            try await located([entry.name, "views"]) { try await revision.removeView(view.id, of: entry.name) }
            enter(.remove, "view", "\(entry.name).\(view.name)", "")
        }
        for draft in drafts {
            guard let name = draft.name else { continue }
            let place = [entry.name, "views", name]
            guard let view = existing.first(where: { $0.name == name }) else {
                _ = try await located(place) { try await revision.addView(draft, to: entry.name) }
                enter(.add, "view", "\(entry.name).\(name)", "")
                continue
            }
            var full = draft
            full.complete()
            let wanted = full
            let after = try await located(place) { try await revision.changeView(view.id, of: entry.name, by: wanted) }
            let changes = SchemaDifference.names(between: view, and: after)
            if !changes.isEmpty { enter(.change, "view", "\(entry.name).\(name)", changes.joined(separator: ", ")) }
        }
    }

    private mutating func enter(_ kind: SchemaStep.Kind, _ object: String, _ name: String, _ detail: String, losesData: Bool = false) {
        steps.append(SchemaStep(kind: kind, object: object, name: name, detail: detail, losesData: losesData))
    }

    /// Runs a step; its problems are told with the place in the document.
    @discardableResult
    private func located<Result>(_ place: [String], _ step: () async throws -> Result) async throws -> Result {
        do {
            return try await step()
        } catch let problem as DraftProblem {
            throw SchemaDocumentProblem(place, problem)
        }
    }
}

extension FieldDraft {
    /// Says of everything that isn't said what a new field would have: a document tells the whole of a custom field.
    fileprivate mutating func complete() {
        isUnique = isUnique ?? false
        isRequired = isRequired ?? false
        isEncrypted = isEncrypted ?? false
        isRestricted = isRestricted ?? false
        if tooltip == .none { tooltip = .removed }
        if defaultValue == .none { defaultValue = .removed }
        guard let dataType else { return }
        let rules = FieldTypeRules(dataType, textAreaKind: textAreaKind)
        if rules.lengths != nil { length = length ?? rules.length }
        if let places = rules.decimalPlaces { decimalPlaces = decimalPlaces ?? places }
        if dataType == .textarea { textAreaKind = textAreaKind ?? "small" }
        if dataType == .currency { rounding = rounding ?? "normal" }
        if dataType == .autonumber {
            autoNumber = AutoNumberDraft(
                prefix: autoNumber?.prefix ?? "", start: autoNumber?.start ?? "1", suffix: autoNumber?.suffix ?? "")
        }
    }
}

extension ViewDraft {
    /// As above: a document tells the whole of a view.
    fileprivate mutating func complete() {
        if criteria == .none { criteria = .removed }
        if sort == .none { sort = .removed }
        columns = columns ?? []
        isLocked = isLocked ?? false
    }
}
