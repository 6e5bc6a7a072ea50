import BulkStore
import GRDB
import GRDBSQLite

/// Steps a statement and lends each row as raw cells: the hot loop of every export.
///
/// Values are read by `sqlite3_column_value` once a column and `sqlite3_value_*` from there, which skips the checks that
/// `sqlite3_column_*` repeat. SQLite allows that on a connection opened without mutexes, as GRDB opens all of its own
/// ("protected and unprotected values are the same" there), and the connection belongs to this thread during the read.
struct RowReader {
    private let statement: Statement
    private let columns: Int

    /// - Parameter statement: with its arguments bound.
    init(_ statement: Statement, columns: Int) {
        self.statement = statement
        self.columns = columns
    }

    func lendRows(atMost limit: Int, to row: (UnsafeBufferPointer<RawCell>) throws -> Void) throws -> ScanSummary {
        let handle = statement.sqliteStatement
        defer { sqlite3_reset(handle) }
        let cells = UnsafeMutableBufferPointer<RawCell>.allocate(capacity: columns)
        cells.initialize(repeating: .null)
        defer { cells.deallocate() }
        let lent = UnsafeBufferPointer(cells)
        var rows = 0
        while true {
            switch sqlite3_step(handle) {
            case SQLITE_ROW:
                if rows == limit { return ScanSummary(rows: rows, more: true) }
                for column in 0..<columns {
                    cells[column] = RawCell(sqlite3_column_value(handle, Int32(truncatingIfNeeded: column)))
                }
                try row(lent)
                rows += 1
            case SQLITE_DONE:
                return ScanSummary(rows: rows, more: false)
            default:
                throw SQLiteFailure.last(of: handle)
            }
        }
    }
}
