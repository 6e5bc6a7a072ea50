import BulkModel
import Synchronization

/// The jobs that run in this process, so that none runs twice.
final class RunningJobs: Sendable {
    private let jobs = Mutex<Set<ObjectID>>([])

    /// - Returns: false if the job runs already.
    func begin(_ job: ObjectID) -> Bool {
        jobs.withLock { $0.insert(job).inserted }
    }

    func end(_ job: ObjectID) {
        jobs.withLock { _ = $0.remove(job) }
    }
}
