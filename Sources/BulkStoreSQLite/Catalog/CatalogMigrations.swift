import GRDB

/// The tables of `catalog.sqlite`, version by version. A migration that was released is never changed.
///
/// The changes of ``OrganizationMigrations`` are in the list as well, though they change nothing here: an older binary refuses the folder as
/// a whole, and before it has touched anything.
enum CatalogMigrations {
    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1 organisations, clients, tokens") { database in
            try database.execute(
                sql: """
                    CREATE TABLE organizations (
                        id INTEGER PRIMARY KEY, zgid INTEGER NOT NULL UNIQUE, company_name TEXT NOT NULL, time_zone TEXT NOT NULL,
                        country_code TEXT, created INTEGER NOT NULL
                    ) STRICT;
                    CREATE TABLE keys (name TEXT PRIMARY KEY, value BLOB NOT NULL) STRICT, WITHOUT ROWID;
                    INSERT INTO keys VALUES ('signing', randomblob(32));
                    CREATE TABLE clients (
                        number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, secret_hash BLOB NOT NULL, name TEXT NOT NULL,
                        kind TEXT NOT NULL, organization_id INTEGER NOT NULL, user_id INTEGER NOT NULL, redirect_uris TEXT NOT NULL,
                        created INTEGER NOT NULL
                    ) STRICT;
                    CREATE TABLE grant_codes (
                        hash BLOB PRIMARY KEY, client_id TEXT NOT NULL, organization_id INTEGER NOT NULL, user_id INTEGER NOT NULL,
                        scopes TEXT NOT NULL, expires INTEGER NOT NULL, redirect_uri TEXT, challenge TEXT, challenge_method TEXT,
                        is_offline INTEGER NOT NULL
                    ) STRICT, WITHOUT ROWID;
                    CREATE TABLE refresh_tokens (
                        number INTEGER PRIMARY KEY, hash BLOB NOT NULL UNIQUE, client_id TEXT NOT NULL,
                        organization_id INTEGER NOT NULL, user_id INTEGER NOT NULL, scopes TEXT NOT NULL, created INTEGER NOT NULL
                    ) STRICT;
                    CREATE INDEX refresh_tokens_by_holder ON refresh_tokens (client_id, user_id);
                    CREATE TABLE access_tokens (
                        number INTEGER PRIMARY KEY, hash BLOB NOT NULL UNIQUE, client_id TEXT, refresh_hash BLOB,
                        organization_id INTEGER NOT NULL, user_id INTEGER NOT NULL, scopes TEXT NOT NULL, created INTEGER NOT NULL,
                        expires INTEGER NOT NULL
                    ) STRICT;
                    CREATE INDEX access_tokens_by_expiry ON access_tokens (expires);
                    CREATE INDEX access_tokens_by_refresh_token ON access_tokens (refresh_hash) WHERE refresh_hash IS NOT NULL;
                    """)
        }
        migrator.registerMigration("2 composed text") { _ in }
        return migrator
    }
}
