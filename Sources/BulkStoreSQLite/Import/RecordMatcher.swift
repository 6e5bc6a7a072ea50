import BulkModel
import BulkStore
import GRDB
import GRDBSQLite

/// Finds records by the values of a field: through its index, or with one scan for all keys where there is none.
struct RecordMatcher {
    let database: Database
    let field: Field
    let module: Module
    /// Columns with integer forms, read along.
    let attributes: [Field]

    private var column: String { SQLIdentifier.quoted(field.apiName) }
    private var table: String { SQLIdentifier.quoted(module.apiName) }

    /// The id, the attributes, then what `more` names.
    private func columns(_ more: [String] = []) -> String {
        (["\"id\""] + attributes.map { $0.storedForm == .none ? "NULL" : SQLIdentifier.quoted($0.apiName) } + more).joined(separator: ", ")
    }

    func seek(_ keys: KeyColumn) throws -> RecordMatches {
        let collation = field.storedForm == .text ? " COLLATE \(TextCollation.name)" : ""
        let statement = try database.cachedStatement(
            sql: "SELECT \(columns()) FROM \(table) WHERE \(column)\(collation) = ? ORDER BY \"id\" LIMIT 2")
        let handle = statement.sqliteStatement
        defer {
            sqlite3_reset(handle)
            sqlite3_clear_bindings(handle)
        }
        var matches = RecordMatches(attributes: attributes.count)
        try keys.batch.arena.withUnsafeBufferPointer { arena in
            for row in keys.rows {
                let cell = keys.batch[row, keys.column]
                switch cell {
                case .null, .keep:
                    matches.appendNone()
                    continue
                default: CellBinder.bind(cell, at: 1, of: handle, from: arena)
                }
                switch sqlite3_step(handle) {
                case SQLITE_DONE: matches.appendNone()
                case SQLITE_ROW:
                    let record = sqlite3_column_int64(handle, 0)
                    let values = attributeValues(of: handle)
                    let code = sqlite3_step(handle)
                    guard code == SQLITE_ROW || code == SQLITE_DONE else { throw SQLiteFailure.last(of: handle) }
                    matches.append(record, isSeveral: code == SQLITE_ROW, attributes: values)
                default: throw SQLiteFailure.last(of: handle)
                }
                sqlite3_reset(handle)
            }
        }
        return matches
    }

    private func attributeValues(of handle: OpaquePointer) -> [Int64?] {
        guard !attributes.isEmpty else { return [] }
        return (1...Int32(attributes.count)).map {
            sqlite3_column_type(handle, $0) == SQLITE_NULL ? nil : sqlite3_column_int64(handle, $0)
        }
    }

    /// Reads the module once and looks each record's value up among the keys.
    func scan(_ keys: KeyColumn) throws -> RecordMatches {
        var places: [StoredValue: [Int]] = [:]
        for (place, row) in keys.rows.enumerated() {
            if let key = foldedKey(keys.batch, keys.batch[row, keys.column]) { places[key, default: []].append(place) }
        }
        var found = [(record: Int64, isSeveral: Bool, attributes: [Int64?])](
            repeating: (0, false, attributes.map { _ in nil }), count: keys.rows.count)
        let statement = try database.cachedStatement(
            sql: "SELECT \(columns([column])) FROM \(table) WHERE \(column) IS NOT NULL ORDER BY \"id\"")
        let width = attributes.count + 2
        _ = try RowReader(statement, columns: width).lendRows(atMost: .max) { cells in
            let cell = cells[width - 1]
            let value: StoredValue =
                cell.bytes == nil
                ? .integer(cell.number) : .text(String(decoding: CaseFolding.folded(cell.text), as: UTF8.self))
            for place in places[value] ?? [] {
                if found[place].record == 0 {
                    found[place] = (cells[0].number, false, cells[1..<width - 1].map { $0.isNull ? nil : $0.number })
                } else {
                    found[place].isSeveral = true
                }
            }
        }
        var matches = RecordMatches(attributes: attributes.count)
        for match in found { matches.append(match.record, isSeveral: match.isSeveral, attributes: match.attributes) }
        return matches
    }

    private func foldedKey(_ batch: RecordBatch, _ cell: RecordBatch.Cell) -> StoredValue? {
        switch cell {
        case .null, .keep: nil
        case .integer(let value): .integer(value)
        case .text: batch.withText(of: cell) { .text(String(decoding: CaseFolding.folded($0), as: UTF8.self)) }
        }
    }
}
