import BulkStore
import GRDB

/// The store's own tables in `records.sqlite`, version by version; their names begin with an underscore, which no module's
/// can. A migration that was released is never changed.
///
/// Whoever adds one adds one of the same name to ``CatalogMigrations``, and a folder of the version before to `Tests/Folders`.
enum OrganizationMigrations {
    /// Running numbers below this are for the objects of the standard schema, whose suffixes the catalogue gives.
    private static let firstSequence = 1_000_000

    /// - Parameters:
    ///   - decisions: about unique values that an upgrade makes equal.
    ///   - time: when they are carried out, in seconds since 1970.
    static func migrator(settling decisions: [CollisionDecision] = [], at time: Int64 = 0) -> DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1 schema and jobs") { database in
            try database.execute(
                sql: """
                    CREATE TABLE _meta (name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT, WITHOUT ROWID;
                    INSERT INTO _meta VALUES ('sequence', \(firstSequence)), ('schema_version', 1);
                    CREATE TABLE _modules (
                        id INTEGER PRIMARY KEY, position INTEGER NOT NULL UNIQUE, api_name TEXT NOT NULL UNIQUE COLLATE NOCASE,
                        definition TEXT NOT NULL
                    ) STRICT;
                    CREATE TABLE _fields (
                        id INTEGER PRIMARY KEY, module_id INTEGER NOT NULL, position INTEGER NOT NULL,
                        api_name TEXT NOT NULL COLLATE NOCASE, definition TEXT NOT NULL,
                        UNIQUE (module_id, api_name), UNIQUE (module_id, position)
                    ) STRICT;
                    CREATE TABLE _profiles (name TEXT PRIMARY KEY, definition TEXT NOT NULL) STRICT, WITHOUT ROWID;
                    CREATE TABLE _views (id INTEGER PRIMARY KEY, module TEXT NOT NULL, definition TEXT NOT NULL) STRICT;
                    CREATE INDEX _views_by_module ON _views (module);
                    CREATE TABLE _jobs (
                        id INTEGER PRIMARY KEY, kind TEXT NOT NULL, version TEXT NOT NULL, request TEXT NOT NULL,
                        created_by_id INTEGER NOT NULL, created_by_name TEXT NOT NULL, created_time INTEGER NOT NULL, callback_url TEXT,
                        address TEXT, state TEXT NOT NULL, progress TEXT, result TEXT, failure TEXT, completed_time INTEGER, lease_holder TEXT,
                        lease_until INTEGER, started_time INTEGER, ended_time INTEGER, started_rows INTEGER NOT NULL DEFAULT 0,
                        idempotency_key TEXT, fingerprint TEXT
                    ) STRICT;
                    CREATE INDEX _jobs_open ON _jobs (id) WHERE state IN ('ADDED', 'IN PROGRESS', 'CANCELLING');
                    CREATE INDEX _jobs_ended ON _jobs (ended_time) WHERE ended_time IS NOT NULL;
                    CREATE UNIQUE INDEX _jobs_by_key ON _jobs (created_by_id, idempotency_key) WHERE idempotency_key IS NOT NULL;
                    CREATE INDEX _jobs_with_result ON _jobs (kind, id) WHERE completed_time IS NOT NULL;
                    CREATE TABLE _uploads (
                        id INTEGER PRIMARY KEY, file_name TEXT NOT NULL, size INTEGER NOT NULL, created_time INTEGER NOT NULL
                    ) STRICT;
                    CREATE INDEX _uploads_by_time ON _uploads (created_time);
                    CREATE TABLE _import_batches (
                        id INTEGER PRIMARY KEY, job_id INTEGER NOT NULL, resource INTEGER NOT NULL, first_row INTEGER NOT NULL,
                        outcomes BLOB NOT NULL, UNIQUE (job_id, resource, first_row)
                    ) STRICT;
                    CREATE TABLE _before_images (
                        id INTEGER PRIMARY KEY, batch_id INTEGER NOT NULL, columns TEXT NOT NULL, records INTEGER NOT NULL,
                        cells BLOB NOT NULL
                    ) STRICT;
                    CREATE INDEX _before_images_by_batch ON _before_images (batch_id);
                    CREATE TABLE _deleted_records (
                        record_id INTEGER PRIMARY KEY, module_id INTEGER NOT NULL, display_name TEXT, created_by INTEGER,
                        deleted_by INTEGER NOT NULL, deleted_time INTEGER NOT NULL
                    ) STRICT;
                    CREATE INDEX _deleted_records_by_time ON _deleted_records (module_id, deleted_time);
                    CREATE TABLE _awaiting_approval (record_id INTEGER PRIMARY KEY) STRICT;
                    CREATE TABLE _deliveries (
                        id INTEGER PRIMARY KEY, job_id INTEGER NOT NULL, url TEXT NOT NULL, attempts INTEGER NOT NULL, due INTEGER
                    ) STRICT;
                    CREATE INDEX _deliveries_due ON _deliveries (due) WHERE due IS NOT NULL;
                    CREATE INDEX _deliveries_by_job ON _deliveries (job_id);
                    CREATE TABLE _delivery_attempts (
                        id INTEGER PRIMARY KEY, delivery_id INTEGER NOT NULL, time INTEGER NOT NULL, status INTEGER, reason TEXT
                    ) STRICT;
                    CREATE INDEX _delivery_attempts_by_delivery ON _delivery_attempts (delivery_id);
                    """)
        }
        migrator.registerMigration("2 composed text") { try TextIndexes(database: $0).rebuild(settling: decisions, at: time) }
        return migrator
    }
}
