public import BulkModel
import BulkStore
import FoundationEssentials

/// Bulk read as its callers see it. (bulk read specification, section 1)
extension Engine {
    /// Checks a request in the documented order and stores it as a job.
    /// - Parameter key: by which the client knows the request; the job that was created with it, if there is one, is the answer.
    /// - Throws: ``BulkError`` of section 9.3.
    public func submit(_ request: ReadRequest, key: IdempotencyKey? = nil, for caller: Caller) async throws -> ReadJob {
        let query = try await query(for: request, caller)
        let now = time.now
        do {
            let job = try await caller.store.addReadJob { id in
                var job = ReadJob(
                    id: id, version: request.version, query: query, createdBy: caller.user.reference, createdTime: now,
                    callbackURL: request.callbackURL)
                job.idempotencyKey = key
                return job
            }
            announce(job.id, .read, about: [query.module], of: caller.organization)
            return job
        } catch StoreError.keyTaken {
            // The same request was faster.
            guard let key, case .read(let first)? = try await job(createdWith: key, by: caller) else { throw BulkError.internalError }
            return first
        }
    }

    private func query(for request: ReadRequest, _ caller: Caller) async throws -> ReadQuery {
        let planner = try await planner(for: caller.user, store: caller.store)
        let module: Module
        switch request.source {
        case .pageToken(let token): return try await query(behind: token, for: caller)
        case .moduleName(let name): module = try planner.module(name, isID: false)
        case .moduleID(let id): module = try planner.module(id, isID: true)
        }
        try await authorize(caller, toExport: module.reference)
        var view: CustomView?
        if let id = request.view.flatMap({ ObjectID($0) }) { view = try await caller.store.view(id) }
        return try planner.query(for: request, module: module, view: view, now: time.now)
    }

    /// What the caller's scopes and profile allow, by module or by token. (sections 9.2 and 10)
    func authorize(_ caller: Caller, toExport module: ModuleReference) async throws {
        guard try await hasModuleScope(caller, module) else { throw BulkError.scopeMismatch }
        let denied = try await caller.store.profile(named: caller.user.profile).denied
        for permission in [Profile.apiAccess, Profile.export(module.apiName)] where denied.contains(permission) {
            throw BulkError.noPermission(permission)
        }
        if denied.contains(Profile.view(module.apiName)) { throw BulkError.authorizationFailed() }
    }

    /// - Parameter user: whose names, zone and jobs the plans are about.
    func planner(for user: User, store: any OrganizationStore) async throws -> ReadPlanner {
        ReadPlanner(
            schema: try await store.schema(), limits: limits, quirks: quirks, users: try await store.users(), user: user)
    }

    /// - Parameters:
    ///   - segment: the job's id as it stands in the path.
    ///   - version: of this call, which decides how scopes join.
    /// - Throws: `RESOURCE_NOT_FOUND`, `OAUTH_SCOPE_MISMATCH`.
    public func readJob(_ segment: String, version: APIVersion, for caller: Caller) async throws -> ReadJob {
        guard let id = ObjectID(segment), let job = try await caller.store.readJob(id), isKept(.read(job)) else {
            guard caller.scopes.allows("ZohoCRM.bulk", .read) || caller.scopes.allowSomeModule else { throw BulkError.scopeMismatch }
            throw BulkError.resourceNotFound(segment)
        }
        try await authorize(caller, toSee: job, version: version)
        return job
    }

    /// The finished archive of a job.
    /// - Throws: `RESOURCE_NOT_FOUND` if there is none, not yet or not any more; `TOO_MANY_REQUESTS`.
    public func readResult(_ segment: String, version: APIVersion, for caller: Caller) async throws -> StoredFile {
        let job = try await readJob(segment, version: version, for: caller)
        guard let result = result(of: .read(job), organization: caller.organization) else { throw BulkError.resourceNotFound(segment) }
        try downloads.admit(caller.user, at: time.now)
        return result.file
    }

    /// Jobs may be looked at with the bulk scope, the module's scope, or both, as the version has it. (section 10)
    private func authorize(_ caller: Caller, toSee job: ReadJob, version: APIVersion) async throws {
        let hasBulk = caller.scopes.allows("ZohoCRM.bulk", .read)
        let hasModule = try await hasModuleScope(caller, job.query.module)
        let isAllowed = version.has(.eitherScopeReadsJobs) ? hasBulk || hasModule : hasBulk && hasModule
        guard isAllowed else { throw BulkError.scopeMismatch }
    }

    /// A module that is gone by now counts as a custom one.
    private func hasModuleScope(_ caller: Caller, _ module: ModuleReference) async throws -> Bool {
        let scopeName = try await caller.store.schema().module(id: module.id)?.scopeName ?? "custom"
        return caller.scopes.allows("ZohoCRM.modules.\(scopeName)", .read)
    }
}

extension ScopeSet {
    /// Whether any module's records may be read.
    fileprivate var allowSomeModule: Bool {
        scopes.contains { $0.lowercased().hasPrefix("zohocrm.modules.") }
    }
}
