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
    /// What a query of COQL may ask for.
    public var coql = COQLLimits.strict
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
    /// Access tokens a refresh token gives in ten minutes; nil for as many as are asked for.
    public var accessTokensInTenMinutes: Int? = 10
    /// Access tokens of a refresh token that live at a time; beyond that the oldest end. Nil for any number.
    public var accessTokensPerRefreshToken: Int? = 30
    /// Refresh tokens that a user gets with a client in a minute; nil for as many as are asked for.
    public var refreshTokensInMinute: Int? = 5
    /// Refresh tokens that a user has with a client; beyond that the oldest end. Nil for any number.
    public var refreshTokensPerUser: Int? = 20
    /// Bytes of an uploaded archive.
    public var uploadSize = 25 * 1_048_576
    /// Bytes that all entries of an archive may have once inflated.
    public var inflatedSize = 512 * 1_048_576
    /// How many times larger than in the archive an entry may be, from ``inflationFloor`` bytes on.
    public var inflationRatio = 250
    /// Bytes up to which an entry may be as tightly packed as it likes.
    public var inflationFloor = 64 * 1_048_576
    /// Bytes of one row of a CSV file.
    public var rowSize = 32 * 1_048_576
    /// Rows below the header of a CSV file.
    public var rowsPerFile = 25_000
    /// Columns or mappings of a resource.
    public var mappingsPerResource = 200
    /// Resources of a bulk write job.
    public var resourcesPerJob = 100
    /// Rows of one subform a record may have.
    public var subformRowsPerRecord = 200
    /// Links of one multi-select lookup a record may have.
    public var linksPerRecord = 100
    /// Users of one multi-user lookup a record may have.
    public var usersPerRecord = 10
    /// Fields that a module may have beside its own.
    public var customFieldsPerModule = 300
    /// Unique fields that a module may have.
    public var uniqueFieldsPerModule = 2
    /// Fields that one call may make or change.
    public var fieldsPerCall = 5
    /// Records of one page of a list.
    public var recordsPerListPage = 200
    /// Records of a list that can be reached by the number of their page.
    public var recordsByPageNumber = 2_000
    /// Records of a list that can be reached by page tokens.
    public var recordsByPageToken = 100_000
    /// Seconds the page token of a list can be used.
    public var listTokenLifetime = 86_400.0
    /// Names in the `fields` of a list.
    public var fieldsPerList = 50
    /// Names in the `ids` of a list.
    public var idsPerList = 100
    /// Records that a search finds.
    public var recordsPerSearch = 2_000
    /// Conditions that the criteria of a search may have.
    public var conditionsPerSearch = 10
    /// Rows of a subform, or links of a multi-select lookup, that are shown of a record.
    public var rowsPerField = 200
    /// Records that one call of the record API writes or deletes.
    public var recordsPerCall = 100
    /// Seconds a deleted record lies in the recycle bin.
    public var recycleBinLifetime = 60 * 86_400.0
    /// Seconds a deleted record is listed as such.
    public var deletionLifetime = 120 * 86_400.0
    /// Seconds an uploaded archive can be named by new jobs.
    public var uploadLifetime = 7 * 86_400.0
    /// Seconds the result of a bulk write job can be fetched.
    public var writeResultLifetime = 7 * 86_400.0
    /// Seconds a job can be looked at after its end.
    public var jobLifetime = 30 * 86_400.0
    /// Streams of events of an organisation's jobs that may be open at the same time.
    public var eventStreams = 200
    /// API credits an organisation may spend in 24 hours; nil for as many as it likes.
    public var dailyCredits: DailyCredits? = .enterprise
    /// Calls of an organisation that may run at the same time; nil for any number.
    public var concurrentCalls: Int? = 20
    /// How many of them may be heavy ones.
    public var concurrentHeavyCalls: Int? = 10

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
        limits.coql = .native
        limits.requestBodySize = 16 * 1_048_576
        limits.downloadsPerMinute = nil
        limits.accessTokensInTenMinutes = nil
        limits.accessTokensPerRefreshToken = nil
        limits.refreshTokensInMinute = nil
        limits.refreshTokensPerUser = nil
        limits.uploadSize = 16 * 1_073_741_824
        limits.inflatedSize = 256 * 1_073_741_824
        limits.rowsPerFile = 1_000_000_000
        limits.mappingsPerResource = 2_000
        limits.subformRowsPerRecord = 1_000_000_000
        limits.linksPerRecord = 1_000_000_000
        limits.usersPerRecord = 1_000_000_000
        limits.dailyCredits = nil
        limits.concurrentCalls = nil
        limits.concurrentHeavyCalls = nil
        limits.customFieldsPerModule = 1_500
        limits.uniqueFieldsPerModule = 50
        limits.fieldsPerCall = 100
        limits.recordsPerListPage = 2_000
        limits.recordsByPageNumber = 1_000_000_000
        limits.recordsByPageToken = 1_000_000_000
        limits.fieldsPerList = 2_000
        limits.idsPerList = 2_000
        limits.recordsPerSearch = 1_000_000_000
        limits.conditionsPerSearch = 100
        limits.rowsPerField = 2_000
        limits.recordsPerCall = 10_000
        return limits
    }()
}

/// API credits by the number of an organisation's users. (platform specification, section 6.2)
public struct DailyCredits: Hashable, Sendable {
    public var base: Int
    public var perUser: Int
    public var maximum: Int

    public init(base: Int, perUser: Int, maximum: Int) {
        self.base = base
        self.perUser = perUser
        self.maximum = maximum
    }

    public static let enterprise = DailyCredits(base: 50_000, perUser: 1_000, maximum: 5_000_000)
}
