import BulkStore
import GRDB
import GRDBSQLite

/// Runs a prepared statement once for each row of a batch, binding cells straight from the batch's memory.
struct RowWriter {
    private let statement: Statement

    init(_ statement: Statement) {
        self.statement = statement
    }

    func write(_ batch: RecordBatch) throws {
        let handle = statement.sqliteStatement
        defer {
            sqlite3_reset(handle)
            // The bindings point into the batch, which won't outlive this call.
            sqlite3_clear_bindings(handle)
        }
        let width = batch.fields.count
        try batch.arena.withUnsafeBufferPointer { arena in
            try batch.cells.withUnsafeBufferPointer { cells in
                for row in 0..<batch.rowCount {
                    for column in 0..<width {
                        CellBinder.bind(cells[row * width + column], at: Int32(truncatingIfNeeded: column + 1), of: handle, from: arena)
                    }
                    guard sqlite3_step(handle) == SQLITE_DONE else { throw SQLiteFailure.last(of: handle) }
                    sqlite3_reset(handle)
                }
            }
        }
    }
}
