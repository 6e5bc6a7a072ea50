/// How far a job is, whatever its words are at the server.
public enum JobPhase: Hashable, Sendable {
    case waiting
    case running
    /// Its result can be fetched.
    case completed
    /// Ended otherwise.
    case failed

    /// - Parameter word: a job's `state` or `status`.
    init(_ word: String) {
        self =
            switch word.uppercased() {
            case "ADDED", "QUEUED", "SCHEDULED": .waiting
            case "COMPLETED": .completed
            case "FAILURE", "FAILED", "CANCELLED", "DELETED": .failed
            default: .running
            }
    }

    public var isEnded: Bool { self == .completed || self == .failed }
}
