/// How often a job is looked at while it is waited for: often at first, since most jobs are short, then less and less.
public struct PollSchedule: Sendable {
    public var first: Duration
    public var longest: Duration
    /// By how much each pause is longer than the one before.
    public var growth: Double

    public init(first: Duration = .milliseconds(250), longest: Duration = .seconds(15), growth: Double = 1.5) {
        self.first = first
        self.longest = longest
        self.growth = growth
    }

    func pause(_ count: Int) -> Duration {
        var pause = first
        for _ in 0..<count where pause < longest { pause = pause * growth }
        return min(pause, longest)
    }
}

/// A job of either kind, as far as it can be waited for.
protocol EndingJob {
    var phase: JobPhase { get }
}

extension BulkReadJob: EndingJob {}
extension BulkWriteJob: EndingJob {}

extension BulkClient {
    /// Looks at a job until it has ended.
    func waited<Job: EndingJob>(
        polling schedule: PollSchedule, onChange: @Sendable (Job) async -> Void, _ look: () async throws -> Job
    ) async throws -> Job {
        var count = 0
        while true {
            let job = try await look()
            await onChange(job)
            if job.phase.isEnded { return job }
            try await pace.sleep(schedule.pause(count))
            count += 1
        }
    }
}
