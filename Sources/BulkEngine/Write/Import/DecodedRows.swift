import BulkModel
import BulkStore

/// Rows of a file, or records of a call, as cells of a batch, with what is wrong with them at first sight. Filled, used up, and
/// filled again.
struct DecodedRows: Sendable {
    var batch: RecordBatch
    var errors = RowErrors()
    var notes = RowNotes()
    /// Rows whose parent did not become a record; they are not attempted.
    var orphans: Set<Int> = []
    /// What the cells of each lookup of the plan name.
    var lookups: [LookupKeys]
    /// For each picklist of the plan: places of the cells in the batch whose values it does not have.
    var undecided: [[Int]]
    /// For rows that add to stored options rather than replacing them: the columns.
    var appends: [Int: [Int]] = [:]

    init(_ plan: ResourcePlan) {
        batch = RecordBatch(fields: plan.fields)
        lookups = plan.lookups.map { LookupKeys($0) }
        undecided = plan.pickLists.map { _ in [] }
    }

    var count: Int { batch.rowCount }

    /// Whether what the row says depends on the rows before it, so that they must be done first.
    func isPending(_ row: Int) -> Bool {
        lookups.contains { $0.isPending(row) } || !appends.isEmpty && appends[row] != nil
    }

    mutating func removeAll() {
        batch.removeAll()
        errors.removeAll()
        notes.removeAll()
        orphans.removeAll(keepingCapacity: true)
        for position in lookups.indices { lookups[position].removeAll() }
        for position in undecided.indices { undecided[position].removeAll(keepingCapacity: true) }
        appends.removeAll(keepingCapacity: true)
    }
}

extension DecodedRows {
    /// Reads a value as the next cell of the row that is being filled.
    /// - Parameter text: trimmed, not empty.
    @inline(__always)
    mutating func read(_ text: UnsafeBufferPointer<UInt8>, of column: ImportColumn, as role: ImportColumn.Role, row: Int) {
        switch role {
        case .value(let reader):
            switch reader.read(text, into: &batch) {
            case .done: break
            case .noted(let kind): notes.add(RowNote(kind, mapping: column.mapping), row: row)
            case .undecided(let list): undecided[list].append(batch.cells.count - 1)
            case .refused(let reason): errors.add(RowError(.invalidData, mapping: column.mapping, reason), row: row)
            }
        case .lookup(let lookup):
            batch.appendNull()
            if let reason = lookups[lookup.position].add(text, row: row) {
                errors.add(RowError(.invalidData, mapping: column.mapping, reason), row: row)
            }
        // Only a file names rows of another; its decoder finds them.
        case .parent: batch.appendNull()
        case .layout(let layouts):
            if let layout = layouts.layout(text) { batch.append(layout) } else { batch.appendKeep() }
        }
    }

    /// The row has no cell for the column. That is no value, not an empty one: a record that is there keeps its own.
    mutating func readAbsence(of column: ImportColumn, row: Int, _ operation: WriteOperation) {
        if column.role.isParent { return readNothing(of: column, row: row) }
        batch.cells.append(.keep)
        guard column.need != .never else { return }
        switch operation {
        case .insert: errors.add(RowError(.mandatoryNotFound, mapping: column.mapping, .missing), row: row)
        case .upsert: errors.addMissing(mapping: column.mapping, row: row)
        case .update: break
        }
    }

    /// A row whose cells can't be trusted: none of them is read.
    mutating func refuse(_ plan: ResourcePlan, _ error: RowError) {
        let row = count
        if !plan.hasIDKey { batch.appendNull() }
        for _ in plan.columns { batch.appendNull() }
        errors.add(error, row: row)
        endRow(plan)
    }

    /// The next cell is empty.
    mutating func readNothing(of column: ImportColumn, row: Int) {
        batch.cells.append(column.emptyCell)
        if case .parent = column.role {
            errors.add(RowError(.mandatoryNotFound, mapping: column.mapping, .parentKeyMissing), row: row)
            return
        }
        switch column.need {
        case .never: break
        case let need where column.isOfStandardLayout:
            errors.add(
                RowErrors.Missing(mapping: column.mapping, isForAdditions: need == .ifAdded, isForStandardLayout: true), row: row)
        case .always: errors.add(RowError(.mandatoryNotFound, mapping: column.mapping, .missing), row: row)
        case .ifAdded: errors.addMissing(mapping: column.mapping, row: row)
        }
    }

    /// Appends the cells of the columns that the plan fills itself.
    @inline(__always)
    mutating func endRow(_ plan: ResourcePlan) {
        for column in plan.ownColumns {
            if plan.numberColumns.contains(column) { batch.appendNull() } else { batch.appendKeep() }
        }
    }
}
