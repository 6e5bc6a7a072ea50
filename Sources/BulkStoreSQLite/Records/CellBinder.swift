import BulkStore
import GRDBSQLite

/// Binds the cells of a batch straight from its memory; nothing is copied.
enum CellBinder {
    /// - Parameters:
    ///   - index: of the parameter, from one.
    ///   - arena: of the batch; it must stay where it is until the statement is reset and its bindings cleared.
    @inline(__always)
    static func bind(_ cell: RecordBatch.Cell, at index: Int32, of handle: OpaquePointer, from arena: UnsafeBufferPointer<UInt8>) {
        switch cell {
        case .null, .keep: sqlite3_bind_null(handle, index)
        case .integer(let value): sqlite3_bind_int64(handle, index, value)
        case .text(let offset, let count):
            let bytes = UnsafeRawPointer(arena.baseAddress! + offset).assumingMemoryBound(to: CChar.self)
            sqlite3_bind_text(handle, index, bytes, Int32(truncatingIfNeeded: count), nil)
        }
    }
}
