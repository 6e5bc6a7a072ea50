import BulkModel
import BulkStore
import FoundationEssentials
import Logging

/// How this process takes jobs, keeps them while it works on them, and lets go of them.
struct JobLeases: Sendable {
    private let engine: Engine
    let holder: LeaseHolder
    /// Jobs that run in this process.
    private let running = Underway()

    /// Seconds a lease lasts; it is renewed after a third of that, however long the job stays silent.
    private static let duration: TimeInterval = 60
    private static let renewalInterval = Duration.seconds(20)
    /// Between attempts to write down how a job ended, while the store can't be written to.
    private static let settlePauses: [Duration] = [.milliseconds(200), .seconds(1), .seconds(5), .seconds(15)]

    init(engine: Engine, holder: LeaseHolder) {
        self.engine = engine
        self.holder = holder
    }

    /// Says that a job doesn't run here any more.
    func end(_ job: ObjectID) {
        running.end(job)
    }

    /// The next job that doesn't run here already. One that does comes back if its lease had run out, which is mended by asking.
    func lease(from store: any OrganizationStore) async throws -> BulkJob? {
        let now = engine.time.now
        while let job = try await store.leaseJob(for: holder, now: now, until: now + Self.duration) {
            if running.begin(job.id) { return job }
        }
        return nil
    }

    /// Renews the lease of a job until its work is done.
    func withLeaseKept(
        of job: ObjectID, in store: any OrganizationStore, _ work: @escaping @Sendable () async -> JobEnding
    ) async -> JobEnding {
        await withTaskGroup(of: JobEnding?.self) { group in
            group.addTask { await work() }
            group.addTask {
                while (try? await Task.sleep(for: Self.renewalInterval)) != nil {
                    let until = engine.time.now + Self.duration
                    do {
                        try await BackgroundThread.value(name: "lease \(job)") { try store.renewLease(of: job, for: holder, until: until) }
                    } catch {
                        engine.logger.warning("a lease was not renewed", metadata: ["job": "\(job)", "error": "\(error)"])
                    }
                }
                return nil
            }
            while let finished = await group.next() {
                guard let ending = finished else { continue }
                group.cancelAll()
                return ending
            }
            return .interrupted
        }
    }

    /// Writes down how a job ended; tries again for a while if the store can't be written to.
    func settle(_ job: ObjectID, as ending: JobEnding, in store: any OrganizationStore) async throws {
        for pause in Self.settlePauses {
            do {
                return try store.settle(job, for: holder, as: ending, now: engine.time.now)
            } catch let error as StoreError {
                throw error
            } catch {
                engine.logger.warning("a job's end can't be written down yet", metadata: ["job": "\(job)", "error": "\(error)"])
                try await Task.sleep(for: pause)
            }
        }
        try store.settle(job, for: holder, as: ending, now: engine.time.now)
    }
}
