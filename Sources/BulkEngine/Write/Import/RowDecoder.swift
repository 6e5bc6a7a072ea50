import BulkFormats
import BulkModel
import BulkStore

/// Turns rows of text into rows of values: the hot loop of every import outside the store.
///
/// Used by one thread at a time, handed from one that decodes to the next; hence `@unchecked Sendable`.
final class RowDecoder: @unchecked Sendable {
    private let plan: ResourcePlan
    private let reader: CSVReader
    private let parents: ParentRows
    private let hasIDKey: Bool
    private let ownColumns: Range<Int>

    /// Bytes of text a batch may hold: long rows make short batches.
    private static let arenaSize = 8 * 1_048_576

    /// - Parameter reader: stands behind the last row that has been handled.
    init(plan: ResourcePlan, reader: CSVReader, parents: ParentRows) {
        self.plan = plan
        self.reader = reader
        self.parents = parents
        hasIDKey = plan.findBy?.column == 0
        let mapped = plan.columns.count - (hasIDKey ? 1 : 0)
        ownColumns = (1 + mapped)..<max(plan.fields.count, 1 + mapped)
    }

    /// Decodes rows until there are enough or none is left.
    func fill(_ rows: inout DecodedRows, upTo count: Int) throws {
        rows.removeAll()
        while rows.count < count, rows.batch.arena.count < Self.arenaSize, try reader.next() {
            decodeRow(into: &rows)
        }
    }

    @inline(__always)
    private func decodeRow(into rows: inout DecodedRows) {
        let row = rows.count
        if !hasIDKey { rows.batch.appendNull() }
        for column in plan.columns {
            var text = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
            if let index = column.index { text = reader.value(index) }
            if !text.isEmpty {
                read(text, of: column, as: column.role, row: row, into: &rows)
            } else if !column.defaultBytes.isEmpty {
                column.defaultBytes.withUnsafeBufferPointer { read($0, of: column, as: column.defaultRole, row: row, into: &rows) }
            } else {
                readNothing(of: column, row: row, into: &rows)
            }
        }
        for column in ownColumns {
            if plan.numberColumns.contains(column) { rows.batch.appendNull() } else { rows.batch.appendKeep() }
        }
    }

    @inline(__always)
    private func read(
        _ text: UnsafeBufferPointer<UInt8>, of column: ImportColumn, as role: ImportColumn.Role, row: Int, into rows: inout DecodedRows
    ) {
        switch role {
        case .value(let reader):
            switch reader.read(text, into: &rows.batch) {
            case .done: break
            case .undecided(let list): rows.undecided[list].append(rows.batch.cells.count - 1)
            case .refused(let reason): rows.errors.add(RowError(.invalidData, mapping: column.mapping, reason), row: row)
            }
        case .lookup(let lookup):
            rows.batch.appendNull()
            if let reason = rows.lookups[lookup.position].add(text, row: row) {
                rows.errors.add(RowError(.invalidData, mapping: column.mapping, reason), row: row)
            }
        case .parent:
            switch parents.match(text) {
            case .record(let record): rows.batch.append(record)
            case .skipped:
                rows.batch.appendNull()
                rows.orphans.insert(row)
            case .none:
                rows.batch.appendNull()
                rows.errors.add(RowError(.resourceNotFound, mapping: column.mapping, .noParent), row: row)
            }
        case .layout(let layouts):
            if let layout = layouts.layout(text) { rows.batch.append(layout) } else { rows.batch.appendKeep() }
        }
    }

    private func readNothing(of column: ImportColumn, row: Int, into rows: inout DecodedRows) {
        rows.batch.cells.append(column.emptyCell)
        if case .parent = column.role {
            rows.errors.add(RowError(.mandatoryNotFound, mapping: column.mapping, .parentKeyMissing), row: row)
            return
        }
        switch column.need {
        case .never: break
        case .always: rows.errors.add(RowError(.mandatoryNotFound, mapping: column.mapping, .missing), row: row)
        case .ifAdded: rows.errors.addMissing(mapping: column.mapping, row: row)
        }
    }
}
