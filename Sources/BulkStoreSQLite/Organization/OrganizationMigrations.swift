import GRDB

/// The store's own tables in `records.sqlite`, version by version; their names begin with an underscore, which no module's
/// can. A migration that was released is never changed.
enum OrganizationMigrations {
    /// Running numbers below this are for the objects of the standard schema, whose suffixes the catalogue gives.
    private static let firstSequence = 1_000_000

    static var migrator: DatabaseMigrator {
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
                    CREATE TABLE _read_jobs (
                        id INTEGER PRIMARY KEY, version TEXT NOT NULL, query TEXT NOT NULL, created_by_id INTEGER NOT NULL,
                        created_by_name TEXT NOT NULL, created_time INTEGER NOT NULL, callback_url TEXT, state TEXT NOT NULL, result TEXT, failure TEXT,
                        completed_time INTEGER, lease_holder TEXT, lease_until INTEGER
                    ) STRICT;
                    CREATE TABLE _deliveries (
                        id INTEGER PRIMARY KEY, job_id INTEGER NOT NULL, url TEXT NOT NULL, attempts INTEGER NOT NULL, due INTEGER
                    ) STRICT;
                    CREATE INDEX _deliveries_due ON _deliveries (due) WHERE due IS NOT NULL;
                    CREATE INDEX _deliveries_by_job ON _deliveries (job_id);
                    CREATE TABLE _delivery_attempts (
                        id INTEGER PRIMARY KEY, delivery_id INTEGER NOT NULL, time INTEGER NOT NULL, status INTEGER, reason TEXT
                    ) STRICT;
                    CREATE INDEX _delivery_attempts_by_delivery ON _delivery_attempts (delivery_id);
                    CREATE INDEX _read_jobs_open ON _read_jobs (id) WHERE state IN ('ADDED', 'IN PROGRESS');
                    CREATE INDEX _read_jobs_completed ON _read_jobs (id) WHERE state = 'COMPLETED';
                    """)
        }
        return migrator
    }
}
