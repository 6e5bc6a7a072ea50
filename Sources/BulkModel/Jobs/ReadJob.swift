public import FoundationEssentials

/// A bulk read job with all that is known about it.
public struct ReadJob: Hashable, Sendable, Codable {
    public var id: ObjectID
    /// The version of the create call; the result's URL carries it.
    public var version: APIVersion
    public var query: ReadQuery
    public var createdBy: UserReference
    public var createdTime: Date
    /// Whom to tell when the job has ended.
    public var callbackURL: String?
    public var state: JobState
    /// When a worker took the job on, the last time.
    public var startedTime: Date?
    public var endedTime: Date?
    /// What its creator called the request.
    public var idempotencyKey: IdempotencyKey?
    /// Present in ``JobState/completed``.
    public var result: ReadResult?
    /// Present in ``JobState/failure``.
    public var failure: JobFailure?

    public init(
        id: ObjectID, version: APIVersion, query: ReadQuery, createdBy: UserReference, createdTime: Date, callbackURL: String? = nil,
        state: JobState = .added,
        result: ReadResult? = nil, failure: JobFailure? = nil
    ) {
        self.id = id
        self.version = version
        self.query = query
        self.createdBy = createdBy
        self.createdTime = createdTime
        self.callbackURL = callbackURL
        self.state = state
        self.result = result
        self.failure = failure
    }
}

/// What a completed export holds.
public struct ReadResult: Hashable, Sendable, Codable {
    public var page: Int
    /// Records a page can hold at most.
    public var perPage: Int
    /// Records exported.
    public var count: Int
    /// Bytes of the file before it was packed.
    public var bytes: Int
    /// Whether records follow the last one exported.
    public var moreRecords: Bool
    /// When the file was finished; it expires by this time.
    public var completedTime: Date
    /// The last record exported; where the next batch begins.
    public var lastRecord: ObjectID?

    public init(
        page: Int, perPage: Int, count: Int, bytes: Int = 0, moreRecords: Bool, completedTime: Date, lastRecord: ObjectID? = nil
    ) {
        self.page = page
        self.perPage = perPage
        self.count = count
        self.bytes = bytes
        self.moreRecords = moreRecords
        self.completedTime = completedTime
        self.lastRecord = lastRecord
    }
}
