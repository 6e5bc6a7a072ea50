public import BulkModel
import BulkStore
import FoundationEssentials
import Logging

/// What can be done with a job that is there.
extension Engine {
    /// Outcomes of so many transactions of an import are removed at a time.
    static let outcomesRemoved = 20

    /// Cancels a job: one that waits at once, one that runs at its worker's next block or batch. What an import has committed stays.
    /// - Throws: as ``job(_:for:)``; `INVALID_STATE` if it has ended.
    public func cancel(_ segment: String, for caller: Caller) async throws -> BulkJob {
        let id = try await job(segment, for: caller).id
        let now = time.now
        guard let job = try await changing({ try await caller.store.cancelJob(id, now: now) }, "can't be cancelled") else {
            throw BulkError.resourceNotFound(segment)
        }
        if job.state == .cancelled {
            keepInput(of: job, organization: caller.organization)
            metrics.jobEnded(job.kind, in: .cancelled)
        }
        // Registered before its worker looks at the store, or seen there by it.
        jobs.running(id)?.cancel()
        jobs.tellStored(id)
        queue.announce(caller.organization)
        logger.info("job cancelled", metadata: ["job": "\(id)", "state": "\(job.state.rawValue)"])
        return job
    }

    /// Lets a job wait again that was cancelled or has failed.
    /// - Throws: as ``job(_:for:)``; `INVALID_STATE` from any other state; `FILE_NOT_FOUND` if what an import reads is gone.
    public func retry(_ segment: String, for caller: Caller) async throws -> BulkJob {
        let found = try await job(segment, for: caller)
        if case .write(let job) = found, job.state.canBecome(.added), job.state.hasEnded,
            input(of: job, organization: caller.organization) == nil
        {
            throw BulkError.fileNotFound("the upload has expired; upload the file again and create a new job")
        }
        let waiting = try await changing(
            { try await caller.store.retryJob(found.id) }, "can't be tried again; only a job that has failed or was cancelled can")
        guard let waiting else { throw BulkError.resourceNotFound(segment) }
        jobs.tellStored(waiting.id)
        queue.announce(caller.organization)
        logger.info("job is tried again", metadata: ["job": "\(waiting.id)"])
        return waiting
    }

    /// Removes a job that has ended, with all that it has left but for the records: result, input, outcomes, deliveries.
    /// - Throws: as ``job(_:for:)``; `INVALID_STATE` if it hasn't ended.
    public func delete(_ segment: String, for caller: Caller) async throws {
        let id = try await job(segment, for: caller).id
        guard try await caller.store.removeJob(id) else {
            guard let job = try await caller.store.job(id) else { throw BulkError.resourceNotFound(segment) }
            throw BulkError.invalidState(job.state, of: id, "can't be removed: cancel it first")
        }
        // A server that dies here leaves the rest to the cleaner.
        _ = try files.removeResult(of: id, organization: caller.organization)
        while try await caller.store.removeOutcomesWithoutJob(limit: Self.outcomesRemoved) {}
        jobs.tellStored(id)
        logger.info("job removed", metadata: ["job": "\(id)"])
    }

    /// - Parameter refusal: what a job can't have done to it in its state, as the message has it.
    /// - Throws: `INVALID_STATE`.
    private func changing(_ work: () async throws -> BulkJob?, _ refusal: String) async throws -> BulkJob? {
        do {
            return try await work()
        } catch StoreError.illegalTransition(let job, let state, _) {
            throw BulkError.invalidState(state, of: job, refusal)
        }
    }
}

/// The archives that imports read.
extension Engine {
    /// What an import reads: the upload, or, once that has expired, what was kept of it for the report.
    func input(of job: WriteJob, organization: ObjectID) -> String? {
        job.request.resources.first.flatMap { uploads.existing($0.source.upload, organization: organization) }
            ?? files.existingInput(of: job.id, organization: organization)
    }

    /// What an import that has ended has read, as long as its report can be fetched.
    func reportInput(of job: BulkJob, organization: ObjectID) -> String? {
        guard case .write(let write) = job, job.state.hasEnded,
            let ended = job.endedTime, ended.addingTimeInterval(limits.writeResultLifetime) > time.now
        else { return nil }
        return input(of: write, organization: organization)
    }

    /// Keeps the upload of an import that has ended under the job's name, for the report. It can be told without, as long as the upload is
    /// there, so nothing is lost if this fails.
    func keepInput(of job: BulkJob, organization: ObjectID) {
        guard case .write(let write) = job, let upload = write.request.resources.first?.source.upload,
            let path = uploads.existing(upload, organization: organization)
        else { return }
        do {
            try files.keepInput(path, of: job.id, organization: organization)
        } catch {
            logger.warning("what a job has read can't be kept", metadata: ["job": "\(job.id)", "error": "\(error)"])
        }
    }
}
