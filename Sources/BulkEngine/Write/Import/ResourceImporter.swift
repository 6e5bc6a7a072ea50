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
        var rows = DecodedRows(batch: RecordBatch(fields: plan.fields))
        var size = BatchSize()
        while true {
            try checkpoint()
            try decoder.fill(&rows, upTo: size.rows)
            guard rows.count > 0 else { return }
            let start = ContinuousClock.now
            // Counted in a copy: a transaction that fails has changed nothing.
            var counted = progress
            try store.importing { session in
                let batch = try change(&rows, session)
                counted[position].count(batch.outcomes)
                for list in plan.pickLists {
                    let learned = list.takeLearned()
                    if !learned.isEmpty { try session.add(learned, toPickList: list.field, of: plan.module) }
                }
                try session.record(
                    ImportCheckpoint(
                        job: job.id, resource: position, firstRow: progress[position].rows, outcomes: batch.outcomes, before: batch.images,
                        progress: counted),
                    for: worker)
            }
            progress = counted
            size.adapt(rows: rows.count, duration: ContinuousClock.now - start)
        }
    }

    private func change(
        _ rows: inout DecodedRows, _ session: any ImportSession
    ) throws -> (outcomes: RowOutcomes, images: [BeforeImages]) {
        for lookup in plan.lookups { try lookup.resolve(in: &rows.batch, &rows.errors, session) }
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
            for lookup in plan.lookups { try lookup.resolvePending(start, in: &rows.batch, &rows.errors, session) }
            let limit = min(start + window.rows, rows.count)
            var decider = try RoundDecider(plan, rows, from: start, to: limit, state: state, session: session)
            let end = decider.decide(rows, to: limit)
            try enter(decider, from: start, into: &rows, &changes.actions, &outcomes, session)
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
        _ decider: RoundDecider, from start: Int, into rows: inout DecodedRows, _ actions: inout [RecordChanges.Action],
        _ outcomes: inout RowOutcomes, _ session: any ImportSession
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
                for list in plan.pickLists { list.learn(row: row, of: &rows.batch) }
                actions[row] = .insert
                outcomes.append(.added, record: id)
            case .change(let target):
                let id =
                    switch target {
                    case .stored(let id): id
                    case .new(let place): first + Int64(place)
                    }
                rows.batch[row, 0] = .integer(id)
                for list in plan.pickLists { list.learn(row: row, of: &rows.batch) }
                actions[row] = .update
                outcomes.append(.updated, record: id)
            case .skip(let errors): outcomes.append(.skipped, errors: errors)
            case .leave: outcomes.append(.unprocessed)
            }
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
