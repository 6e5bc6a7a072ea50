import BulkStore
import GRDBSQLite

extension RawCell {
    /// Lends a value of the row that a statement stands on. What else SQLite may hold is read as text.
    @inline(__always)
    init(_ value: OpaquePointer?) {
        switch sqlite3_value_type(value) {
        case SQLITE_INTEGER: self = .integer(sqlite3_value_int64(value))
        case SQLITE_NULL: self = .null
        default:
            guard let bytes = sqlite3_value_text(value) else {
                self = .null
                return
            }
            self = .text(bytes, count: Int(sqlite3_value_bytes(value)))
        }
    }
}
