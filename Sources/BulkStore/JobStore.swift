public import BulkModel
public import FoundationEssentials

/// Jobs and the leases by which workers hold them.
public protocol JobStore: Sendable {
    /// Stores a new job under the next free id.
    func addReadJob(_ make: @Sendable (ObjectID) -> ReadJob) async throws -> ReadJob

    func readJob(_ id: ObjectID) async throws -> ReadJob?

    /// Stores a new job under the next free id.
    func addWriteJob(_ make: @Sendable (ObjectID) -> WriteJob) async throws -> WriteJob

    func writeJob(_ id: ObjectID) async throws -> WriteJob?

    /// Gives the oldest waiting job, or one whose lease has run out, to a worker. An organisation's bulk write jobs run one after the
    /// other, so one that waits behind another's lease is passed over.
    /// - Returns: nil if no job can begin.
    func leaseJob(for worker: LeaseHolder, now: Date, until: Date) async throws -> LeasedJob?

    /// Prolongs a lease. Blocks, since workers call it amid blocking work.
    /// - Throws: ``StoreError/leaseLost(job:)`` if the job belongs to somebody else by now.
    func renewLease(of job: ObjectID, for worker: LeaseHolder, until: Date) throws

    /// Ends a leased job, with a result or a failure, or puts it back among those that wait. Blocks.
    /// The callback of a job that ends is due from `now` on, in the same transaction.
    /// - Throws: ``StoreError/leaseLost(job:)``, ``StoreError/illegalTransition(job:from:to:)``.
    func settle(_ job: ObjectID, for worker: LeaseHolder, as ending: JobEnding, now: Date) throws

    /// Ends all leases, for a server that has just started and knows it is the only one: whoever held them is dead.
    /// - Returns: the jobs that wait again.
    func releaseLeases() async throws -> [ObjectID]

    /// How many jobs wait for a worker.
    func waitingJobs() async throws -> Int

    /// Bulk read jobs that completed before a time and whose files are due to go, oldest first.
    func readJobs(completedBefore time: Date, after id: ObjectID?, limit: Int) async throws -> [ReadJob]

    /// Bulk write jobs that ended before a time, with a result or broken, oldest first.
    func writeJobs(completedBefore time: Date, after id: ObjectID?, limit: Int) async throws -> [WriteJob]
}

/// Names the process that holds a lease.
public struct LeaseHolder: Hashable, Sendable {
    public let name: String

    public init(name: String) {
        self.name = name
    }
}

/// How a worker lets go of a job.
public enum JobEnding: Hashable, Sendable {
    case completed(ReadResult)
    /// A bulk write job, with the last word on its resources.
    case imported(WriteResult, [ResourceProgress])
    case failed(JobFailure)
    /// A bulk write job that broke off; it has a result if rows were handled before.
    case broken(JobFailure, WriteResult?, [ResourceProgress])
    /// The worker had to stop; the job waits for another.
    case interrupted

    public var state: JobState {
        switch self {
        case .completed, .imported: .completed
        case .failed, .broken: .failure
        case .interrupted: .added
        }
    }
}
