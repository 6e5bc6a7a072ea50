import BulkModel
import BulkStore
import GRDB
import Synchronization

/// One organisation in `records.sqlite`. The protocols it fulfils are in files of their own.
final class SQLiteOrganizationStore: OrganizationStore {
    let database: DatabasePool
    /// The organisation's part of every id.
    let prefix: Int64
    /// The schema as last read, with the version it had.
    let cachedSchema = Mutex<(version: Int, schema: Schema)?>(nil)

    /// Connections that may read at once: enough for requests while exports hold some for long.
    private static let readers = 24

    /// - Parameter migrator: of ``OrganizationMigrations``.
    /// - Throws: ``StoreError/madeByNewerVersion``, ``SettlingProblem``.
    init(path: String, prefix: Int64, migrator: DatabaseMigrator = OrganizationMigrations.migrator()) throws {
        self.prefix = prefix
        database = try SQLiteDatabase.open(path: path, readers: Self.readers)
        do {
            try SQLiteDatabase.migrate(database, by: migrator)
        } catch {
            // Nothing but the file itself may be left: who changes it later shall be noticed.
            try? database.close()
            throw error
        }
    }
}

extension SQLiteOrganizationStore: IdentityStore {
    func reserveIDs(_ count: Int) async throws -> ObjectID {
        try await database.write { try self.reserveIDs(count, in: $0) }
    }

    /// - Parameter database: inside the transaction that uses the ids.
    func reserveIDs(_ count: Int, in database: Database) throws -> ObjectID {
        let last = try Int64.fetchOne(
            database, sql: "UPDATE _meta SET value = value + ? WHERE name = 'sequence' RETURNING value", arguments: [count])
        return ObjectID(prefix: prefix, sequence: (last ?? 0) - Int64(count) + 1)
    }
}
