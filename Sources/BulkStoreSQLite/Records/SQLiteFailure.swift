import GRDB
import GRDBSQLite

/// Turns what SQLite reports into GRDB's error, which never shows values.
enum SQLiteFailure {
    static func last(of statement: OpaquePointer) -> DatabaseError {
        let connection = sqlite3_db_handle(statement)
        return DatabaseError(
            resultCode: ResultCode(rawValue: sqlite3_extended_errcode(connection)), message: String(cString: sqlite3_errmsg(connection)))
    }
}
