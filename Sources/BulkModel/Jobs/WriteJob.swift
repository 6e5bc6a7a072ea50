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
    /// When a worker took the job on, the last time.
    public var startedTime: Date?
    public var endedTime: Date?
    /// Rows that had an outcome when a worker took the job on, the last time.
    public var startedRows = 0
    /// What its creator called the request.
    public var idempotencyKey: IdempotencyKey?
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

/// The result file of a bulk write job.
public struct WriteResult: Hashable, Sendable, Codable {
    /// When the file was finished; it expires from this time on.
    public var completedTime: Date

    public init(completedTime: Date) {
        self.completedTime = completedTime
    }
}
