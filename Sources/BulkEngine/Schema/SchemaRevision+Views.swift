import BulkFormats
public import BulkModel
import BulkStore

/// Custom views. (platform specification, section 12.2)
extension SchemaRevision {
    /// How many columns a view shows at most.
    private static let mostColumns = 200

    @discardableResult
    public mutating func addView(_ draft: ViewDraft, to name: String) async throws -> CustomView {
        let module = try module(name)
        guard module.isExportable, module.generatedType != .pseudo else { throw DraftProblem("", .fixed("the module takes no views")) }
        var view = CustomView(id: ObjectID(0), module: name, name: "")
        try await apply(draft, to: &view, isNew: true)
        view.createdBy = author?.reference
        view.createdTime = author == nil ? nil : now
        view.id = try await numbers.reserveIDs(1)
        put(view)
        return view
    }

    @discardableResult
    public mutating func changeView(_ id: ObjectID, of name: String, by draft: ViewDraft) async throws -> CustomView {
        var view = try await ownView(id, of: name)
        let old = view
        try await apply(draft, to: &view, isNew: false)
        if view != old {
            view.modifiedBy = author?.reference ?? view.modifiedBy
            view.modifiedTime = author == nil ? view.modifiedTime : now
            replace(view)
        }
        return view
    }

    public mutating func removeView(_ id: ObjectID, of name: String) async throws {
        let view = try await ownView(id, of: name)
        make(.removeView(id))
        views[name]?.removeAll { $0.id == view.id }
    }

    /// The views of a module with all changes so far.
    public mutating func views(of name: String) async throws -> [CustomView] {
        if let known = views[name] { return known }
        let stored = try await store.views(of: name)
        views[name] = stored
        return stored
    }

    mutating func replace(_ view: CustomView) {
        make(.updateView(view))
        guard let index = views[view.module]?.firstIndex(where: { $0.id == view.id }) else { return }
        views[view.module]?[index] = view
    }

    /// Lets no view show or order by a field that goes.
    /// - Throws: ``DraftProblem`` if a view's criteria ask for it.
    mutating func detachViews(from field: Field, of module: Module) async throws {
        for other in schema.modules {
            for view in try await views(of: other.apiName) {
                if view.criteria.map({ uses($0, field, of: other) }) ?? false {
                    throw DraftProblem("", .fixed("the view '\(view.name)' of \(other.apiName) asks for it; change that first"))
                }
                guard other.id == module.id, view.columns.contains(field.apiName) || view.sort?.field == field.apiName else { continue }
                var view = view
                view.columns.removeAll { $0 == field.apiName }
                if view.sort?.field == field.apiName { view.sort = nil }
                replace(view)
            }
        }
    }

    private func uses(_ criteria: Criteria, _ field: Field, of module: Module) -> Bool {
        switch criteria {
        case .group(_, let members): return members.contains { uses($0, field, of: module) }
        case .criterion(let criterion):
            guard let path = try? schema.path(criterion.fieldName, from: module) else { return false }
            return path.field.id == field.id || path.lookups.contains { $0.id == field.id }
        }
    }

    /// A view that people made: those that come with a module stay as they are.
    private mutating func ownView(_ id: ObjectID, of name: String) async throws -> CustomView {
        guard let view = try await views(of: name).first(where: { $0.id == id && isVisible($0) }) else {
            throw DraftProblem("id", .unknown)
        }
        guard view.systemName == nil else { throw DraftProblem("", .fixed("the view comes with the module")) }
        return view
    }

    private func isVisible(_ view: CustomView) -> Bool {
        author.map(view.isVisible) ?? true
    }

    private mutating func apply(_ draft: ViewDraft, to view: inout CustomView, isNew: Bool) async throws {
        let module = try module(view.module)
        if isNew || draft.name != nil {
            let name = try NameRules.label(draft.name, "name", maximum: NameRules.longestViewName)
            let others = try await views(of: view.module).filter { [view] in $0.id != view.id || isNew }
            guard !others.contains(where: { $0.name.lowercased() == name.lowercased() }) else { throw DraftProblem("name", .duplicate) }
            view.name = name
        }
        switch draft.criteria {
        case .none: break
        case .removed: view.criteria = nil
        case .value(let sent): view.criteria = try await criteria(sent, of: module)
        }
        if let columns = draft.columns { view.columns = try checked(columns, of: module) }
        switch draft.sort {
        case .none: break
        case .removed: view.sort = nil
        case .value(let sort):
            guard let field = module.field(named: sort.field), field.storedForm != .none else { throw DraftProblem("sort_by", .unknown) }
            view.sort = sort
        }
        if let access = draft.access { view.access = try await checked(access) }
        if let isLocked = draft.isLocked { view.isLocked = isLocked }
    }

    private func checked(_ columns: [String], of module: Module) throws -> [String] {
        guard columns.count <= Self.mostColumns else { throw DraftProblem("fields", .limitReached(Self.mostColumns)) }
        var seen: Set<String> = []
        for (index, name) in columns.enumerated() {
            guard let field = module.field(named: name), field.storedForm != .none else {
                throw DraftProblem("fields[\(index)].api_name", .unknown)
            }
            guard seen.insert(name).inserted else { throw DraftProblem("fields[\(index)].api_name", .duplicate) }
        }
        return columns
    }

    private func checked(_ access: CustomView.Access) async throws -> CustomView.Access {
        guard case .users(let users) = access else { return access }
        guard !users.isEmpty else { throw DraftProblem("access_type", .needs("shared_to")) }
        let known = Set(try await store.users().map(\.id))
        for (index, user) in users.enumerated() where !known.contains(user) {
            throw DraftProblem("shared_to[\(index)].id", .unknown)
        }
        return access
    }

    /// The criteria as they are kept, with their place-holders; what they mean is checked as a request's criteria are.
    private func criteria(_ sent: JSONValue, of module: Module) async throws -> Criteria {
        let users = try await store.users()
        guard let user = author ?? users.first else { throw DraftProblem("criteria", .unknown) }
        let compiler = CriterionCompiler(
            schema: schema, module: module, limits: limits, quirks: quirks, version: .v8, users: users,
            offsets: UTCOffsets.cached(named: user.timeZone))
        do {
            let criteria = try CriteriaReader(compiler: compiler) { [now] in $0.filled(for: user, now: now) }.read(sent).criteria
            guard criteria.count <= limits.criteriaPerQuery else {
                throw BulkError.criteriaLimitExceeded(maximum: limits.criteriaPerQuery)
            }
            return criteria
        } catch let error as BulkError {
            throw DraftProblem("criteria", .criteria(error))
        }
    }
}
