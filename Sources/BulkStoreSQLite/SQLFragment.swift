import BulkStore
import GRDB
import GRDBSQLite

/// A piece of SQL and the values that belong to its question marks; the two always travel together.
struct SQLFragment {
    var text: String
    var bindings: [StoredValue] = []

    static func joined(_ fragments: [SQLFragment], by separator: String) -> SQLFragment {
        SQLFragment(
            text: fragments.map(\.text).joined(separator: separator), bindings: fragments.flatMap(\.bindings))
    }

    /// The statement with its values bound. Texts are bound with their length, so a NUL in them is a character like any other.
    func statement(in database: Database) throws -> Statement {
        let statement = try database.makeStatement(sql: text)
        let handle = statement.sqliteStatement
        // Tells SQLite to make a copy of its own; the C macro is a cast that Swift can't see.
        let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
        for (index, value) in bindings.enumerated() {
            let place = Int32(index + 1)
            switch value {
            case .integer(let integer): sqlite3_bind_int64(handle, place, integer)
            case .text(var text):
                text.withUTF8 { bytes in
                    let characters = UnsafeRawPointer(bytes.baseAddress)?.assumingMemoryBound(to: CChar.self)
                    // Empty text needs an address, or it would be NULL.
                    _ = sqlite3_bind_text(handle, place, characters ?? UnsafePointer(bitPattern: 1), Int32(bytes.count), copied)
                }
            }
        }
        return statement
    }
}
