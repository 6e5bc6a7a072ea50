import BulkModel
import BulkStore

/// Adds options to those a record has, where a row doesn't replace them. (platform specification, section 14.2)
struct OptionAppender {
    let plan: ResourcePlan

    /// Puts stored options in front of those of a row, all rows before which are done.
    func append(row: Int, in rows: inout DecodedRows, _ session: any ImportSession) throws {
        guard let columns = rows.appends[row], let record = try record(of: row, in: rows, session) else { return }
        let fields = columns.map { plan.fields[$0] }
        guard let stored = try session.rows([record], of: plan.module, fields).first ?? nil else { return }
        for (column, value) in zip(columns, stored) {
            guard let options = value?.text else { continue }
            let cell = rows.batch[row, column]
            guard cell != .null, cell != .keep else {
                rows.batch[row, column] = .keep
                continue
            }
            let added = rows.batch.withText(of: cell) { String(decoding: $0, as: UTF8.self) } ?? ""
            let joined = Self.joined(options, added)
            rows.batch[row, column] = rows.batch.store(joined)
            guard joined.unicodeScalars.count > ValueReader.maximum(of: plan.fields[column]),
                let mapping = plan.columns.first(where: { $0.field.id == plan.fields[column].id })?.mapping
            else { continue }
            rows.errors.add(RowError(.invalidData, mapping: mapping, .tooLong), row: row)
        }
    }

    /// The stored record that the row will change.
    private func record(of row: Int, in rows: DecodedRows, _ session: any ImportSession) throws -> Int64? {
        for key in plan.findBy {
            let keys = KeyColumn(rows.batch, column: key.column, rows: row..<row + 1)
            let found = try session.match(keys, by: key.field, of: plan.module, attributes: []).records[0]
            if found != 0 { return found }
        }
        return nil
    }

    private static func joined(_ stored: String, _ added: String) -> String {
        let separator = Character(Unicode.Scalar(PickList.separator))
        var options = stored.split(separator: separator)
        for option in added.split(separator: separator) where !options.contains(option) { options.append(option) }
        return options.joined(separator: String(separator))
    }
}
