public import BulkModel
public import FoundationEssentials

/// Jobs and the leases by which workers hold them.
public protocol JobStore: Sendable {
    /// Stores a new job under the next free id.
    /// - Throws: ``StoreError/keyTaken(job:)`` if its creator has a job with its idempotency key.
    func addReadJob(_ make: @Sendable (ObjectID) -> ReadJob) async throws -> ReadJob

    func readJob(_ id: ObjectID) async throws -> ReadJob?

    /// Stores a new job under the next free id.
    /// - Throws: as ``addReadJob(_:)``.
    func addWriteJob(_ make: @Sendable (ObjectID) -> WriteJob) async throws -> WriteJob

    func writeJob(_ id: ObjectID) async throws -> WriteJob?

    /// A job of either kind.
    func job(_ id: ObjectID) async throws -> BulkJob?

    /// The job that a user has created with an idempotency key.
    func job(createdBy user: ObjectID, withKey key: String) async throws -> BulkJob?

    /// The jobs that a filter lets through, newest first.
    /// - Parameter id: the last job of the page before; nil to begin with the newest.
    func jobs(_ filter: JobFilter, before id: ObjectID?, limit: Int) async throws -> [BulkJob]

    /// Gives the oldest waiting job, or one whose lease has run out, to a worker. An organisation's bulk write jobs run one after the
    /// other, so one that waits behind another's lease is passed over. A job in ``JobState/cancelling`` that nobody holds stays in it; it
    /// only has to be ended.
    /// - Returns: nil if no job can begin.
    func leaseJob(for worker: LeaseHolder, now: Date, until: Date) async throws -> BulkJob?

    /// Prolongs a lease. Blocks, since workers call it amid blocking work.
    /// - Throws: ``StoreError/leaseLost(job:)`` if the job belongs to somebody else by now.
    func renewLease(of job: ObjectID, for worker: LeaseHolder, until: Date) throws

    /// Ends a leased job, with a result or a failure, or puts it back among those that wait; one that is being cancelled stays so. Blocks.
    /// The callback of a job that ends is due from `now` on, in the same transaction.
    /// - Throws: ``StoreError/leaseLost(job:)``, ``StoreError/illegalTransition(job:from:to:)``.
    func settle(_ job: ObjectID, for worker: LeaseHolder, as ending: JobEnding, now: Date) throws

    /// Ends all leases, for a server that has just started and knows it is the only one: whoever held them is dead.
    /// - Returns: the jobs that wait again.
    func releaseLeases() async throws -> [ObjectID]

    /// Cancels a job: one that waits and has done nothing at once, its callback included; of any other, its worker is to end it. Cancelling
    /// it again changes nothing.
    /// - Returns: the job as it is then; nil if there is none.
    /// - Throws: ``StoreError/illegalTransition(job:from:to:)`` if it has ended.
    func cancelJob(_ id: ObjectID, now: Date) async throws -> BulkJob?

    /// Lets a job wait again that was cancelled or has failed; an import goes on behind its last row with an outcome. A callback that hasn't
    /// arrived isn't tried any more; the next end has one of its own.
    /// - Returns: the job as it is then; nil if there is none.
    /// - Throws: ``StoreError/illegalTransition(job:from:to:)`` from any other state.
    func retryJob(_ id: ObjectID) async throws -> BulkJob?

    /// Removes a job that has ended, and its deliveries. Its outcomes are left to ``removeOutcomesWithoutJob(limit:)``.
    /// - Returns: false if there is none, or it hasn't ended.
    func removeJob(_ id: ObjectID) async throws -> Bool

    /// Removes jobs that ended before a time, and their deliveries, the oldest first.
    /// - Returns: the jobs removed.
    func removeJobs(endedBefore time: Date, limit: Int) async throws -> [ObjectID]

    /// Those of the given jobs that there are.
    func existingJobs(_ ids: [ObjectID]) async throws -> Set<ObjectID>

    /// How many jobs wait for a worker.
    func waitingJobs() async throws -> Int

    /// The jobs that haven't ended, counted; asked often, so it must cost little however many have ended.
    func openJobs() async throws -> [OpenJobs]

    /// Bulk read jobs that completed before a time and whose files are due to go, oldest first.
    func readJobs(completedBefore time: Date, after id: ObjectID?, limit: Int) async throws -> [ReadJob]

    /// Bulk write jobs that ended before a time, with a result, broken or cancelled, oldest first.
    func writeJobs(completedBefore time: Date, after id: ObjectID?, limit: Int) async throws -> [WriteJob]
}

/// How many jobs of a kind are in a state.
public struct OpenJobs: Hashable, Sendable {
    public var kind: JobKind
    public var state: JobState
    public var count: Int
    /// When the first of them was created.
    public var oldest: Date

    public init(kind: JobKind, state: JobState, count: Int, oldest: Date) {
        self.kind = kind
        self.state = state
        self.count = count
        self.oldest = oldest
    }
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
    /// A job that was cancelled. Of a bulk write job, with the last word on its resources, and a result if rows were handled before.
    case cancelled(WriteResult?, [ResourceProgress])
    /// The worker had to stop; the job waits for another.
    case interrupted

    public var state: JobState {
        switch self {
        case .completed, .imported: .completed
        case .failed, .broken: .failure
        case .cancelled: .cancelled
        case .interrupted: .added
        }
    }
}
