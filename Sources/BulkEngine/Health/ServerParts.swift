import Synchronization

/// What a server consists of, as its parts themselves say whether they are at work.
public final class ServerParts: Sendable {
    public enum Part: String, Sendable, CaseIterable {
        case jobRunner = "job_runner"
        case httpServer = "http_server"
    }

    private struct State {
        var atWork: Set<Part> = []
        var isShuttingDown = false
    }

    private let state = Mutex(State())

    public func begin(_ part: Part) {
        state.withLock { _ = $0.atWork.insert(part) }
    }

    public func end(_ part: Part) {
        state.withLock { _ = $0.atWork.remove(part) }
    }

    /// From now on the server takes no new work from those who ask first.
    public func beginShutdown() {
        state.withLock { $0.isShuttingDown = true }
    }

    /// What is wrong with a part; nil if nothing is.
    func problem(of part: Part) -> String? {
        state.withLock {
            if $0.isShuttingDown { return "is shutting down" }
            return $0.atWork.contains(part) ? nil : "isn't running"
        }
    }
}
