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
    /// For each key of the plan.
    private let findMatches: [RecordMatches]
    private let uniqueMatches: [RecordMatches]
    private let waiting: Set<Int64>

    private let now: Int64
    private var findOverlays: [KeyOverlay]
    private var uniqueOverlays: [KeyOverlay]
    private var changed: Set<RecordTarget> = []
    private var newCount = 0
    /// The layouts of the new records.
    private var newLayouts: [Int64?] = []
    private(set) var decisions: [Decision] = []
    /// Which of the plan's keys the last row matched a record by.
    private(set) var lastKey: Int?

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
    private static let changeTime = 3
    private static let attributes = ["Locked__s", "Converted__s", MappingRules.layout, "Modified_Time"]

    /// - Parameters:
    ///   - start: the first row; the round goes on to the end of the batch at most.
    ///   - now: seconds since 1970.
    init(
        _ plan: ResourcePlan, _ rows: DecodedRows, from start: Int, to end: Int, now: Int64, state: ImportState, session: any ImportSession
    ) throws {
        self.plan = plan
        self.state = state
        self.start = start
        self.now = now
        findOverlays = plan.findBy.map { _ in KeyOverlay() }
        uniqueOverlays = plan.uniqueKeys.map { _ in KeyOverlay() }
        // What only the record API asks for is not read for an import.
        let attributes = Self.attributes.prefix(plan.unmodifiedSince == nil ? Self.changeTime : Self.attributes.count).map {
            plan.module.field(named: $0) ?? Field(id: ObjectID(0), apiName: $0, dataType: .subform)
        }
        findMatches = try plan.findBy.map { key in
            try session.match(
                KeyColumn(rows.batch, column: key.column, rows: start..<end), by: key.field, of: plan.module, attributes: attributes)
        }
        uniqueMatches = try plan.uniqueKeys.map { key in
            try session.match(KeyColumn(rows.batch, column: key.column, rows: start..<end), by: key.field, of: plan.module, attributes: [])
        }
        waiting = try session.waitingForApproval(Set(findMatches.flatMap(\.records)))
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
        // A row that changes a record by one key may change what a later row would find by another.
        if row != start, plan.findBy.count > 1 || rows.isPending(row) { return nil }
        var errors = rows.errors[row]
        let target = target(row, rows, &errors)
        guard checkNeeds(of: target, row, rows, &errors) else { return nil }
        if target == .new { checkParent(row, rows, &errors) }
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

    private mutating func target(_ row: Int, _ rows: DecodedRows, _ errors: inout [RowError]) -> Target {
        lastKey = nil
        var hasKey = false
        for (position, key) in plan.findBy.enumerated() {
            let cell = rows.batch[row, key.column]
            guard cell != .null, cell != .keep else {
                if errors.contains(where: { $0.mapping == key.mapping }) { return .absent }
                continue
            }
            hasKey = true
            let target = target(row, cell, key, position, rows, &errors)
            guard target == .new else {
                lastKey = position
                return target
            }
        }
        guard plan.operation == .update, !hasKey, let key = plan.findBy.first else { return .new }
        errors.append(RowError(.mandatoryNotFound, mapping: key.mapping, .keyMissing))
        return .absent
    }

    /// The record that has the value of a key; ``Target/new`` if there is none and there need not be one.
    private func target(
        _ row: Int, _ cell: RecordBatch.Cell, _ key: ResourcePlan.Key, _ position: Int, _ rows: DecodedRows, _ errors: inout [RowError]
    ) -> Target {
        let place = row - start
        let findMatches = findMatches[position]
        let record = findMatches.records[place]
        if record == 0 {
            if let owner = findOverlays[position].owner(of: cell, in: rows.batch) {
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
        checkRecord(record, findMatches, row, rows, key, &errors)
        return .existing(.stored(record))
    }

    /// Whether the record may be changed at all.
    private func checkRecord(
        _ record: Int64, _ matches: RecordMatches, _ row: Int, _ rows: DecodedRows, _ key: ResourcePlan.Key, _ errors: inout [RowError]
    ) {
        let place = row - start
        if waiting.contains(record) { errors.append(RowError(.notApproved, mapping: key.mapping, .awaitsApproval)) }
        if let deadline = plan.unmodifiedSince,
            (changed.contains(.stored(record)) ? now : matches.attribute(Self.changeTime, of: place) ?? 0) > deadline
        {
            errors.append(RowError(.alreadyModified, mapping: key.mapping, .changedSince))
        }
        if matches.attribute(Self.locked, of: place) == 1 {
            errors.append(RowError(.blockedRecord, mapping: key.mapping, .isLocked))
        }
        if matches.attribute(Self.converted, of: place) == 1 {
            errors.append(RowError(.cannotProcess, mapping: key.mapping, .isConverted))
        } else {
            checkLayout(matches.attribute(Self.layout, of: place), row, rows, key, &errors)
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

    /// Mandatory cells that are empty, and mandatory fields that no column is mapped to.
    /// - Returns: false if the row must wait, because what it needs depends on a record that this round changes.
    private func checkNeeds(of target: Target, _ row: Int, _ rows: DecodedRows, _ errors: inout [RowError]) -> Bool {
        let missing = rows.errors.missing(row: row)
        let adds = target == .new || target == .absent && plan.operation == .insert
        let asksForLayout = missing.contains(where: \.isForStandardLayout) || adds && !plan.askedInStandardLayout.isEmpty
        guard asksForLayout || !missing.isEmpty else { return true }
        if asksForLayout, !plan.restrictsByLayout, let record = target.record, changed.contains(record) { return false }
        let isStandard = asksForLayout && (layout(of: target, row, rows) ?? plan.layouts.standard) == plan.layouts.standard
        for cell in missing where (target == .new || !cell.isForAdditions) && (isStandard || !cell.isForStandardLayout) {
            guard !errors.contains(where: { $0.code == .mandatoryNotFound && $0.mapping == cell.mapping }) else { continue }
            errors.append(RowError(.mandatoryNotFound, mapping: cell.mapping, .missing))
        }
        if adds, isStandard { errors += plan.askedInStandardLayout.map { RowError(.mandatoryNotFound, mapping: $0, .missing) } }
        return true
    }

    /// The layout that the record of a row will have; nil for the standard one.
    private func layout(of target: Target, _ row: Int, _ rows: DecodedRows) -> Int64? {
        switch target {
        case .new, .absent: return layout(of: row, rows)
        case .existing(let record):
            if !plan.restrictsByLayout, let moved = layout(of: row, rows) { return moved }
            switch record {
            case .new(let place): return newLayouts[place]
            case .stored: return lastKey.flatMap { findMatches[$0].attribute(Self.layout, of: row - start) }
            }
        }
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
            for (position, key) in plan.findBy.enumerated() {
                findOverlays[position].set(owner, of: rows.batch[row, key.column], in: rows.batch)
            }
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
