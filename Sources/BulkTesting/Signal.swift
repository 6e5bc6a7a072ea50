public import Foundation

/// Something that happens once and that tasks and threads can wait for.
public final class Signal: Sendable {
    /// `@unchecked Sendable`: the state is touched only while the condition is locked.
    private final class State: @unchecked Sendable {
        let condition = NSCondition()
        var hasFired = false
        var waiting: [CheckedContinuation<Void, Never>] = []
    }

    private let state = State()

    public init() {}

    public func fire() {
        state.condition.lock()
        state.hasFired = true
        let waiting = state.waiting
        state.waiting = []
        state.condition.broadcast()
        state.condition.unlock()
        for continuation in waiting { continuation.resume() }
    }

    /// Suspends the task until the signal fires. A test that waits has a time limit of its own.
    public func wait() async {
        await withCheckedContinuation { continuation in
            state.condition.lock()
            defer { state.condition.unlock() }
            if state.hasFired { continuation.resume() } else { state.waiting.append(continuation) }
        }
    }

    /// Blocks the thread until the signal fires.
    /// - Parameters:
    ///   - what: is waited for; the message says it if it doesn't come.
    ///   - limit: seconds, far more than a busy machine needs.
    /// - Throws: ``WaitedInVain``.
    public func block(for what: String, within limit: TimeInterval = 120) throws {
        let end = Date(timeIntervalSinceNow: limit)
        state.condition.lock()
        defer { state.condition.unlock() }
        while !state.hasFired {
            guard state.condition.wait(until: end) else { throw WaitedInVain(description: "\(limit) s have passed without this: \(what)") }
        }
    }
}
