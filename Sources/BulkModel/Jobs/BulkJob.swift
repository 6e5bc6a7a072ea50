public import FoundationEssentials

/// A job of either kind.
public enum BulkJob: Hashable, Sendable {
    case read(ReadJob)
    case write(WriteJob)

    public var id: ObjectID {
        switch self {
        case .read(let job): job.id
        case .write(let job): job.id
        }
    }

    public var kind: JobKind {
        switch self {
        case .read: .read
        case .write: .write
        }
    }

    public var state: JobState {
        switch self {
        case .read(let job): job.state
        case .write(let job): job.state
        }
    }

    public var createdBy: UserReference {
        switch self {
        case .read(let job): job.createdBy
        case .write(let job): job.createdBy
        }
    }

    public var createdTime: Date {
        switch self {
        case .read(let job): job.createdTime
        case .write(let job): job.createdTime
        }
    }

    public var startedTime: Date? {
        switch self {
        case .read(let job): job.startedTime
        case .write(let job): job.startedTime
        }
    }

    public var endedTime: Date? {
        switch self {
        case .read(let job): job.endedTime
        case .write(let job): job.endedTime
        }
    }

    public var failure: JobFailure? {
        switch self {
        case .read(let job): job.failure
        case .write(let job): job.failure
        }
    }

    public var idempotencyKey: IdempotencyKey? {
        switch self {
        case .read(let job): job.idempotencyKey
        case .write(let job): job.idempotencyKey
        }
    }

    /// When the job's result was finished; nil if it has none.
    public var resultTime: Date? {
        switch self {
        case .read(let job): job.result?.completedTime
        case .write(let job): job.result?.completedTime
        }
    }

    /// API names of the modules that the job exports or imports, in its order.
    public var modules: [String] {
        switch self {
        case .read(let job): [job.query.module.apiName]
        case .write(let job): job.request.resources.map(\.module.apiName)
        }
    }
}
