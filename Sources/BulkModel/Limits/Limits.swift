/// Every number the server bounds work by, in one value with two presets.
public struct Limits: Hashable, Sendable {
    /// Records one bulk read job exports at most.
    public var recordsPerPage: Int
    /// The highest `page` a request may ask for.
    public var pageMaximum: Int
    /// Names in `fields` that are honoured; more mean all fields.
    public var fieldsPerQuery: Int
    /// Distinct lookup paths a query may join.
    public var joinsPerQuery: Int
    /// Meetings one calendar holds at most.
    public var recordsPerCalendar = 20_000
    /// Criteria a query may have, those of its view included.
    public var criteriaPerQuery = 25
    /// Values a list in a criterion may have.
    public var valuesPerCriterion = 200
    /// Characters of a text in a criterion.
    public var criterionTextLength = 255
    /// Seconds a page token can be used after its job has completed.
    public var pageTokenLifetime = 86_400.0
    /// Bytes of a request body, but for uploads.
    public var requestBodySize: Int
    /// Seconds a result file can be fetched after its job has completed.
    public var resultLifetime: Double
    /// Downloads of results in a minute for a user; nil for as many as there are.
    public var downloadsPerMinute: Int?

    public init(
        recordsPerPage: Int, pageMaximum: Int, fieldsPerQuery: Int, joinsPerQuery: Int, requestBodySize: Int, resultLifetime: Double,
        downloadsPerMinute: Int?
    ) {
        self.recordsPerPage = recordsPerPage
        self.pageMaximum = pageMaximum
        self.fieldsPerQuery = fieldsPerQuery
        self.joinsPerQuery = joinsPerQuery
        self.requestBodySize = requestBodySize
        self.resultLifetime = resultLifetime
        self.downloadsPerMinute = downloadsPerMinute
    }

    /// The service's own numbers. (bulk read specification, section 11)
    public static let strict = Limits(
        recordsPerPage: 200_000, pageMaximum: 500, fieldsPerQuery: 200, joinsPerQuery: 10, requestBodySize: 1_048_576,
        resultLifetime: 86_400, downloadsPerMinute: 10
    )

    /// Bounded by the machine only: one job exports a whole module.
    public static let native: Limits = {
        var limits = Limits.strict
        limits.recordsPerPage = 1_000_000_000
        limits.recordsPerCalendar = 1_000_000_000
        limits.fieldsPerQuery = 2_000
        limits.joinsPerQuery = 60
        limits.requestBodySize = 16 * 1_048_576
        limits.downloadsPerMinute = nil
        return limits
    }()
}
