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

    /// Bytes of text a batch may hold: long rows make short batches.
    private static let arenaSize = 8 * 1_048_576

    /// - Parameter reader: stands behind the last row that has been handled.
    init(plan: ResourcePlan, reader: CSVReader, parents: ParentRows) {
        self.plan = plan
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
        if !plan.hasIDKey { rows.batch.appendNull() }
        for column in plan.columns {
            var text = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
            if let index = column.index { text = reader.value(index) }
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
