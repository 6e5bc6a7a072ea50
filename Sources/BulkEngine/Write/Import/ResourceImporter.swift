import BulkFormats
import BulkModel
import BulkStore
import FoundationEssentials

/// Imports the rows of one file, batch by batch. A batch is one transaction: records, outcomes and checkpoint, all or nothing.
struct ResourceImporter {
    let job: WriteJob
    let plan: ResourcePlan
    /// Position of the resource in the job.
    let position: Int
    let store: any OrganizationStore
    let worker: LeaseHolder
    let time: any TimeSource
    /// Called before every batch; what it throws ends the import between two batches.
    let checkpoint: () throws -> Void

    /// - Parameters:
    ///   - reader: stands behind the last row that has been handled.
    ///   - progress: of all resources; counted up with each commit.
    /// - Throws: ``Interrupted``, ``CSVError``, `ZIPError`, and whatever the store throws.
    func run(_ reader: CSVReader, parents: ParentRows, progress: inout [ResourceProgress]) throws {
        let decoder = RowDecoder(plan: plan, reader: reader, parents: parents)
        let learners = plan.pickLists.map { PickListLearner($0) }
        var size = BatchSize()
        var current = RowBuffer(DecodedRows(plan))
        var spare = RowBuffer(DecodedRows(plan))
        try decoder.fill(&current.rows, upTo: size.rows)
        while true {
            try checkpoint()
            guard current.rows.count > 0 else { return }
            // The next rows are decoded on another thread while the store is busy with these.
            let decoding = BackgroundThread(name: "decode \(job.id)") { [spare, size] in
                try decoder.fill(&spare.rows, upTo: size.rows)
            }
            let start = ContinuousClock.now
            let committed = Result { try commit(current, learners, &progress) }
            let duration = ContinuousClock.now - start
            let decoded = Result { try decoding.join() }
            try committed.get()
            try decoded.get()
            size.adapt(rows: current.rows.count, duration: duration)
            swap(&current, &spare)
        }
    }

    /// Commits the rows of a batch, in one transaction.
    private func commit(_ buffer: RowBuffer, _ learners: [PickListLearner], _ progress: inout [ResourceProgress]) throws {
        // Counted in a copy: a transaction that fails has changed nothing.
        var counted = progress
        try store.importing { session in
            let batch = try change(&buffer.rows, learners, session)
            counted[position].count(batch.outcomes)
            for learner in learners {
                let learned = learner.takeLearned()
                if !learned.isEmpty { try session.add(learned, toPickList: learner.list.field, of: plan.module) }
            }
            try session.record(
                ImportCheckpoint(
                    job: job.id, resource: position, firstRow: progress[position].rows, outcomes: batch.outcomes, before: batch.images,
                    progress: counted),
                for: worker)
        }
        progress = counted
    }

    private func change(
        _ rows: inout DecodedRows, _ learners: [PickListLearner], _ session: any ImportSession
    ) throws -> (outcomes: RowOutcomes, images: [BeforeImages]) {
        for learner in learners { learner.beginBatch() }
        for position in rows.lookups.indices { try rows.lookups[position].resolve(in: &rows.batch, &rows.errors, session) }
        let state = try importState(rows, session)
        let now = time.now
        var changes = RecordChanges(
            batch: RecordBatch(fields: []), actions: [RecordChanges.Action](repeating: .none, count: rows.count),
            updateColumns: plan.updateColumns, insertDefaults: plan.insertDefaults)
        changes.joinedText = plan.joinedText
        changes.insertConstants = plan.insertConstants(user: job.createdBy.id.rawValue, now: now)
        changes.updateConstants = plan.updateConstants(user: job.createdBy.id.rawValue, now: now)
        var outcomes = RowOutcomes()
        var images: [BeforeImages] = []
        var window = RoundWindow()
        var start = 0
        while start < rows.count {
            for position in rows.lookups.indices {
                try rows.lookups[position].resolvePending(start, in: &rows.batch, &rows.errors, session)
            }
            let limit = min(start + window.rows, rows.count)
            var decider = try RoundDecider(plan, rows, from: start, to: limit, state: state, session: session)
            let end = decider.decide(rows, to: limit)
            try enter(decider, from: start, into: &rows, learners, &changes.actions, &outcomes, session)
            changes.rows = start..<end
            // Lent to the changes for the call: a batch is too large to be copied for nothing.
            swap(&changes.batch, &rows.batch)
            images.append(try session.apply(changes, to: plan.module))
            swap(&changes.batch, &rows.batch)
            window.adapt(handled: end - start, wasCut: end < limit)
            start = end
        }
        return (outcomes, images)
    }

    /// Gives new records their ids and numbers, and writes down what became of each row.
    private func enter(
        _ decider: RoundDecider, from start: Int, into rows: inout DecodedRows, _ learners: [PickListLearner],
        _ actions: inout [RecordChanges.Action], _ outcomes: inout RowOutcomes, _ session: any ImportSession
    ) throws {
        var first: Int64 = 0
        var firstNumbers: [Int64] = []
        if decider.additions > 0 {
            first = try session.reserveIDs(decider.additions).rawValue
            firstNumbers = try plan.numberColumns.map { try session.reserveNumbers(decider.additions, for: plan.fields[$0]) }
        }
        for (offset, decision) in decider.decisions.enumerated() {
            let row = start + offset
            switch decision {
            case .add(let place):
                let id = first + Int64(place)
                rows.batch[row, 0] = .integer(id)
                for (column, number) in zip(plan.numberColumns, firstNumbers) {
                    rows.batch[row, column] = rows.batch.store("\(number + Int64(place))")
                }
                learn(from: row, of: &rows, learners)
                actions[row] = .insert
                outcomes.append(.added, record: id)
            case .change(let target):
                let id =
                    switch target {
                    case .stored(let id): id
                    case .new(let place): first + Int64(place)
                    }
                rows.batch[row, 0] = .integer(id)
                learn(from: row, of: &rows, learners)
                actions[row] = .update
                outcomes.append(.updated, record: id)
            case .skip(let errors): outcomes.append(.skipped, errors: errors)
            case .leave: outcomes.append(.unprocessed)
            }
        }
    }

    private func learn(from row: Int, of rows: inout DecodedRows, _ learners: [PickListLearner]) {
        for learner in learners {
            learner.learn(row: row, undecided: rows.undecided[learner.list.position], in: &rows.batch)
        }
    }

    /// What the store has of the parents that the rows name.
    private func importState(_ rows: DecodedRows, _ session: any ImportSession) throws -> ImportState {
        let state = ImportState()
        guard let rule = plan.children, plan.operation.canAdd else { return state }
        var parents: Set<Int64> = []
        var links: Set<Link> = []
        for row in 0..<rows.count {
            guard case .integer(let parent) = rows.batch[row, rule.parent.column] else { continue }
            parents.insert(parent)
            if let other = rule.other, case .integer(let second) = rows.batch[row, other.column] {
                links.insert(Link(first: parent, second: second))
            }
        }
        state.childCounts = try session.countReferences(to: parents, by: rule.parent.field, of: plan.module)
        if let other = rule.other {
            state.links = try session.existingLinks(links, of: plan.module, rule.parent.field, other.field)
        }
        return state
    }
}

/// Rows that are filled by one thread and used up by another, one after the other; hence `@unchecked Sendable`.
private final class RowBuffer: @unchecked Sendable {
    var rows: DecodedRows

    init(_ rows: DecodedRows) {
        self.rows = rows
    }
}

/// How many rows a transaction has: many for speed, and few enough that other writers wait no longer than ``limit``.
struct BatchSize {
    private(set) var rows = BatchSize.maximum

    private static let maximum = 10_000
    private static let minimum = 250
    private static let limit = Duration.milliseconds(200)

    mutating func adapt(rows count: Int, duration: Duration) {
        if duration > Self.limit {
            rows = max(Self.minimum, count / 2)
        } else if duration * 2 < Self.limit {
            rows = min(Self.maximum, rows * 2)
        }
    }
}

/// How many rows are looked up at once: all, unless rows that depend on one another have ended rounds early.
private struct RoundWindow {
    private(set) var rows = Int.max / 4

    mutating func adapt(handled: Int, wasCut: Bool) {
        rows = wasCut ? handled * 2 : min(rows, Int.max / 4) * 2
    }
}
