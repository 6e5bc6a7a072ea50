import BulkModel
import CoreMetrics
import FoundationEssentials

/// What the engine reports of its work while it does it: a few numbers a job or batch, none a row.
public struct EngineMetrics: Sendable {
    /// What a job is at; for exports, reading, then packing what is left.
    enum Stage: String {
        case waiting, reading, importing, packing
    }

    enum RowOutcome: String, CaseIterable {
        case exported, added, updated, refused
    }

    enum CallbackOutcome: String, CaseIterable {
        case delivered, failed
        case givenUp = "given_up"
    }

    private let created: [JobKind: Counter]
    private let ended: [JobKind: [JobState: Counter]]
    private let stages: [JobKind: [Stage: Timer]]
    private let rows: [RowOutcome: Counter]
    private let callbacks: [CallbackOutcome: Counter]
    private let uploaded: Counter
    private let exported: Counter

    /// Nothing is waited for until it happens: each series is there from the start, at zero.
    init(_ factory: any MetricsFactory) {
        func each<Key: Hashable, Value>(_ keys: [Key], _ make: (Key) -> Value) -> [Key: Value] {
            Dictionary(uniqueKeysWithValues: keys.map { ($0, make($0)) })
        }
        created = each(JobKind.allCases) { Self.jobsCreated.counter($0.rawValue, from: factory) }
        ended = each(JobKind.allCases) { kind in
            each(JobState.allCases.filter(\.hasEnded)) { Self.jobsEnded.counter(kind.rawValue, $0.rawValue, from: factory) }
        }
        stages = each(JobKind.allCases) { kind in
            each(kind.stages) { Self.stages.timer(kind.rawValue, $0.rawValue, from: factory) }
        }
        rows = each(RowOutcome.allCases) {
            Self.jobRows.counter(($0 == .exported ? JobKind.read : .write).rawValue, $0.rawValue, from: factory)
        }
        callbacks = each(CallbackOutcome.allCases) { Self.callbackAttempts.counter($0.rawValue, from: factory) }
        uploaded = Self.uploadedBytes.counter(from: factory)
        exported = Self.exportedBytes.counter(from: factory)
    }

    func jobCreated(_ kind: JobKind) {
        created[kind]?.increment()
    }

    /// A worker has taken a job. Times of creation are kept in whole seconds, so this is told in whole seconds.
    func jobBegan(_ job: BulkJob, at time: Date) {
        let waited = time.timeIntervalSince1970.rounded(.down) - job.createdTime.timeIntervalSince1970.rounded(.down)
        stages[job.kind]?[.waiting]?.recordSeconds(max(waited, 0))
    }

    /// - Parameter state: one that isn't final doesn't count: the job goes on later.
    func jobEnded(_ kind: JobKind, in state: JobState) {
        ended[kind]?[state]?.increment()
    }

    /// Does a stage's work and reports how long it took, however it ended.
    func measured<Value>(_ stage: Stage, of kind: JobKind, _ work: () throws -> Value) rethrows -> Value {
        let start = ContinuousClock.now
        defer { stages[kind]?[stage]?.record(ContinuousClock.now - start) }
        return try work()
    }

    /// - Parameter bytes: of the finished archive.
    func exported(rows count: Int, bytes: Int) {
        rows[.exported]?.increment(by: count)
        exported.increment(by: bytes)
    }

    /// Rows of an import that have been committed.
    func imported(_ outcomes: RowOutcomes) {
        rows[.added]?.increment(by: outcomes.count(of: .added))
        rows[.updated]?.increment(by: outcomes.count(of: .updated))
        rows[.refused]?.increment(by: outcomes.count(of: .skipped) + outcomes.count(of: .unprocessed))
    }

    func uploaded(bytes: Int) {
        uploaded.increment(by: bytes)
    }

    func callbackAttempted(_ outcome: CallbackOutcome) {
        callbacks[outcome]?.increment()
    }
}

extension JobKind {
    fileprivate var stages: [EngineMetrics.Stage] {
        switch self {
        case .read: [.waiting, .reading, .packing]
        case .write: [.waiting, .importing, .packing]
        }
    }
}
