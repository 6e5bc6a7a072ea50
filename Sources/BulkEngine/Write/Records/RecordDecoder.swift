import BulkModel
import BulkStore

/// Turns records as JSON has them into rows of values, column by column as ``RowDecoder`` does with the rows of a file. A member that is
/// missing says nothing: a stored value stays, a new record gets the default. `null` empties. (platform specification, section 14.2)
struct RecordDecoder {
    private let plan: ResourcePlan
    /// Positions in the plan's columns by API name.
    private let positions: [String: Int]

    /// The member that says of which multi-select picklists the options are added to those there are.
    static let appendedValues = "$append_values"

    init(plan: ResourcePlan) {
        self.plan = plan
        positions = Dictionary(
            plan.columns.enumerated().map { ($1.field.apiName, $0) }, uniquingKeysWith: { first, _ in first })
    }

    func decode(_ records: some Sequence<JSONValue>) -> DecodedRows {
        var rows = DecodedRows(plan)
        for record in records { decode(record, into: &rows) }
        return rows
    }

    private func decode(_ record: JSONValue, into rows: inout DecodedRows) {
        let row = rows.count
        var values = [JSONValue?](repeating: nil, count: plan.columns.count)
        if let object = record.object {
            for member in object.members {
                if let position = positions[member.name] { values[position] = member.value }
            }
        } else {
            rows.errors.add(RowError(.invalidData, mapping: nil, .wrongKind), row: row)
        }
        if !plan.hasIDKey { rows.batch.appendNull() }
        for (column, value) in zip(plan.columns, values) { decode(value, of: column, row: row, into: &rows) }
        rows.endRow(plan)
        let appended = record[Self.appendedValues]?.object?.members.filter { $0.value == .boolean(true) }.map(\.name) ?? []
        let columns = plan.updateColumns.filter {
            plan.fields[$0].dataType == .multiselectpicklist && appended.contains(plan.fields[$0].apiName)
        }
        if !columns.isEmpty { rows.appends[row] = columns }
    }

    private func decode(_ value: JSONValue?, of column: ImportColumn, row: Int, into rows: inout DecodedRows) {
        guard let value else {
            rows.batch.appendKeep()
            if case .never = column.need { return }
            rows.errors.addMissing(mapping: column.mapping, row: row)
            return
        }
        switch JSONFieldText(value, of: column.field) {
        case .empty: rows.readNothing(of: column, row: row)
        case .text(let bytes):
            bytes.withUnsafeBufferPointer { rows.read($0, of: column, as: column.role, row: row) }
            if case .layout = column.role, rows.batch.cells.last == .keep { refuse(.noSuchLayout, column, row, &rows) }
        case .refused(let reason):
            rows.batch.appendNull()
            refuse(reason, column, row, &rows)
        }
    }

    private func refuse(_ reason: RowError.Reason, _ column: ImportColumn, _ row: Int, _ rows: inout DecodedRows) {
        rows.errors.add(RowError(.invalidData, mapping: column.mapping, reason), row: row)
    }
}
