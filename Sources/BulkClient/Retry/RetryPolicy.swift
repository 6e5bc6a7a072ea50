/// How long a client goes on with a call that fails for a reason that may pass: the server isn't reached, is overloaded, or says how long
/// to wait.
public struct RetryPolicy: Sendable {
    /// The first pause; each further one is twice as long.
    public var firstPause: Duration
    /// No pause is longer, except where the server asks for it by `Retry-After`.
    public var longestPause: Duration
    /// All pauses of a call together; what would go beyond is not waited for.
    public var patience: Duration

    public init(firstPause: Duration = .milliseconds(500), longestPause: Duration = .seconds(20), patience: Duration = .seconds(120)) {
        self.firstPause = firstPause
        self.longestPause = longestPause
        self.patience = patience
    }

    /// Gives up at once.
    public static let none = RetryPolicy(patience: .zero)
}

/// The pauses of one call.
struct RetrySchedule {
    let policy: RetryPolicy
    /// Whether a try may have arrived whose answer nobody has seen.
    var isInDoubt = false
    private var count = 0
    private var spent = Duration.zero

    init(_ policy: RetryPolicy) {
        self.policy = policy
    }

    /// - Parameters:
    ///   - asked: what the server asked for.
    ///   - share: 0 to 1, by which clients that failed together are kept from coming back together.
    /// - Returns: nil if there is no patience left.
    mutating func next(asked: Duration? = nil, share: Double) -> Duration? {
        let doubled = min(policy.firstPause * (1 << min(count, 20)), policy.longestPause)
        let pause = asked ?? doubled * (0.5 + 0.5 * share)
        guard spent + pause <= policy.patience else { return nil }
        count += 1
        spent += pause
        return pause
    }

    /// Something arrived: patience begins anew.
    mutating func reset() {
        count = 0
        spent = .zero
    }
}
