import BulkModel
import BulkStore
import FoundationEssentials

/// Carries decoded rows out inside a transaction, round by round, as if each came after the ones before it: what becomes of a row of a
/// file, and of a record of a call. (bulk write specification, section 7.1)
struct RowImporter {
    let plan: ResourcePlan
    /// Who writes.
    let user: Int64
    let now: Date

    /// What became of the rows.
    struct Result {
        var outcomes = RowOutcomes()
        /// The updated records as they were.
        var images: [BeforeImages] = []
        /// For rows that matched a record, if there are several keys: which of them.
        var keys: [Int: Int] = [:]
    }

    /// Changes what the rows say, all of them.
    /// - Parameter learners: for each picklist of the plan.
    func run(
        _ rows: inout DecodedRows, _ learners: [PickListLearner], _ session: any ImportSession
    ) throws -> Result {
        for learner in learners { learner.beginBatch() }
        for position in rows.lookups.indices { try rows.lookups[position].resolve(in: &rows.batch, &rows.errors, session) }
        let state = try importState(rows, session)
        let seconds = Int64(now.timeIntervalSince1970.rounded(.down))
        var changes = RecordChanges(
            batch: RecordBatch(fields: []), actions: [RecordChanges.Action](repeating: .none, count: rows.count),
            updateColumns: plan.updateColumns, insertDefaults: plan.insertDefaults)
        changes.joinedText = plan.joinedText
        changes.insertConstants = plan.insertConstants(user: user, now: now)
        changes.updateConstants = plan.updateConstants(user: user, now: now)
        var result = Result()
        var window = RoundWindow()
        var start = 0
        while start < rows.count {
            for position in rows.lookups.indices {
                try rows.lookups[position].resolvePending(start, in: &rows.batch, &rows.errors, session)
            }
            if !rows.appends.isEmpty { try OptionAppender(plan: plan).append(row: start, in: &rows, session) }
            let limit = min(start + window.rows, rows.count)
            var decider = try RoundDecider(plan, rows, from: start, to: limit, now: seconds, state: state, session: session)
            let end = decider.decide(rows, to: limit)
            try enter(decider, from: start, into: &rows, learners, &changes.actions, &result.outcomes, session)
            if let key = decider.lastKey, plan.findBy.count > 1 { result.keys[start] = key }
            changes.rows = start..<end
            // Lent to the changes for the call: a batch is too large to be copied for nothing.
            swap(&changes.batch, &rows.batch)
            result.images.append(try session.apply(changes, to: plan.module))
            swap(&changes.batch, &rows.batch)
            window.adapt(handled: end - start, wasCut: end < limit)
            start = end
        }
        return result
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
                    rows.batch[row, column] = rows.batch.store(plan.fields[column].numberText(at: number + Int64(place)))
                }
                learn(from: row, of: &rows, learners)
                actions[row] = .insert
                outcomes.append(.added, record: id, notes: rows.notes[row])
            case .change(let target):
                let id =
                    switch target {
                    case .stored(let id): id
                    case .new(let place): first + Int64(place)
                    }
                rows.batch[row, 0] = .integer(id)
                learn(from: row, of: &rows, learners)
                actions[row] = .update
                outcomes.append(.updated, record: id, notes: rows.notes[row])
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

/// How many rows are looked up at once: all, unless rows that depend on one another have ended rounds early.
private struct RoundWindow {
    private(set) var rows = Int.max / 4

    mutating func adapt(handled: Int, wasCut: Bool) {
        rows = wasCut ? handled * 2 : min(rows, Int.max / 4) * 2
    }
}
