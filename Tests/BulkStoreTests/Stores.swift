import BulkStoreSQLite
import BulkTesting

/// The stores that the conformance suite is run over.
enum Stores {
    static let all = [
        StoreConformance("SQLite") { try SQLiteStorage(directory: $0.path) }
    ]
}
