import Foundation

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

    /// Suspends the task until the signal fires.
    public func wait() async {
        await withCheckedContinuation { continuation in
            state.condition.lock()
            defer { state.condition.unlock() }
            if state.hasFired { continuation.resume() } else { state.waiting.append(continuation) }
        }
    }

    /// Blocks the thread until the signal fires.
    public func block() {
        state.condition.lock()
        while !state.hasFired { state.condition.wait() }
        state.condition.unlock()
    }
}
