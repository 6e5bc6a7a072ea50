import BulkFormats
public import BulkModel
import BulkStore
import FoundationEssentials

/// Creating bulk write jobs. (bulk write specification, section 6)
extension Engine {
    /// Checks a submission in the documented order and stores it as a job.
    /// - Parameter key: by which the client knows the request; the job that was created with it, if there is one, is the answer.
    /// - Throws: ``BulkError`` of section 6.3.
    public func submit(_ submission: WriteSubmission, key: IdempotencyKey? = nil, for caller: Caller) async throws -> WriteJob {
        let schema = try await caller.store.schema()
        let modules = try modules(of: submission, in: schema)
        for module in modules { try await authorize(caller, toImport: module) }
        try checkCoexistence(of: modules, schema: schema, version: submission.version)
        let findings = try await findings(for: submission, caller)
        let request = WriteRequest(
            operation: submission.operation, ignoreEmpty: submission.ignoreEmpty,
            resources: try modules.indices.map { position in
                try WriteChecker(
                    submission: submission, position: position, module: modules[position], modules: modules, finding: findings[position],
                    parentHeader: findings[0].header, schema: schema, limits: limits, quirks: quirks
                ).resourceOfRequest()
            })
        let now = time.now
        do {
            let job = try await caller.store.addWriteJob { id in
                var job = WriteJob(
                    id: id, version: submission.version, request: request, createdBy: caller.user.reference, createdTime: now,
                    callbackURL: submission.callbackURL, address: submission.address,
                    progress: request.resources.map { _ in ResourceProgress() })
                job.idempotencyKey = key
                return job
            }
            announce(job.id, .write, about: request.resources.map(\.module), of: caller.organization)
            return job
        } catch StoreError.keyTaken {
            // The same request was faster.
            guard let key, case .write(let first)? = try await job(createdWith: key, by: caller) else { throw BulkError.internalError }
            return first
        }
    }

    /// Steps 9 and 12.
    private func modules(of submission: WriteSubmission, in schema: Schema) throws -> [Module] {
        guard (1...limits.resourcesPerJob).contains(submission.resources.count) else { throw BulkError.invalidWriteRequest }
        var parent: Module?
        let modules = try submission.resources.map { resource in
            let found =
                resource.isModuleID
                ? ObjectID(resource.module).flatMap { schema.module(id: $0) } : module(named: resource.module, beside: parent, in: schema)
            guard let found, found.isImportable, found.generatedType != .pseudo else {
                throw BulkError.writeModuleNotAvailable(resource.module)
            }
            parent = parent ?? found
            return found
        }
        if modules.count > 1, [.subform, .linking].contains(modules[0].generatedType) { throw BulkError.invalidWriteRequest }
        return modules
    }

    /// A module by its name. A subform or multi-user lookup may also be named by the field, as the documents have it: beside a parent one
    /// of the parent's, alone the only one of that name. (section 6.1)
    private func module(named name: String, beside parent: Module?, in schema: Schema) -> Module? {
        let named = schema.module(named: name)
        if let named, parent.map({ MappingRules(schema: schema, module: named, parent: $0).joinField(to: $0) != nil }) ?? true {
            return named
        }
        let fields = (parent.map { [$0] } ?? schema.modules).flatMap(\.fields).filter {
            $0.apiName == name && ($0.dataType == .subform || $0.dataType == .multiuserlookup)
        }
        let related = Set(fields.compactMap(\.relatedModule))
        return (related.count == 1 ? related.first.flatMap(schema.module) : nil) ?? named
    }

    /// Steps 3 and 4, once the module is known. (section 3.3)
    private func authorize(_ caller: Caller, toImport module: Module) async throws {
        if quirks[.enforceModuleScope] {
            guard caller.scopes.allows("ZohoCRM.modules.\(module.scopeName)", .create) else { throw BulkError.scopeMismatch }
        }
        let denied = try await caller.store.profile(named: caller.user.profile).denied
        for permission in [Profile.apiAccess, Profile.import(module.apiName)] where denied.contains(permission) {
            throw BulkError.noPermission(permission, to: "create")
        }
        if denied.contains(Profile.create(module.apiName)) { throw BulkError.authorizationFailed(to: "create") }
    }

    /// Step 13.
    private func checkCoexistence(of modules: [Module], schema: Schema, version: APIVersion) throws {
        for position in modules.indices.dropFirst() {
            let rules = MappingRules(schema: schema, module: modules[position], parent: modules[0])
            let isFirst = !modules[..<position].contains { $0.id == modules[position].id }
            if isFirst, rules.joinField(to: modules[0]) != nil { continue }
            guard version.has(.coexistenceError) else { throw BulkError.invalidWriteRequest }
            throw BulkError.coexistenceNotAllowed(path: "$.resource[\(position)].module")
        }
    }

    /// Steps 14 to 16. The files are read on a thread of their own.
    private func findings(for submission: WriteSubmission, _ caller: Caller) async throws -> [SourceInspector.Finding] {
        let ids = Set(submission.resources.map(\.fileID))
        guard ids.count == 1, let id = ids.first.flatMap({ ObjectID($0) }), let upload = try await caller.store.upload(id) else {
            throw BulkError.improperFileID
        }
        guard upload.createdTime.addingTimeInterval(limits.uploadLifetime) > time.now,
            let path = uploads.existing(id, organization: caller.organization)
        else {
            throw BulkError.fileNotFound("the upload has expired; upload the file again")
        }
        let inspector = SourceInspector(
            path: path, upload: id, limits: limits, ignoresHiddenEntries: quirks[.ignoreHiddenEntries],
            encoding: submission.encoding.flatMap { CharacterEncoding(name: $0) })
        // A large file takes a while, and downloads must not wait for it.
        return try await inspections.run {
            try await BackgroundThread.value(name: "inspect \(id)") {
                try submission.resources.map { try inspector.inspect(fileName: $0.fileNames?.first) }
            }
        }
    }

    /// - Parameter segment: the job's id as it stands in the path.
    /// - Throws: `RESOURCE_NOT_FOUND`, `OAUTH_SCOPE_MISMATCH`, `NO_PERMISSION`.
    public func writeJob(_ segment: String, for caller: Caller) async throws -> WriteJob {
        guard caller.scopes.allows("ZohoCRM.bulk", .create) else { throw BulkError.scopeMismatch }
        let denied = try await caller.store.profile(named: caller.user.profile).denied
        if denied.contains(Profile.apiAccess) { throw BulkError.noPermission(Profile.apiAccess) }
        guard let id = ObjectID(segment), let job = try await caller.store.writeJob(id), isKept(.write(job)) else {
            throw BulkError.resourceNotFound(segment)
        }
        return job
    }
}
