import BulkModel
import BulkStore
import FoundationEssentials
import Logging
public import ServiceLifecycle

/// Removes result files that have outlived their day, once an hour. The jobs themselves stay.
public struct ResultCleaner: Service {
    private let engine: Engine
    private static let interval = Duration.seconds(3_600)
    private static let batch = 500

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
        let deadline = engine.time.now.addingTimeInterval(-engine.limits.resultLifetime)
        for organization in try await engine.storage.catalog.organizations() {
            let store = try await engine.storage.store(of: organization.id)
            var last: ObjectID?
            while true {
                let jobs = try await store.readJobs(completedBefore: deadline, after: last, limit: Self.batch)
                for job in jobs where engine.files.existingResult(of: job.id, organization: organization.id) != nil {
                    try engine.files.removeResult(of: job.id, organization: organization.id)
                    removed += 1
                }
                guard jobs.count == Self.batch else { break }
                last = jobs.last?.id
            }
        }
        try await engine.storage.catalog.removeAccessTokens(expiredBefore: engine.time.now)
        return removed
    }
}
