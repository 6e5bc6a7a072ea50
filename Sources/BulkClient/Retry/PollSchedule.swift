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
