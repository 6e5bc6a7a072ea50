import BulkFormats
public import BulkModel
public import BulkStore
public import CoreMetrics
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
    /// Where numbers about the server are reported to.
    public let metricsFactory: any MetricsFactory
    let metrics: EngineMetrics
    /// Which parts of the server are at work.
    public let parts: ServerParts
    public let health: HealthMonitor
    /// Brings the gauges of what is stored up to date.
    let stateReport: SharedProbe<Void>
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
    ///   - metrics: where numbers are reported to; nowhere unless told otherwise.
    ///   - probeLimit: how long looks at the folder and the stores are waited for.
    public init(
        storage: any Storage, files: ResultFiles, limits: Limits = .strict, quirks: Quirks = .lenient, time: any TimeSource = SystemTime(),
        secrets: SecretMaker = .system, metrics: any MetricsFactory = NOOPMetricsHandler.instance,
        probeLimit: Duration = .seconds(2), logger: Logger
    ) {
        self.storage = storage
        self.files = files
        self.uploads = NumberedFiles(directory: files.directory, folder: "uploads", suffix: ".zip")
        self.limits = limits
        self.quirks = quirks
        self.time = time
        self.secrets = secrets
        self.logger = logger
        self.metricsFactory = metrics
        self.metrics = EngineMetrics(metrics)
        let folder = DataFolderState(directory: files.directory)
        self.parts = ServerParts()
        self.health = HealthMonitor(storage: storage, folder: folder, parts: parts, limit: probeLimit)
        let gauges = StateGauges(metrics)
        self.stateReport = SharedProbe(freshness: .zero, limit: probeLimit) {
            do {
                try await gauges.update(from: storage, folder: folder, at: time.now)
            } catch {
                logger.error("the state could not be reported", metadata: ["error": "\(error)"])
            }
        }
        self.downloads = DownloadLimiter(perMinute: limits.downloadsPerMinute)
        self.meter = CallMeter(limits: limits)
        self.accessTokens = RateLimiter(limit: limits.accessTokensInTenMinutes, span: 600)
        self.refreshTokens = RateLimiter(limit: limits.refreshTokensInMinute, span: 60)
    }
}
