import BulkModel
import BulkStore
import FoundationEssentials
import Logging
public import ServiceLifecycle

/// Removes results, uploads, jobs and what is kept of deleted records once they have outlived their time, once an hour.
public struct ResultCleaner: Service {
    private let engine: Engine
    private static let interval = Duration.seconds(3_600)
    private static let batch = 500
    /// Jobs removed in one transaction.
    private static let jobBatch = 100
    /// Seconds an upload stays after no new job may name it: one may be in the making.
    private static let uploadGrace = 3_600.0

    public init(engine: Engine) {
        self.engine = engine
    }

    public func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                do {
                    try await sweep()
                    try await Task.sleep(for: Self.interval)
                } catch is CancellationError {
                    return
                } catch {
                    // The files are still there at the next turn.
                    engine.logger.error("old results could not be removed", metadata: ["error": "\(error)"])
                    try? await Task.sleep(for: Self.interval)
                }
            }
        }
    }

    /// Does the work once.
    /// - Returns: files removed.
    @discardableResult
    public func sweep() async throws -> Int {
        var removed = 0
        for (organization, store) in try await engine.storage.openOrganizations() {
            let old = { engine.time.now.addingTimeInterval(-$0) }
            removed += try await removeResults(of: organization.id) {
                try await store.readJobs(completedBefore: old(engine.limits.resultLifetime), after: $0, limit: Self.batch).map(\.id)
            }
            removed += try await removeResults(of: organization.id) {
                try await store.writeJobs(completedBefore: old(engine.limits.writeResultLifetime), after: $0, limit: Self.batch).map(\.id)
            }
            try await store.forgetDeletions(before: old(engine.limits.deletionLifetime))
            removed += try await removeJobs(of: organization.id, in: store, endedBefore: old(engine.limits.jobLifetime))
            removed += try await removeUploads(of: organization.id, in: store, old(engine.limits.uploadLifetime + Self.uploadGrace))
        }
        try await engine.storage.catalog.removeTokens(expiredBefore: engine.time.now)
        return removed
    }

    /// - Parameter jobs: gives the next batch behind a job.
    private func removeResults(of organization: ObjectID, _ jobs: (ObjectID?) async throws -> [ObjectID]) async throws -> Int {
        var removed = 0
        var last: ObjectID?
        while true {
            let batch = try await jobs(last)
            for job in batch where try engine.files.removeResult(of: job, organization: organization) {
                engine.logger.debug("the result of a job was removed", metadata: ["job": "\(job)"])
                removed += 1
            }
            guard batch.count == Self.batch else { return removed }
            last = batch.last
        }
    }

    /// Removes old jobs with all that they have left, and what is left of jobs whose removal was cut short.
    private func removeJobs(of organization: ObjectID, in store: any OrganizationStore, endedBefore deadline: Date) async throws -> Int {
        while try await store.removeJobs(endedBefore: deadline, limit: Self.jobBatch).count == Self.jobBatch {}
        while try await store.removeOutcomesWithoutJob(limit: Engine.outcomesRemoved) {}
        var removed = 0
        let withFiles = try engine.files.jobs(of: organization)
        let existing = try await store.existingJobs(Array(withFiles))
        for job in withFiles.subtracting(existing) where try engine.files.removeResult(of: job, organization: organization) { removed += 1 }
        return removed
    }

    private func removeUploads(of organization: ObjectID, in store: any OrganizationStore, _ deadline: Date) async throws -> Int {
        var removed = 0
        while true {
            let batch = try await store.uploads(createdBefore: deadline, limit: Self.batch)
            for upload in batch {
                try engine.uploads.remove(upload.id, organization: organization)
                try await store.removeUpload(upload.id)
            }
            removed += batch.count
            guard batch.count == Self.batch else { return removed }
        }
    }
}
