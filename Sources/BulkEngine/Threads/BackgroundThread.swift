import Foundation

/// Runs one piece of blocking work on a thread of its own; whoever started it waits for the outcome.
final class BackgroundThread<Value: Sendable>: Sendable {
    /// `@unchecked Sendable`: `result` is touched only while `condition` is locked.
    private final class Outcome: @unchecked Sendable {
        let condition = NSCondition()
        var result: Result<Value, any Error>?
    }

    private let outcome = Outcome()

    init(name: String, _ work: @escaping @Sendable () throws -> Value) {
        let outcome = self.outcome
        let thread = Thread {
            let result = Result { try work() }
            outcome.condition.lock()
            outcome.result = result
            outcome.condition.broadcast()
            outcome.condition.unlock()
        }
        thread.name = name
        thread.stackSize = 1 << 20
        thread.start()
    }

    /// Waits for the end of the work. Blocks.
    /// - Throws: what the work threw.
    func join() throws -> Value {
        outcome.condition.lock()
        defer { outcome.condition.unlock() }
        while true {
            if let result = outcome.result { return try result.get() }
            outcome.condition.wait()
        }
    }

    /// Runs a piece of work and waits without blocking.
    static func value(name: String, of work: @escaping @Sendable () throws -> Value) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            let thread = Thread { continuation.resume(with: Result { try work() }) }
            thread.name = name
            thread.stackSize = 1 << 20
            thread.start()
        }
    }
}
