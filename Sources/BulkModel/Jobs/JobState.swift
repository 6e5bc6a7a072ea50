/// The life of a job: every state and every legal step. `docs/jobs.md` draws it.
///
/// ```
/// ADDED ──► IN PROGRESS ──► COMPLETED
///   ▲            │  └─────► FAILURE
///   └────────────┘
///     interrupted
/// ```
public enum JobState: String, Sendable, Codable, CaseIterable {
    /// Accepted and waiting for a worker.
    case added = "ADDED"
    /// A worker holds the job's lease.
    case inProgress = "IN PROGRESS"
    /// Done; its result can be fetched until it expires.
    case completed = "COMPLETED"
    /// Ended without a result.
    case failure = "FAILURE"

    /// The states a job in this state may take next.
    public var successors: Set<JobState> {
        switch self {
        case .added: [.inProgress]
        case .inProgress: [.completed, .failure, .added]
        case .completed, .failure: []
        }
    }

    public func canBecome(_ next: JobState) -> Bool {
        successors.contains(next)
    }

    public var isFinal: Bool { successors.isEmpty }
}
