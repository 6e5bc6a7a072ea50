import BulkModel
import BulkStore

/// Decides for consecutive rows what becomes of each: which record it changes, or whether it is a new one, or what is wrong.
/// (bulk write specification, sections 7.2 and 12)
///
/// All rows of a round are looked up in the store at once, as it was before the round; what earlier rows of the round do is kept in
/// overlays. Where that isn't enough to be exact, because a row depends on the old values of a record that the round changes, the
/// round ends before that row and the next begins with it.
struct RoundDecider {
    private let plan: ResourcePlan
    private let state: ImportState
    private let start: Int
    private let findMatches: RecordMatches?
    private let uniqueMatches: [RecordMatches]
    private let waiting: Set<Int64>

    private var findOverlay = KeyOverlay()
    private var uniqueOverlays: [KeyOverlay]
    private var changed: Set<RecordTarget> = []
    private var newCount = 0
    /// The layouts of the new records.
    private var newLayouts: [Int64?] = []
    private(set) var decisions: [Decision] = []

    /// What becomes of a row.
    enum Decision {
        case add(Int)
        case change(RecordTarget)
        case skip([RowError])
        case leave
    }

    // Attributes of a matched record, by their places.
    private static let locked = 0
    private static let converted = 1
    private static let layout = 2

    /// - Parameter start: the first row; the round goes on to the end of the batch at most.
    init(_ plan: ResourcePlan, _ rows: DecodedRows, from start: Int, to end: Int, state: ImportState, session: any ImportSession) throws {
        self.plan = plan
        self.state = state
        self.start = start
        uniqueOverlays = plan.uniqueKeys.map { _ in KeyOverlay() }
        findMatches = try plan.findBy.map { key in
            try session.match(
                KeyColumn(rows.batch, column: key.column, rows: start..<end), by: key.field, of: plan.module,
                attributes: ["Locked__s", "Converted__s", MappingRules.layout].map {
                    plan.module.field(named: $0) ?? Field(id: ObjectID(0), apiName: $0, dataType: .subform)
                })
        }
        uniqueMatches = try plan.uniqueKeys.map { key in
            try session.match(KeyColumn(rows.batch, column: key.column, rows: start..<end), by: key.field, of: plan.module, attributes: [])
        }
        waiting = try session.waitingForApproval(Set(findMatches?.records ?? []))
        decisions.reserveCapacity(end - start)
    }

    /// New records of the round so far.
    var additions: Int { newCount }

    /// Decides for rows as far as possible.
    /// - Returns: the first row that must wait for the next round.
    mutating func decide(_ rows: DecodedRows, to end: Int) -> Int {
        for row in start..<end {
            guard let decision = decide(row, rows) else { return row }
            decisions.append(decision)
        }
        return end
    }

    /// Nil if the row must wait.
    private mutating func decide(_ row: Int, _ rows: DecodedRows) -> Decision? {
        if rows.orphans.contains(row) { return .leave }
        if row != start, rows.lookups.contains(where: { $0.isPending(row) }) { return nil }
        var errors = rows.errors[row]
        let target = target(row, rows, &errors)
        if target == .new {
            errors += rows.errors.missing(row: row).map { RowError(.mandatoryNotFound, mapping: $0, .missing) }
            checkParent(row, rows, &errors)
        }
        for (index, key) in plan.uniqueKeys.enumerated() {
            guard let owner = owner(of: rows.batch[row, key.column], key: index, row: row, rows), owner != target.record else { continue }
            // A record that this round has changed may have given the value up by now.
            if changed.contains(owner) { return nil }
            errors.append(RowError(.duplicateData, mapping: key.mapping, .valueTaken))
        }
        guard errors.isEmpty else { return .skip(errors) }
        return accept(row, rows, target)
    }

    private enum Target: Equatable {
        case new
        case existing(RecordTarget)
        /// None, and the row has an error that says so.
        case absent

        var record: RecordTarget? {
            if case .existing(let target) = self { target } else { nil }
        }
    }

    private func target(_ row: Int, _ rows: DecodedRows, _ errors: inout [RowError]) -> Target {
        guard let key = plan.findBy, let findMatches else { return .new }
        let cell = rows.batch[row, key.column]
        guard cell != .null, cell != .keep else {
            if errors.contains(where: { $0.mapping == key.mapping }) { return .absent }
            guard plan.operation == .update else { return .new }
            errors.append(RowError(.mandatoryNotFound, mapping: key.mapping, .keyMissing))
            return .absent
        }
        let place = row - start
        let record = findMatches.records[place]
        if record == 0 {
            if let owner = findOverlay.owner(of: cell, in: rows.batch) {
                guard plan.operation == .insert else {
                    if case .new(let place) = owner { checkLayout(newLayouts[place], row, rows, key, &errors) }
                    return .existing(owner)
                }
                errors.append(RowError(.duplicateData, mapping: key.mapping, .recordExists))
                return .absent
            }
            // Ids are given, never chosen, so no new record can have one that is asked for.
            if plan.operation == .update || plan.operation == .upsert && key.field.isRecordID {
                errors.append(RowError(.resourceNotFound, mapping: key.mapping, .noMatch))
                return .absent
            }
            return .new
        }
        if plan.operation == .insert {
            errors.append(RowError(.duplicateData, mapping: key.mapping, .recordExists))
            return .absent
        }
        if findMatches.isSeveral[place] {
            errors.append(RowError(.cannotProcess, mapping: key.mapping, .severalMatch))
            return .absent
        }
        checkRecord(record, place, row, rows, key, &errors)
        return .existing(.stored(record))
    }

    /// Whether the record may be changed at all.
    private func checkRecord(
        _ record: Int64, _ place: Int, _ row: Int, _ rows: DecodedRows, _ key: ResourcePlan.Key, _ errors: inout [RowError]
    ) {
        guard let findMatches else { return }
        if waiting.contains(record) { errors.append(RowError(.notApproved, mapping: key.mapping, .awaitsApproval)) }
        if findMatches.attribute(Self.locked, of: place) == 1 {
            errors.append(RowError(.blockedRecord, mapping: key.mapping, .isLocked))
        }
        if findMatches.attribute(Self.converted, of: place) == 1 {
            errors.append(RowError(.cannotProcess, mapping: key.mapping, .isConverted))
        } else {
            checkLayout(findMatches.attribute(Self.layout, of: place), row, rows, key, &errors)
        }
    }

    /// A row with a layout changes records of that layout only. (section 7.8)
    private func checkLayout(
        _ layout: Int64?, _ row: Int, _ rows: DecodedRows, _ key: ResourcePlan.Key, _ errors: inout [RowError]
    ) {
        guard plan.restrictsByLayout, let column = plan.layoutColumn, case .integer(let wanted) = rows.batch[row, column],
            wanted != layout ?? plan.layouts.standard
        else { return }
        errors.append(RowError(.cannotProcess, mapping: key.mapping, .otherLayout))
    }

    /// Who has a unique value.
    private func owner(of cell: RecordBatch.Cell, key: Int, row: Int, _ rows: DecodedRows) -> RecordTarget? {
        if let owner = uniqueOverlays[key].owner(of: cell, in: rows.batch) { return owner }
        let record = uniqueMatches[key].records[row - start]
        return record == 0 ? nil : .stored(record)
    }

    private func checkParent(_ row: Int, _ rows: DecodedRows, _ errors: inout [RowError]) {
        guard let rule = plan.children, case .integer(let parent) = rows.batch[row, rule.parent.column] else { return }
        if let other = rule.other, case .integer(let second) = rows.batch[row, other.column],
            state.links.contains(Link(first: parent, second: second))
        {
            errors.append(RowError(.duplicateData, mapping: other.mapping, .linkExists))
        }
        if state.childCounts[parent] ?? 0 >= rule.limit {
            errors.append(RowError(.limitExceeded, mapping: rule.parent.mapping, .tooManyChildren))
        }
    }

    private mutating func accept(_ row: Int, _ rows: DecodedRows, _ target: Target) -> Decision {
        let owner: RecordTarget
        let decision: Decision
        if let record = target.record {
            owner = record
            decision = .change(record)
            changed.insert(record)
        } else {
            owner = .new(newCount)
            decision = .add(newCount)
            newCount += 1
            newLayouts.append(layout(of: row, rows))
            if let key = plan.findBy { findOverlay.set(owner, of: rows.batch[row, key.column], in: rows.batch) }
            countChild(row, rows)
        }
        for (index, key) in plan.uniqueKeys.enumerated() {
            uniqueOverlays[index].set(owner, of: rows.batch[row, key.column], in: rows.batch)
        }
        return decision
    }

    private func layout(of row: Int, _ rows: DecodedRows) -> Int64? {
        guard let column = plan.layoutColumn, case .integer(let layout) = rows.batch[row, column] else { return nil }
        return layout
    }

    private func countChild(_ row: Int, _ rows: DecodedRows) {
        guard let rule = plan.children, case .integer(let parent) = rows.batch[row, rule.parent.column] else { return }
        state.childCounts[parent, default: 0] += 1
        if let other = rule.other, case .integer(let second) = rows.batch[row, other.column] {
            state.links.insert(Link(first: parent, second: second))
        }
    }
}

/// What is known of the parents of a batch's rows; rounds add to it.
final class ImportState {
    /// Rows that each parent has.
    var childCounts: [Int64: Int] = [:]
    var links: Set<Link> = []
}
