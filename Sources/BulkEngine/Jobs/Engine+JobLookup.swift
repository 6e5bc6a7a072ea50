public import BulkModel
import BulkStore
import FoundationEssentials

/// Jobs of both kinds, seen by their organisation's users.
extension Engine {
    /// - Parameter segment: the job's id as it stands in the path.
    /// - Throws: `RESOURCE_NOT_FOUND`, `OAUTH_SCOPE_MISMATCH`, `NO_PERMISSION`.
    public func job(_ segment: String, for caller: Caller) async throws -> BulkJob {
        let kinds = try await visibleKinds(for: caller)
        guard let id = ObjectID(segment), let job = try await caller.store.job(id), isKept(job) else {
            throw BulkError.resourceNotFound(segment)
        }
        guard kinds.contains(job.kind) else { throw BulkError.scopeMismatch }
        return job
    }

    /// The kinds of job that a caller may make, and so may see and manage. (bulk read specification, section 10; bulk write
    /// specification, section 3.3)
    /// - Throws: `OAUTH_SCOPE_MISMATCH` if there are none; `NO_PERMISSION`.
    func visibleKinds(for caller: Caller) async throws -> Set<JobKind> {
        let kinds = Set(JobKind.allCases.filter { caller.scopes.allows("ZohoCRM.bulk", $0 == .read ? .read : .create) })
        guard !kinds.isEmpty else { throw BulkError.scopeMismatch }
        let denied = try await caller.store.profile(named: caller.user.profile).denied
        if denied.contains(Profile.apiAccess) { throw BulkError.noPermission(Profile.apiAccess) }
        return kinds
    }

    /// Whether a job may still be looked at; it may be there a little longer.
    func isKept(_ job: BulkJob) -> Bool {
        (job.endedTime ?? job.createdTime).addingTimeInterval(limits.jobLifetime) > time.now
    }

    /// A job as it is now.
    /// - Parameter job: as it was found; it is looked up again if it began or ended meanwhile.
    public func snapshot(of job: BulkJob, for caller: Caller) async throws -> JobSnapshot {
        let numbers = jobs.running(job.id)?.numbers
        var latest = job
        if (numbers == nil && job.state == .inProgress) || (numbers != nil && job.state == .added),
            let again = try await caller.store.job(job.id)
        {
            latest = again
        }
        return JobSnapshot(
            latest, numbers: numbers, now: time.now, result: result(of: latest, organization: caller.organization),
            hasReport: reportInput(of: latest, organization: caller.organization) != nil)
    }

    /// The archive of a job; nil if there is none, not yet or not any more.
    func result(of job: BulkJob, organization: ObjectID) -> JobResult? {
        let lifetime = job.kind == .read ? limits.resultLifetime : limits.writeResultLifetime
        guard let finished = job.resultTime, finished.addingTimeInterval(lifetime) > time.now,
            let file = files.existingResult(of: job.id, organization: organization)
        else { return nil }
        return JobResult(file: file, expires: finished.addingTimeInterval(lifetime))
    }

    /// The archive of any job, to be fetched.
    /// - Throws: as ``job(_:for:)``; `RESOURCE_NOT_FOUND` also if there is no result, not yet or not any more; `TOO_MANY_REQUESTS`.
    public func result(of segment: String, for caller: Caller) async throws -> StoredFile {
        let job = try await self.job(segment, for: caller)
        guard let result = self.result(of: job, organization: caller.organization) else { throw BulkError.resourceNotFound(segment) }
        if job.kind == .read { try downloads.admit(caller.user, at: time.now) }
        return result.file
    }

    /// The job that the caller has created with a key.
    /// - Returns: nil if there is none.
    /// - Throws: `IDEMPOTENCY_KEY_REUSED` if it was created by another request.
    public func job(createdWith key: IdempotencyKey, by caller: Caller) async throws -> BulkJob? {
        guard let job = try await caller.store.job(createdBy: caller.user.id, withKey: key.text) else { return nil }
        guard job.idempotencyKey?.fingerprint == key.fingerprint else { throw BulkError.idempotencyKeyReused(job: job.id) }
        return job
    }
}
