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
    private let shape: CSVShape
    private let notesShortRows: Bool

    /// Bytes of text a batch may hold: long rows make short batches.
    private static let arenaSize = 8 * 1_048_576

    /// - Parameters:
    ///   - reader: stands behind the last row that has been handled.
    ///   - source: what was found out about the file.
    init(plan: ResourcePlan, reader: CSVReader, parents: ParentRows, source: WriteSource) {
        self.plan = plan
        shape = source.shape(of: reader)
        notesShortRows = source.notesShortRows ?? false
        self.reader = reader
        self.parents = parents
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
        if let trouble = shape.trouble(of: reader) { return rows.refuse(plan, RowError(trouble, in: plan)) }
        if !plan.hasIDKey { rows.batch.appendNull() }
        for column in plan.columns {
            var text = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
            if let index = column.index {
                text = reader.value(index)
                if index >= reader.count, column.defaultBytes.isEmpty || plan.operation == .update {
                    rows.readAbsence(of: column, row: row, plan.operation)
                    continue
                }
            }
            if !text.isEmpty {
                if case .parent = column.role {
                    readParent(text, of: column, row: row, into: &rows)
                } else {
                    rows.read(text, of: column, as: column.role, row: row)
                }
            } else if !column.defaultBytes.isEmpty {
                column.defaultBytes.withUnsafeBufferPointer { rows.read($0, of: column, as: column.defaultRole, row: row) }
            } else {
                rows.readNothing(of: column, row: row)
            }
        }
        rows.endRow(plan)
        if reader.count != shape.columns { noteWidth(of: row, in: &rows) }
        if !rows.notes.isEmpty { rows.notes.place(row: row, line: reader.line) }
    }

    @inline(never)
    private func noteWidth(of row: Int, in rows: inout DecodedRows) {
        if reader.count < shape.columns {
            if notesShortRows { rows.notes.add(RowNote(.shortRow), row: row) }
        } else if reader.count == shape.columns + 1, !shape.hasEmptyColumn {
            rows.notes.add(RowNote(.emptySurplus), row: row)
        }
    }

    private func readParent(_ text: UnsafeBufferPointer<UInt8>, of column: ImportColumn, row: Int, into rows: inout DecodedRows) {
        switch parents.match(text) {
        case .record(let record): rows.batch.append(record)
        case .skipped:
            rows.batch.appendNull()
            rows.orphans.insert(row)
        case .none:
            rows.batch.appendNull()
            rows.errors.add(RowError(.resourceNotFound, mapping: column.mapping, .noParent), row: row)
        }
    }
}
