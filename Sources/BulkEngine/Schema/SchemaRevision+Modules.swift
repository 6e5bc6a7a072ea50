public import BulkModel
import BulkStore

/// Custom modules. (platform specification, section 9.3)
extension SchemaRevision {
    @discardableResult
    public mutating func addModule(_ draft: CustomModuleDraft) async throws -> Module {
        let singular = try NameRules.moduleLabel(draft.singularLabel, "singular_label")
        let plural = try NameRules.moduleLabel(draft.pluralLabel, "plural_label")
        try checkLabels(singular: singular, plural: plural, besides: nil)
        try checkProfiles(draft.profiles)
        let apiName: String
        if let given = draft.apiName {
            apiName = try NameRules.apiName(given, isTaken: schema.hasModule, isReserved: NameRules.isReservedForModules)
        } else {
            apiName = freeModuleName(from: plural)
        }
        var module = ModuleDraft.custom(apiName, singular: singular, plural: plural, fields: []).module
        let name = module.fields.firstIndex { $0.apiName == module.displayField }
        guard let name else { throw DraftProblem("display_field", .missing) }
        if let label = draft.nameLabel {
            module.fields[name].label = try NameRules.label(label, "display_field.field_label", maximum: NameRules.longestFieldLabel)
        }
        if let numbers = draft.autoNumber {
            var field = FieldDraft()
            field.autoNumber = numbers
            let numbered = try problems(inside: "display_field") {
                try FieldMaker(schema: schema, module: module, limits: limits)
                    .field(field, apiName: "Name", label: module.fields[name].label, type: .autonumber)
            }
            module.fields[name].dataType = numbered.dataType
            module.fields[name].length = numbered.length
            module.fields[name].autoNumber = numbered.autoNumber
            // Nobody has to give what the service gives.
            module.fields[name].isMandatory = false
            module.fields[name].isReadOnly = true
        }
        try await enter(module)
        return try self.module(apiName)
    }

    @discardableResult
    public mutating func changeModule(_ name: String, by draft: CustomModuleDraft) async throws -> Module {
        var module = try module(name)
        if let given = draft.apiName, given != name { throw DraftProblem("api_name", .fixed("clients know the module by it")) }
        guard module.generatedType == .custom || module.generatedType == .default else {
            throw DraftProblem("", .fixed("only standard and custom modules can be"))
        }
        if draft.profiles != nil { try checkProfiles(draft.profiles) }
        let singular = try draft.singularLabel.map { try NameRules.moduleLabel($0, "singular_label") } ?? module.singularLabel
        let plural = try draft.pluralLabel.map { try NameRules.moduleLabel($0, "plural_label") } ?? module.pluralLabel
        try checkLabels(singular: singular, plural: plural, besides: module)
        if singular != module.singularLabel || plural != module.pluralLabel {
            module.singularLabel = singular
            module.pluralLabel = plural
            make(.updateModule(module))
            try await renameStandardViews(of: module)
        }
        if draft.nameLabel != nil || draft.autoNumber != nil, let field = module.displayName {
            var change = FieldDraft()
            change.label = draft.nameLabel
            change.autoNumber = draft.autoNumber
            let changed = try problems(inside: "display_field") {
                try FieldMaker(schema: schema, module: module, limits: limits).changed(field, by: change)
            }
            if changed != field { make(.updateField(changed, module: name)) }
        }
        return try self.module(name)
    }

    /// Removes a custom module with its records, its views, its subforms and its links.
    public mutating func removeModule(_ name: String) async throws {
        let module = try module(name)
        guard module.generatedType == .custom else { throw DraftProblem("", .fixed("only custom modules can be removed")) }
        for field in module.fields where field.relatedModule != nil { try await removeField(field.apiName, of: name) }
        for other in schema.modules where other.apiName != name {
            guard let lookup = other.fields.first(where: { $0.lookup == .module(name) }) else { continue }
            throw DraftProblem("", .fixed("\(other.apiName).\(lookup.apiName) leads to it; remove that first"))
        }
        make(.removeModule(name))
        views[name] = nil
    }

    /// Adds a layout behind those a module has. With the second, records have a field that tells theirs: all have the first.
    /// (platform specification, section 10.1)
    public mutating func addLayout(named name: String, to moduleName: String) async throws {
        let module = try module(moduleName)
        guard module.canBeLookedUp else { throw DraftProblem("layouts", .fixed("the module takes no layouts")) }
        let label = try NameRules.label(name, "layouts", maximum: NameRules.longestFieldLabel)
        guard !module.allLayouts.contains(where: { $0.name.lowercased() == label.lowercased() }) else {
            throw DraftProblem("layouts", .duplicate)
        }
        if module.layouts.isEmpty {
            for layout in module.allLayouts { make(.addLayout(layout, module: moduleName)) }
        }
        make(.addLayout(Layout(id: try await numbers.reserveIDs(1), name: label), module: moduleName))
        guard module.field(named: MappingRules.layout) == nil else { return }
        let field = Field(id: ObjectID(0), apiName: MappingRules.layout, dataType: .layout, length: 50)
        make(.addField(try await numbers.numbered(field), module: moduleName))
    }

    func freeModuleName(from label: String) -> String {
        NameRules.apiName(
            from: label, fallback: "Module", isTaken: schema.hasModule, isReserved: NameRules.isReservedForModules)
    }

    /// Two modules that look the same to people are one too many.
    private func checkLabels(singular: String, plural: String, besides own: Module?) throws(DraftProblem) {
        for other in schema.modules where other.id != own?.id && other.canBeLookedUp {
            if other.singularLabel.lowercased() == singular.lowercased() { throw DraftProblem("singular_label", .duplicate) }
            if other.pluralLabel.lowercased() == plural.lowercased() { throw DraftProblem("plural_label", .duplicate) }
        }
    }

    private func checkProfiles(_ profiles: [ObjectID]?) throws(DraftProblem) {
        guard let profiles else { return }
        guard !profiles.isEmpty else { throw DraftProblem("profiles", .missing) }
        let prefix = schema.modules.first?.id.prefix ?? 0
        let known = Set(ProfileReference.standard(prefix: prefix).map(\.id))
        for (index, profile) in profiles.enumerated() where !known.contains(profile) {
            throw DraftProblem("profiles[\(index)].id", .unknown)
        }
    }

    private mutating func renameStandardViews(of module: Module) async throws {
        let names = Dictionary(
            StandardViews.views(of: module).map { ($0.systemName ?? "", $0.name) }, uniquingKeysWith: { first, _ in first })
        for view in try await views(of: module.apiName) {
            guard let name = view.systemName.flatMap({ names[$0] }), name != view.name else { continue }
            var view = view
            view.name = name
            replace(view)
        }
    }

    /// Runs a check of something smaller; its problems are those of a part.
    func problems<Result>(inside part: String, _ check: () throws -> Result) throws -> Result {
        do {
            return try check()
        } catch let problem as DraftProblem {
            throw problem.inside(part)
        }
    }
}
