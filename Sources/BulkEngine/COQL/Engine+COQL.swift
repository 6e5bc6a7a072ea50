import BulkFormats
public import BulkModel
import BulkStore
import FoundationEssentials

/// Queries as their callers see them. (platform specification, section 15)
extension Engine {
    /// Checks a query and carries it out.
    /// - Parameter text: the query.
    /// - Throws: `SYNTAX_ERROR`, `INVALID_MODULE`, `OAUTH_SCOPE_MISMATCH`, `NO_PERMISSION`, `INVALID_QUERY` and the other errors of
    ///   section 15.
    public func query(_ text: String, version: APIVersion, for caller: Caller) async throws -> COQLResult {
        let query = try parsed(text)
        let store = caller.store
        let schema = try await store.schema()
        guard let module = schema.module(named: query.module), module.isQueryable else { throw BulkError.moduleNotInAPI }
        guard caller.scopes.allowQueries(of: module) else { throw BulkError.platformScopeMismatch }
        let denied = try await store.profile(named: caller.user.profile).denied
        try Self.check([Profile.apiAccess, Profile.view(module.apiName)], against: denied)
        let planner = COQLPlanner(
            names: COQLNames(schema: schema, module: module), limits: limits, quirks: quirks, version: version,
            users: try await store.users(), user: caller.user)
        let plan = try planner.plan(query, viewCriteria: try await viewCriteria(query, of: module, for: caller))
        try Self.check(plan.joinedModules.map(Profile.view), against: denied)
        return try await queries.run { try await result(of: plan, in: store) }
    }

    private func result(of plan: COQLPlan, in store: any OrganizationStore) async throws -> COQLResult {
        do {
            let (rows, more) =
                switch plan.work {
                case .scan(let scan): try await rows(of: scan, in: store)
                case .aggregation(let aggregation): try await rows(of: aggregation, in: store)
                }
            return COQLResult(columns: plan.columns, rows: rows, more: more)
        } catch StoreError.numberTooLarge {
            throw BulkError.sumTooLarge
        }
    }

    /// The criteria of the view that a query names.
    /// - Throws: `INVALID_QUERY`.
    private func viewCriteria(_ query: COQLQuery, of module: Module, for caller: Caller) async throws -> Criteria? {
        guard let name = query.view else { return nil }
        guard let id = ObjectID(name), let view = try await caller.store.view(id), view.module == module.apiName, view.isExportable,
            view.isVisible(to: caller.user)
        else {
            throw BulkError.invalidView(name)
        }
        return view.criteria?.filled(for: caller.user, now: time.now)
    }

    private func parsed(_ text: String) throws -> COQLQuery {
        do {
            return try COQLParser.parse(text, allowsChains: quirks[.conditionChains], maximumDepth: limits.coql.depth)
        } catch {
            switch error {
            case .missingClause(let clause): throw BulkError.missingClause(clause)
            case .tooDeep: throw BulkError.queryLimitExceeded(limits.coql.depth, of: "parentheses inside one another", clause: "where")
            case .unexpected(let position, let near, let expected):
                throw BulkError.syntaxError(line: position.line, column: position.column, near: near, expected: expected)
            }
        }
    }

    private static func check(_ permissions: [String], against denied: Set<String>) throws {
        for permission in permissions where denied.contains(permission) {
            throw BulkError(.noPermission, "permission denied", details: JSONObject([("permissions", [.string(permission)])]))
        }
    }
}

extension Module {
    /// Whether a query can be about the module: its records, or the organisation's users.
    fileprivate var isQueryable: Bool { generatedType != .pseudo || apiName == Module.usersName }
}

extension ScopeSet {
    /// Whether records of a module may be read; users have a scope of their own besides.
    fileprivate func allowQueries(of module: Module) -> Bool {
        guard module.apiName == Module.usersName else { return allows("ZohoCRM.modules.\(module.scopeName)", .read) }
        return allows("ZohoCRM.users", .read) || allows("ZohoCRM.modules.users", .read)
    }
}
