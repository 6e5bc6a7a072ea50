/// The life of a job: every state and every legal step. `docs/jobs.md` draws it.
///
/// ```
///   ┌────────────────────── cancel ───────────────────┐
///   │                                                 ▼
/// ADDED ──► IN PROGRESS ── cancel ──► CANCELLING ──► CANCELLED
///  ▲ ▲        │  │  │                   │  │            │
///  │ │        │  │  └───► COMPLETED ◄───┘  │            │
///  │ └────────┘  └──────► FAILURE ◄────────┘            │
///  │ interrupted             │                          │
///  └───────── retry ─────────┴──────────────────────────┘
/// ```
///
/// A job that is being cancelled ends as any other if it does so before it notices. An import that waits and has rows behind it is
/// ``cancelling`` until its result is written.
public enum JobState: String, Sendable, Codable, CaseIterable {
    /// Accepted and waiting for a worker.
    case added = "ADDED"
    /// A worker holds the job's lease.
    case inProgress = "IN PROGRESS"
    /// Somebody wants the job to end; its worker stops at the next safe point, and what was done is written down.
    case cancelling = "CANCELLING"
    /// Ended because somebody wanted it to. What an import had committed stays.
    case cancelled = "CANCELLED"
    /// Done; its result can be fetched until it expires.
    case completed = "COMPLETED"
    /// Ended without a result, or, an import, before its last row.
    case failure = "FAILURE"

    /// The states a job in this state may take next.
    public var successors: Set<JobState> {
        switch self {
        case .added: [.inProgress, .cancelling, .cancelled]
        case .inProgress: [.completed, .failure, .added, .cancelling]
        case .cancelling: [.cancelled, .completed, .failure]
        case .completed: []
        case .cancelled, .failure: [.added]
        }
    }

    public func canBecome(_ next: JobState) -> Bool {
        successors.contains(next)
    }

    /// Whether no worker will do anything for the job unless somebody asks for it again.
    public var hasEnded: Bool { self == .completed || self == .cancelled || self == .failure }
}
