public import FoundationEssentials

/// A bulk write job with all that is known about it.
public struct WriteJob: Hashable, Sendable, Codable {
    public var id: ObjectID
    /// The version of the create call; callbacks have its shape.
    public var version: APIVersion
    public var request: WriteRequest
    public var createdBy: UserReference
    public var createdTime: Date
    /// Whom to tell when the job has ended.
    public var callbackURL: String?
    /// Scheme, host and port by which the job's creator reached the server; where callbacks say the result can be fetched.
    public var address: String
    public var state: JobState
    /// How far each resource is, in the order of the request.
    public var progress: [ResourceProgress]
    /// Present once a result file can be fetched.
    public var result: WriteResult?
    /// Present in ``JobState/failure``.
    public var failure: JobFailure?

    public init(
        id: ObjectID, version: APIVersion, request: WriteRequest, createdBy: UserReference, createdTime: Date, callbackURL: String? = nil,
        address: String = "", state: JobState = .added, progress: [ResourceProgress], result: WriteResult? = nil, failure: JobFailure? = nil
    ) {
        self.id = id
        self.version = version
        self.request = request
        self.createdBy = createdBy
        self.createdTime = createdTime
        self.callbackURL = callbackURL
        self.address = address
        self.state = state
        self.progress = progress
        self.result = result
        self.failure = failure
    }
}

/// How far a resource of a bulk write job is. Rows count once they are committed.
public struct ResourceProgress: Hashable, Sendable, Codable {
    public var state: State
    public var added = 0
    public var updated = 0
    /// Rows refused, and rows never attempted.
    public var skipped = 0
    /// What ended the resource before its last row.
    public var failure: JobFailure?

    public init(state: State = .added) {
        self.state = state
    }

    /// Rows with an outcome; the next one to be handled comes behind them.
    public var rows: Int { added + updated + skipped }

    /// The words of `resource[].status`. (bulk write specification, section 9.1)
    public enum State: String, Sendable, Codable {
        case added = "ADDED"
        case inProgress = "INPROGRESS"
        case completed = "COMPLETED"
        case skipped = "SKIPPED"
        case failed = "FAILED"
    }

    /// Counts rows that have been committed.
    public mutating func count(_ outcomes: RowOutcomes) {
        added += outcomes.count(of: .added)
        updated += outcomes.count(of: .updated)
        skipped += outcomes.count(of: .skipped) + outcomes.count(of: .unprocessed)
    }
}

/// The result file of a bulk write job.
public struct WriteResult: Hashable, Sendable, Codable {
    /// When the file was finished; it expires from this time on.
    public var completedTime: Date

    public init(completedTime: Date) {
        self.completedTime = completedTime
    }
}

/// A job that a worker has leased.
public enum LeasedJob: Hashable, Sendable {
    case read(ReadJob)
    case write(WriteJob)

    public var id: ObjectID {
        switch self {
        case .read(let job): job.id
        case .write(let job): job.id
        }
    }
}
