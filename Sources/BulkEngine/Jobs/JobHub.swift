import BulkModel
import Synchronization

/// Where jobs that run in this process and those who watch them meet. Nothing of it outlives the process: the store knows what counts.
final class JobHub: Sendable {
    private struct State {
        var running: [ObjectID: RunningJob] = [:]
        var watches: [ObjectID: [JobWatch]] = [:]
        /// Watches by organisation.
        var counts: [ObjectID: Int] = [:]
    }

    private let state = Mutex(State())

    /// Says that a job runs here from now on.
    func begin(_ job: ObjectID, _ numbers: JobNumbers) -> RunningJob {
        let running = RunningJob(numbers) { [weak self] in self?.tell(job, isStored: false) }
        state.withLock { $0.running[job] = running }
        return running
    }

    /// Says that a job doesn't run here any more.
    func end(_ job: ObjectID) {
        state.withLock { _ = $0.running.removeValue(forKey: job) }
    }

    /// The job, if it runs here.
    func running(_ job: ObjectID) -> RunningJob? {
        state.withLock { $0.running[job] }
    }

    /// Tells those who watch a job that what the store has of it has changed, or that it is gone.
    func tellStored(_ job: ObjectID) {
        tell(job, isStored: true)
    }

    private func tell(_ job: ObjectID, isStored: Bool) {
        for watch in state.withLock({ $0.watches[job] ?? [] }) { watch.tell(isStored: isStored) }
    }

    /// Begins to watch a job; ``unwatch(_:)`` must follow.
    /// - Parameter limit: watches the organisation may have.
    /// - Returns: nil if it has as many already.
    func watch(_ job: ObjectID, organization: ObjectID, limit: Int) -> JobWatch? {
        state.withLock { state in
            guard state.counts[organization, default: 0] < limit else { return nil }
            let watch = JobWatch(job: job, organization: organization)
            state.counts[organization, default: 0] += 1
            state.watches[job, default: []].append(watch)
            return watch
        }
    }

    /// How many watch a job.
    func watchers(of job: ObjectID) -> Int {
        state.withLock { $0.watches[job]?.count ?? 0 }
    }

    /// Ends a watch. Does nothing the second time.
    func unwatch(_ watch: JobWatch) {
        watch.close()
        state.withLock { state in
            guard let place = state.watches[watch.job]?.firstIndex(where: { $0 === watch }) else { return }
            state.watches[watch.job]?.remove(at: place)
            if state.watches[watch.job]?.isEmpty == true { state.watches[watch.job] = nil }
            state.counts[watch.organization, default: 1] -= 1
            if state.counts[watch.organization] == 0 { state.counts[watch.organization] = nil }
        }
    }
}
