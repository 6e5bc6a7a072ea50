import GRDB

/// The tables of `catalog.sqlite`, version by version. A migration that was released is never changed.
enum CatalogMigrations {
    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1 organisations, clients, tokens") { database in
            try database.execute(
                sql: """
                    CREATE TABLE organizations (
                        id INTEGER PRIMARY KEY, zgid INTEGER NOT NULL UNIQUE, company_name TEXT NOT NULL, time_zone TEXT NOT NULL
                    ) STRICT;
                    CREATE TABLE keys (name TEXT PRIMARY KEY, value BLOB NOT NULL) STRICT, WITHOUT ROWID;
                    INSERT INTO keys VALUES ('signing', randomblob(32));
                    CREATE TABLE clients (
                        id TEXT PRIMARY KEY, secret_hash BLOB NOT NULL, name TEXT NOT NULL
                    ) STRICT, WITHOUT ROWID;
                    CREATE TABLE refresh_tokens (
                        hash BLOB PRIMARY KEY, client_id TEXT NOT NULL, organization_id INTEGER NOT NULL, user_id INTEGER NOT NULL,
                        scopes TEXT NOT NULL
                    ) STRICT, WITHOUT ROWID;
                    CREATE TABLE access_tokens (
                        hash BLOB PRIMARY KEY, organization_id INTEGER NOT NULL, user_id INTEGER NOT NULL, scopes TEXT NOT NULL,
                        expires INTEGER NOT NULL
                    ) STRICT, WITHOUT ROWID;
                    CREATE INDEX access_tokens_by_expiry ON access_tokens (expires);
                    """)
        }
        return migrator
    }
}
