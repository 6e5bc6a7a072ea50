import Foundation
import UnixSignals

/// Ctrl-C and SIGTERM for commands that take their time: the work is cancelled, and whoever waits is told how to go on.
enum Interruption {
    /// Runs work that ends when it is cancelled.
    /// - Parameter message: says what is safe, and how to go on.
    /// - Throws: ``Failure`` with `interrupted` or `terminated`, and what the work throws.
    static func watched<Value: Sendable>(
        message: @escaping @Sendable () -> String, _ work: @escaping @Sendable () async throws -> Value
    ) async throws -> Value {
        let signals = await UnixSignalsSequence(trapping: .sigint, .sigterm)
        return try await withThrowingTaskGroup(of: Outcome<Value>.self) { group in
            group.addTask { .done(try await work()) }
            group.addTask {
                for await signal in signals { return .signal(signal) }
                return .nothing
            }
            var code: Failure.Code?
            while let outcome = await group.nextResult() {
                switch outcome {
                case .success(.done(let value)):
                    group.cancelAll()
                    return value
                case .success(.signal(let signal)):
                    code = signal == .sigint ? .interrupted : .terminated
                    group.cancelAll()
                case .success(.nothing): continue
                case .failure(let error):
                    group.cancelAll()
                    if let code, isCancellation(error) { throw Failure(code, message()) }
                    throw error
                }
            }
            throw Failure(code ?? .interrupted, message())
        }
    }

    private enum Outcome<Value: Sendable>: Sendable {
        case done(Value)
        case signal(UnixSignal)
        case nothing
    }

    private static func isCancellation(_ error: any Error) -> Bool {
        error is CancellationError || (error as? Failure)?.code == .interrupted
    }
}
