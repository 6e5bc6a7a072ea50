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
    /// Whether records follow the last one exported.
    public var moreRecords: Bool
    /// When the file was finished; it expires by this time.
    public var completedTime: Date
    /// The last record exported; where the next batch begins.
    public var lastRecord: ObjectID?

    public init(page: Int, perPage: Int, count: Int, moreRecords: Bool, completedTime: Date, lastRecord: ObjectID? = nil) {
        self.page = page
        self.perPage = perPage
        self.count = count
        self.moreRecords = moreRecords
        self.completedTime = completedTime
        self.lastRecord = lastRecord
    }
}

/// Why a job ended without a result, in the words its reader sees.
public struct JobFailure: Hashable, Sendable, Codable {
    public var code: String
    public var message: String

    public init(code: String, message: String) {
        self.code = code
        self.message = message
    }

    /// Something went wrong that the caller can't mend. (bulk read specification, section 6.2)
    public static let internalError = JobFailure(code: "INTERNAL_SERVER_ERROR", message: "Internal server error occurred.")
}
