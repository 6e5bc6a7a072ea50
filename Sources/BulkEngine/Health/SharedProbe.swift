import Synchronization

/// Looks at something that may be slow or stuck. Those who ask at about the same time share one look, and nobody waits longer than a limit:
/// what is stuck is asked once, however often somebody wants to know.
final class SharedProbe<Value: Sendable>: Sendable {
    private struct State {
        var underway: Task<Value, Never>?
        var latest: (value: Value, time: ContinuousClock.Instant)?
    }

    private let freshness: Duration
    private let limit: Duration
    private let work: @Sendable () async -> Value
    private let state = Mutex(State())

    /// - Parameters:
    ///   - freshness: how long what was found is taken for what is.
    ///   - limit: how long it is waited for.
    init(freshness: Duration = .seconds(1), limit: Duration = .seconds(2), _ work: @escaping @Sendable () async -> Value) {
        self.freshness = freshness
        self.limit = limit
        self.work = work
    }

    /// What is found; nil if that takes too long.
    func value() async -> Value? {
        let (known, look) = state.withLock { state -> (Value?, Task<Value, Never>?) in
            if let latest = state.latest, ContinuousClock.now - latest.time < freshness { return (latest.value, nil) }
            let look = state.underway ?? Task { await self.look() }
            state.underway = look
            return (nil, look)
        }
        guard let look else { return known }
        return await outcome(of: look)
    }

    private func look() async -> Value {
        let value = await work()
        state.withLock {
            $0.latest = (value, .now)
            $0.underway = nil
        }
        return value
    }

    /// Whichever comes first, the task's end or the limit's; the task isn't given up.
    private func outcome(of task: Task<Value, Never>) async -> Value? {
        let (outcomes, continuation) = AsyncStream<Value?>.makeStream()
        Task { continuation.yield(await task.value) }
        let timer = Task {
            try await Task.sleep(for: limit)
            continuation.yield(nil)
        }
        defer { timer.cancel() }
        for await outcome in outcomes { return outcome }
        return nil
    }
}
