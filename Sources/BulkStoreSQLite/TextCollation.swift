import BulkModel
import GRDB
import GRDBSQLite

/// The collation of texts, as ``CaseFolding`` compares them.
enum TextCollation {
    /// Indexes are in its order. Whenever folding changes, the name does, and a migration has ``TextIndexes`` made anew: a binary that
    /// compares in another way doesn't know the name and fails, where it would find nothing and write twice.
    static let name = "CRM_TEXT_2"

    /// What the names of all versions begin with; the first was this alone, and told composed and decomposed texts apart.
    static let family = "CRM_TEXT"

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
