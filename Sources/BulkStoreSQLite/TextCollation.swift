import BulkModel
import GRDB
import GRDBSQLite

/// The collation `CRM_TEXT`: text without regard to letter case, as ``CaseFolding`` has it.
enum TextCollation {
    static let name = "CRM_TEXT"

    static func register(on database: Database) {
        sqlite3_create_collation_v2(
            database.sqliteConnection, name, SQLITE_UTF8, nil,
            { _, leftCount, left, rightCount, right in
                CaseFolding.compare(
                    UnsafeRawBufferPointer(start: left, count: Int(leftCount)),
                    UnsafeRawBufferPointer(start: right, count: Int(rightCount)))
            }, nil)
    }
}
