public import BulkModel
public import FoundationEssentials

/// A job at one moment, with what is known of it beyond what is stored.
public struct JobSnapshot: Sendable {
    public let job: BulkJob
    public let stage: JobStage
    public let rows: JobRows
    /// Of imports, the rows of each resource.
    public let resources: [ResourceProgress]
    /// Of an export, bytes of CSV written; of an import, bytes of its files read, unpacked.
    public let bytes: Int
    /// Seconds since a worker took the job on, or until it ended.
    public let seconds: Double?
    /// Rows in a second.
    public let rate: Double?
    public let secondsLeft: Double?
    /// The part that is done, from 0 to 1.
    public let share: Double?
    /// The archive that can be fetched.
    public let result: JobResult?
    /// Whether the account of each row can be fetched.
    public let hasReport: Bool

    /// - Parameter numbers: how far the job is, if it runs here.
    init(_ job: BulkJob, numbers: JobNumbers?, now: Date, result: JobResult?, hasReport: Bool) {
        self.job = job
        self.result = result
        self.hasReport = hasReport
        let isRunning = !job.state.hasEnded && numbers != nil
        stage = job.state.hasEnded ? .ended : numbers?.stage ?? .waiting
        let began: Int
        switch job {
        case .read(let job):
            resources = []
            rows = JobRows(total: job.result?.count, read: job.result?.count ?? (isRunning ? numbers?.rows ?? 0 : 0))
            bytes = job.result?.bytes ?? (isRunning ? numbers?.bytes ?? 0 : 0)
            began = 0
        case .write(let job):
            resources = (isRunning ? numbers?.resources : nil) ?? job.progress
            rows = zip(resources, job.request.resources).map { JobRows($0, of: $1) }.reduce(JobRows(total: 0), +)
            bytes = resources.map(\.bytes).reduce(0, +)
            began = job.startedRows
        }
        let seconds = job.startedTime.map { max((job.endedTime ?? now).timeIntervalSince($0), 0) }
        self.seconds = seconds
        let handled = rows.read - began
        let rate = seconds.flatMap { $0 > 0 && handled > 0 ? Double(handled) / $0 : nil }
        self.rate = rate
        share = Self.share(of: job, rows, numbers)
        secondsLeft = isRunning ? Self.secondsLeft(of: job, stage, rows, rate: rate, share: share, seconds: seconds) : nil
    }

    private static func share(of job: BulkJob, _ rows: JobRows, _ numbers: JobNumbers?) -> Double? {
        if job.state == .completed { return 1 }
        if case .read = job { return job.state.hasEnded ? nil : numbers?.share }
        guard let total = rows.total, total > 0 else { return nil }
        return Double(rows.read) / Double(total)
    }

    /// An import's rows take about the same time each; of an export the whole is not known, but its share is.
    private static func secondsLeft(
        of job: BulkJob, _ stage: JobStage, _ rows: JobRows, rate: Double?, share: Double?, seconds: Double?
    ) -> Double? {
        switch stage {
        case .importing:
            guard let rate, let total = rows.total else { return nil }
            return Double(total - rows.read) / rate
        case .reading:
            guard let share, share > 0, let seconds, seconds > 0 else { return nil }
            return seconds * (1 - share) / share
        case .waiting, .packing, .ended: return nil
        }
    }
}

/// Rows of a job, by what became of them.
public struct JobRows: Hashable, Sendable {
    /// Nil where nobody has counted them.
    public var total: Int?
    /// Exported, or handled by an import.
    public var read = 0
    public var added = 0
    public var updated = 0
    /// Never attempted: the job ended before them, or their parent's row did not become a record.
    public var skipped = 0
    /// Refused with an error.
    public var failed = 0

    init(total: Int?, read: Int = 0) {
        self.total = total
        self.read = read
    }

    public init(_ progress: ResourceProgress, of resource: WriteResource) {
        total = resource.source.rows
        read = progress.rows
        added = progress.added
        updated = progress.updated
        skipped = progress.orphaned + progress.unattempted
        failed = progress.refused
    }

    static func + (first: Self, second: Self) -> Self {
        var sum = JobRows(total: first.total.flatMap { total in second.total.map { total + $0 } }, read: first.read + second.read)
        sum.added = first.added + second.added
        sum.updated = first.updated + second.updated
        sum.skipped = first.skipped + second.skipped
        sum.failed = first.failed + second.failed
        return sum
    }
}

/// An archive that can be fetched.
public struct JobResult: Hashable, Sendable {
    public let file: StoredFile
    public let expires: Date
}
