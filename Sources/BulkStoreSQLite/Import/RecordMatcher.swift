import BulkModel
import BulkStore
import GRDB
import GRDBSQLite

/// Finds records by the values of a field, key by key.
struct RecordMatcher {
    let database: Database
    let field: Field
    let module: Module
    /// Columns with integer forms, read along.
    let attributes: [Field]

    func match(_ keys: KeyColumn) throws -> RecordMatches {
        let collation = field.storedForm == .text ? " COLLATE \(TextCollation.name)" : ""
        let columns = ["\"id\""] + attributes.map { $0.storedForm == .none ? "NULL" : SQLIdentifier.quoted($0.apiName) }
        let statement = try database.cachedStatement(
            sql: """
                SELECT \(columns.joined(separator: ", ")) FROM \(SQLIdentifier.quoted(module.apiName))
                WHERE \(SQLIdentifier.quoted(field.apiName))\(collation) = ? ORDER BY "id" LIMIT 2
                """)
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
}
