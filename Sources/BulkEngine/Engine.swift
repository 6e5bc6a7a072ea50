import BulkFormats
public import BulkModel
public import BulkStore
public import Logging

/// What the product does, for one server: the whole public face of the house's core.
///
/// Requests come in as values, answers and ``BulkError``s go out; HTTP is somebody else's.
public final class Engine: Sendable {
    public let storage: any Storage
    public let files: ResultFiles
    public let limits: Limits
    public let quirks: Quirks
    public let time: any TimeSource
    public let logger: Logger
    let secrets: SecretMaker
    /// Uploaded archives by their `file_id`.
    let uploads: NumberedFiles
    /// Archives looked into at the same time: each may take the memory of its longest row.
    let inspections = WorkGate(limit: 4)
    /// Queries, searches and counts at work at the same time: each takes one of the connections that a store reads by, and may read all
    /// records of a module.
    let queries = WorkGate(limit: 8)
    let queue = JobQueue()
    /// The jobs that run in this process, and those who watch jobs.
    let jobs = JobHub()
    let downloads: DownloadLimiter
    public let meter: CallMeter
    /// Access tokens given lately, by the refresh token.
    let accessTokens: RateLimiter<SecretHash>
    /// Refresh tokens given lately, by user and client.
    let refreshTokens: RateLimiter<TokenHolder>

    /// - Parameters:
    ///   - time: where the time comes from.
    ///   - secrets: makes tokens, from the system's random numbers unless told otherwise.
    public init(
        storage: any Storage, files: ResultFiles, limits: Limits = .strict, quirks: Quirks = .lenient, time: any TimeSource = SystemTime(),
        secrets: SecretMaker = .system, logger: Logger
    ) {
        self.storage = storage
        self.files = files
        self.uploads = NumberedFiles(directory: files.directory, folder: "uploads", suffix: ".zip")
        self.limits = limits
        self.quirks = quirks
        self.time = time
        self.secrets = secrets
        self.logger = logger
        self.downloads = DownloadLimiter(perMinute: limits.downloadsPerMinute)
        self.meter = CallMeter(limits: limits)
        self.accessTokens = RateLimiter(limit: limits.accessTokensInTenMinutes, span: 600)
        self.refreshTokens = RateLimiter(limit: limits.refreshTokensInMinute, span: 60)
    }
}
