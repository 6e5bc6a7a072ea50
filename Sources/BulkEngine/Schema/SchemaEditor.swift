public import BulkModel
public import BulkStore

/// Gives modules and fields their ids and makes them part of an organisation's schema.
public struct SchemaEditor: Sendable {
    private let store: any OrganizationStore

    public init(store: any OrganizationStore) {
        self.store = store
    }

    /// The modules that every organisation starts with.
    /// - Parameters:
    ///   - prefix: of the organisation, for the modules that have a usual number.
    ///   - sequences: numbers that replace the usual ones, by module.
    func addStandardModules(prefix: Int64, sequences: [String: Int64]) async throws {
        var changes: [SchemaChange] = []
        for template in StandardModules.templates() {
            var module = try await store.numbered(template.module)
            if let sequence = sequences[module.apiName] ?? template.idSuffix {
                module.id = ObjectID(prefix: prefix, sequence: sequence)
            }
            changes.append(.addModule(module))
        }
        try await store.apply(changes)
        try await addStandardViews(for: changes)
    }

    /// Adds drafts with the fields their parents get for them.
    public func add(_ drafts: [ModuleDraft]) async throws {
        var changes: [SchemaChange] = []
        for draft in drafts {
            changes.append(.addModule(try await store.numbered(draft.module)))
            for (parent, field) in draft.parentFields {
                changes.append(.addField(try await store.numbered(field), module: parent))
            }
        }
        try await store.apply(changes)
        try await addStandardViews(for: changes)
    }

    /// Adds views; those without an id get one.
    public func add(_ views: [CustomView]) async throws {
        var numbered = views
        let missing = views.indices.filter { views[$0].id.rawValue == 0 }
        if !missing.isEmpty {
            let first = try await store.reserveIDs(missing.count)
            for (offset, index) in missing.enumerated() { numbered[index].id = ObjectID(first.rawValue + Int64(offset)) }
        }
        try await store.apply(numbered.map { .addView($0) })
    }

    private func addStandardViews(for changes: [SchemaChange]) async throws {
        let views = changes.flatMap { change -> [CustomView] in
            guard case .addModule(let module) = change, module.isExportable else { return [] }
            return StandardViews.views(of: module)
        }
        try await add(views)
    }

    /// Adds custom fields to a module.
    public func add(_ fields: [Field], to module: String) async throws {
        var changes: [SchemaChange] = []
        for field in fields { changes.append(.addField(try await store.numbered(field), module: module)) }
        try await store.apply(changes)
    }

    /// Gives a module layouts, the standard one first; with the second, records have a field that tells theirs.
    /// (platform specification, section 10)
    public func add(_ layouts: [Layout], to module: String) async throws {
        var changes = layouts.map { SchemaChange.addLayout($0, module: module) }
        let existing = try await store.schema().module(named: module)
        if (existing?.layouts.count ?? 0) + layouts.count > 1, existing?.field(named: MappingRules.layout) == nil {
            let field = Field(id: ObjectID(0), apiName: MappingRules.layout, dataType: .layout, length: 50)
            changes.append(.addField(try await store.numbered(field), module: module))
        }
        try await store.apply(changes)
    }
}

extension IdentityStore {
    /// The module with ids for itself and its fields.
    func numbered(_ module: Module) async throws -> Module {
        var module = module
        let first = try await reserveIDs(module.fields.count + 1)
        module.id = first
        for index in module.fields.indices { module.fields[index].id = ObjectID(first.rawValue + 1 + Int64(index)) }
        return module
    }

    /// The field with an id.
    func numbered(_ field: Field) async throws -> Field {
        var field = field
        field.id = try await reserveIDs(1)
        return field
    }
}
