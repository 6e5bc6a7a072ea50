public import FoundationEssentials

/// The news of a job's end on its way to whoever asked for it. (bulk read specification, section 7)
public struct CallbackDelivery: Hashable, Sendable {
    public var id: ObjectID
    /// The job it tells of.
    public var job: ObjectID
    public var url: String
    /// Attempts made so far.
    public var attempts: Int
    /// When the next attempt is due; nil once it has arrived or was given up.
    public var due: Date?

    public init(id: ObjectID, job: ObjectID, url: String, attempts: Int, due: Date?) {
        self.id = id
        self.job = job
        self.url = url
        self.attempts = attempts
        self.due = due
    }
}

/// One try to deliver a callback.
public struct CallbackAttempt: Hashable, Sendable {
    public var time: Date
    public var outcome: Outcome

    public init(time: Date, outcome: Outcome) {
        self.time = time
        self.outcome = outcome
    }

    /// What became of it.
    public enum Outcome: Hashable, Sendable {
        /// The receiver answered with this status.
        case answered(status: Int)
        /// No answer: the reason in a few words, without addresses' contents.
        case failed(reason: String)

        /// Any status of 200 to 299.
        public var hasArrived: Bool {
            if case .answered(let status) = self { (200...299).contains(status) } else { false }
        }
    }
}
