public import BulkEngine
public import BulkModel
import Synchronization

/// Receives callbacks in a test: records each, and answers as it was told.
public final class RecordingTransport: CallbackTransport {
    public struct Call: Hashable, Sendable {
        public let url: String
        public let body: String

        /// The body as JSON.
        public var json: JSONValue { (try? JSONValue(parsing: body)) ?? .null }
    }

    private let state: Mutex<(calls: [Call], outcomes: [CallbackAttempt.Outcome])>

    /// - Parameter outcomes: of the attempts in their order; all further ones are answered with 200.
    public init(_ outcomes: [CallbackAttempt.Outcome] = []) {
        state = Mutex(([], outcomes))
    }

    public var calls: [Call] { state.withLock { $0.calls } }

    public func post(_ body: String, to url: String) async -> CallbackAttempt.Outcome {
        state.withLock { state in
            state.calls.append(Call(url: url, body: body))
            return state.outcomes.isEmpty ? .answered(status: 200) : state.outcomes.removeFirst()
        }
    }
}
