public import BulkClient
import BulkModel
public import Foundation

/// Imports files of any size, part by part, so that every row is sent once, whatever is interrupted and whenever.
///
/// The ledger in the working folder says how far each part is. A session begins where it ends: a process that dies in the middle of a step
/// leaves the step to be done again, and steps are such that doing them again does no row twice. The one call that would, the creation of
/// a job, carries a key that Longshore remembers; at other servers nobody can know what became of it, and the session says so instead of
/// guessing.
public actor ImportSession {
    public struct Options: Sendable {
        /// Goes on past jobs that failed or were cancelled: what they haven't attempted counts as refused.
        public var acceptsFailedJobs: Bool
        /// What the user found out about a creation that is in doubt.
        public var assumption: Assumption?
        public var polling: PollSchedule

        public init(acceptsFailedJobs: Bool = false, assumption: Assumption? = nil, polling: PollSchedule = PollSchedule()) {
            self.acceptsFailedJobs = acceptsFailedJobs
            self.assumption = assumption
            self.polling = polling
        }
    }

    public enum Assumption: Hashable, Sendable {
        case created(job: String)
        case notCreated
    }

    /// Where a session begins.
    public enum Start: Hashable, Sendable {
        case new
        /// - Parameter isUnderWay: whether the server may know of it.
        case goingOn(begun: Date, completed: Int, parts: Int, isUnderWay: Bool)
        /// Nothing is left to do but to say what was done.
        case complete
    }

    let plan: ImportPlan
    let folder: ImportFolder
    let client: BulkClient
    let options: Options
    let now: @Sendable () -> Date
    let onProgress: @Sendable (ImportProgress) -> Void
    let onIncident: @Sendable (ImportIncident) -> Void
    /// Nil until the files are cut.
    var ledger: ImportLedger?
    var contents: [FilePart] = []
    /// How often each job was told to go on.
    var retries: [String: Int] = [:]
    /// Parts whose archive was sent once more.
    var uploadedAgain: Set<Int> = []
    private let subject: ImportSubject
    private let isEarlier: Bool
    private let start = ContinuousClock.now
    private let secondsBefore: Double

    /// Opens what is in the folder.
    /// - Parameter beginsAnew: forgets an import that was begun there.
    /// - Throws: ``TransferFailure``, also if what was begun in the folder is another import and rows of it may have been sent.
    public init(
        _ plan: ImportPlan, in folder: ImportFolder, client: BulkClient, options: Options = Options(), beginsAnew: Bool = false,
        now: @escaping @Sendable () -> Date = { Date() }, onProgress: @escaping @Sendable (ImportProgress) -> Void = { _ in },
        onIncident: @escaping @Sendable (ImportIncident) -> Void = { _ in }
    ) throws {
        self.plan = plan
        self.folder = folder
        self.client = client
        self.options = options
        self.now = now
        self.onProgress = onProgress
        self.onIncident = onIncident
        subject = try ImportSubject(plan, version: client.version.rawValue)
        var found = beginsAnew ? nil : try folder.ledger()
        if let begun = found {
            let differences = subject.differences(from: begun.subject)
            if !differences.isEmpty {
                guard !begun.isUnderWay || begun.outcome != nil else { throw TransferFailure(.request, Self.isAnother(differences)) }
                found = nil
            }
        }
        ledger = found
        isEarlier = found != nil
        secondsBefore = found?.seconds ?? 0
    }

    private static func isAnother(_ differences: [String]) -> String {
        """
        an import of this file was begun and isn't done, and this one is another: \(differences.joined(separator: "; ")). To go on with what \
        was begun, run its command again, with the same file and options. To give it up, add --restart: rows that are in stay in, and come \
        again with this import
        """
    }

    public var beginning: Start {
        guard isEarlier, let ledger else { return .new }
        if ledger.outcome != nil { return .complete }
        return .goingOn(begun: ledger.begun, completed: ledger.completed, parts: ledger.parts.count, isUnderWay: ledger.isUnderWay)
    }

    /// Whether the server may have, or may get, rows of this import.
    public var isUnderWay: Bool { ledger?.isUnderWay ?? false }

    /// Does what is left to do.
    /// - Throws: ``TransferFailure``, `BulkClientError`, `CancellationError`; the same call of a later session goes on.
    public func run() async throws -> ImportOutcome {
        if let outcome = ledger?.outcome { return outcome }
        try prepare()
        try await assume()
        let parts = ledger?.parts.count ?? 0
        for part in 0..<parts { try await bringIn(part) }
        return try finish()
    }

    /// Forgets the import, once its outcome is told.
    public func forget() throws {
        try folder.remove()
    }

    /// Takes a part through its steps.
    private func bringIn(_ part: Int) async throws {
        while let step = ledger?.parts[part].step {
            try Task.checkCancellation()
            switch step {
            case .planned: try await upload(part)
            case .uploaded(let file): try await create(part, file: file)
            case .creating(let file, let key, let since): try await createAgain(part, file: file, key: key, since: since)
            case .created(let job): try await wait(part, job: job)
            case .ended(let job, let counts, let isComplete):
                try await collect(part, job: job, counts: counts, isComplete: isComplete)
            case .collected: return
            }
        }
    }

    /// Writes down where a part is.
    func record(_ step: ImportLedger.Step, of part: Int) throws {
        try change { $0.parts[part].step = step }
    }

    func change(_ body: (inout ImportLedger) throws -> Void) throws {
        guard var changed = ledger else { return }
        try body(&changed)
        changed.seconds = secondsBefore + seconds
        try folder.store(changed)
        ledger = changed
    }

    private var seconds: Double {
        let components = (ContinuousClock.now - start).components
        return Double(components.seconds) + Double(components.attoseconds) / 1e18
    }

    func show(_ stage: ImportProgress.Stage, part: Int, handled: Int = 0, job: String? = nil) {
        let rows = (ledger?.parts ?? []).map { $0.rows.reduce(0, +) }
        let done = rows.prefix(part).reduce(0, +) + handled
        onProgress(
            ImportProgress(stage: stage, part: part + 1, parts: rows.count, done: done, total: max(plan.rows, done), job: job))
    }

    /// Writes a new ledger, of files that were just cut.
    func begin(_ outcome: FileSplitter.Outcome) throws {
        let begun = ImportLedger(
            begun: now(), subject: subject,
            parts: outcome.parts.map { ImportLedger.Part(fileName: $0.fileName, rows: $0.tables.map(\.rows), step: .planned) },
            notes: outcome.notes, refused: outcome.refused)
        try folder.store(begun)
        ledger = begun
    }
}
