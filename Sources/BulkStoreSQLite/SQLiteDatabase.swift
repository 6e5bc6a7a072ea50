import BulkStore
import GRDB
import GRDBSQLite

/// Opens databases the way Longshore wants them.
enum SQLiteDatabase {
    /// Pages of the write connection's cache, in KiB: wide imports stay in memory.
    private static let writerCache = 65_536
    /// Scans pass over pages once, so readers need little.
    private static let readerCache = 4_096

    /// Pages in the log at which they are moved to the database: 32 MiB. An import writes some pages of an index again in each batch;
    /// the rarer the moves, the fewer times each is moved.
    private static let checkpointPages = 8_192

    /// - Parameter readers: connections that may read at the same time.
    static func open(path: String, readers: Int) throws -> DatabasePool {
        var configuration = Configuration()
        configuration.busyMode = .timeout(10)
        configuration.maximumReaderCount = readers
        configuration.foreignKeysEnabled = false
        configuration.prepareDatabase { database in
            TextCollation.register(on: database)
            TextFunction.register(on: database)
            SumFunction.register(on: database)
            AverageFunction.register(on: database)
            let cache = database.configuration.readonly ? readerCache : writerCache
            // A commit is on the disk when it is reported: nothing acknowledged is lost with the power.
            try database.execute(
                sql: """
                    PRAGMA synchronous = FULL; PRAGMA cache_size = -\(cache); PRAGMA wal_autocheckpoint = \(checkpointPages)
                    """)
        }
        return try DatabasePool(path: path, configuration: configuration)
    }

    /// Brings the tables up to date.
    /// - Throws: ``StoreError/madeByNewerVersion`` if they have seen changes that this version doesn't know.
    static func migrate(_ database: DatabasePool, by migrator: DatabaseMigrator) throws {
        if try database.read(migrator.hasBeenSuperseded) { throw StoreError.madeByNewerVersion }
        try migrator.migrate(database)
    }
}
