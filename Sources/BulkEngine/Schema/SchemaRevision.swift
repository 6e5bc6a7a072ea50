public import BulkModel
import BulkStore
import FoundationEssentials

/// A schema as it shall be: each change is checked against what has come before it, and all are made at once, or none.
///
/// What it can't do it says by a ``DraftProblem``, and has then changed nothing.
public struct SchemaRevision: Sendable {
    let store: any OrganizationStore
    /// Where ids come from.
    let numbers: any IdentityStore
    let limits: Limits
    let quirks: Quirks
    /// Whose views are made, and whom place-holders in criteria stand for while they are checked.
    let author: User?
    let now: Date
    /// The schema with all changes so far.
    public private(set) var schema: Schema
    private(set) var changes: [SchemaChange] = []
    /// Views of the modules that were asked for, with all changes so far.
    var views: [String: [CustomView]] = [:]

    /// - Parameter numbers: nil for the store.
    init(
        store: any OrganizationStore, limits: Limits, quirks: Quirks, author: User?, now: Date, numbers: (any IdentityStore)? = nil
    ) async throws {
        self.store = store
        self.numbers = numbers ?? store
        self.limits = limits
        self.quirks = quirks
        self.author = author
        self.now = now
        schema = try await store.schema()
    }

    /// Makes the changes.
    /// - Throws: ``StoreError/schemaChanged``, ``StoreError/valuesCollide(field:module:records:)``.
    func commit() async throws {
        if !changes.isEmpty { try await store.apply(changes, basedOn: schema.version) }
    }

    mutating func make(_ change: SchemaChange) {
        changes.append(change)
        schema = schema.applying(change)
    }

    func module(_ name: String) throws(DraftProblem) -> Module {
        guard let module = schema.module(named: name) else { throw DraftProblem("module", .unknown) }
        return module
    }

    /// Adds a module with ids for it and its fields, and the views that come with it.
    mutating func enter(_ module: Module) async throws {
        let module = try await numbers.numbered(module)
        make(.addModule(module))
        views[module.apiName] = []
        guard module.isExportable else { return }
        for view in StandardViews.views(of: module) {
            var view = view
            view.id = try await numbers.reserveIDs(1)
            put(view)
        }
    }

    mutating func put(_ view: CustomView) {
        make(.addView(view))
        views[view.module, default: []].append(view)
    }
}
