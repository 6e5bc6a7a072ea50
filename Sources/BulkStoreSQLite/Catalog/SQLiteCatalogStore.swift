import BulkModel
import BulkStore
import Foundation
import GRDB

/// Organisations, clients and tokens in `catalog.sqlite`.
struct SQLiteCatalogStore: CatalogStore {
    private let database: DatabasePool

    init(path: String) throws {
        database = try SQLiteDatabase.open(path: path, readers: 8)
        try CatalogMigrations.migrator.migrate(database)
    }

    func organizations() async throws -> [Organization] {
        try await database.read { try Row.fetchAll($0, sql: "SELECT * FROM organizations ORDER BY id").map(Organization.init) }
    }

    func organization(_ id: ObjectID) async throws -> Organization? {
        try await database.read {
            try Row.fetchOne($0, sql: "SELECT * FROM organizations WHERE id = ?", arguments: [id.rawValue]).map(Organization.init)
        }
    }

    func add(_ organization: Organization) async throws {
        try await database.write {
            try $0.execute(
                sql: "INSERT INTO organizations (id, zgid, company_name, time_zone) VALUES (?, ?, ?, ?)",
                arguments: [organization.id.rawValue, organization.zgid, organization.companyName, organization.timeZone])
        }
    }

    func signingKey() async throws -> [UInt8] {
        try await database.read { Array(try Data.fetchOne($0, sql: "SELECT value FROM keys WHERE name = 'signing'") ?? Data()) }
    }

    func add(_ client: Client) async throws {
        try await database.write {
            try $0.execute(
                sql: "INSERT INTO clients (id, secret_hash, name) VALUES (?, ?, ?)",
                arguments: [client.id, Data(client.secret.bytes), client.name])
        }
    }

    func client(_ id: String) async throws -> Client? {
        try await database.read {
            try Row.fetchOne($0, sql: "SELECT * FROM clients WHERE id = ?", arguments: [id]).map {
                Client(id: $0["id"], secret: SecretHash(bytes: Array($0["secret_hash"] as Data)), name: $0["name"])
            }
        }
    }

    func add(_ token: RefreshToken, hash: SecretHash) async throws {
        try await database.write {
            try $0.execute(
                sql: "INSERT INTO refresh_tokens (hash, client_id, organization_id, user_id, scopes) VALUES (?, ?, ?, ?, ?)",
                arguments: [
                    Data(hash.bytes), token.clientID, token.organization.rawValue, token.user.rawValue, token.scopes.description,
                ])
        }
    }

    func refreshToken(_ hash: SecretHash) async throws -> RefreshToken? {
        try await database.read {
            try Row.fetchOne($0, sql: "SELECT * FROM refresh_tokens WHERE hash = ?", arguments: [Data(hash.bytes)]).map {
                RefreshToken(
                    clientID: $0["client_id"], organization: ObjectID($0["organization_id"] as Int64),
                    user: ObjectID($0["user_id"] as Int64), scopes: ScopeSet(parsing: $0["scopes"] as String))
            }
        }
    }

    func add(_ token: AccessToken, hash: SecretHash) async throws {
        try await database.write {
            try $0.execute(
                sql: "INSERT INTO access_tokens (hash, organization_id, user_id, scopes, expires) VALUES (?, ?, ?, ?, ?)",
                arguments: [
                    Data(hash.bytes), token.organization.rawValue, token.user.rawValue, token.scopes.description, token.expires.seconds,
                ])
        }
    }

    func accessToken(_ hash: SecretHash) async throws -> AccessToken? {
        try await database.read {
            try Row.fetchOne($0, sql: "SELECT * FROM access_tokens WHERE hash = ?", arguments: [Data(hash.bytes)]).map {
                AccessToken(
                    organization: ObjectID($0["organization_id"] as Int64), user: ObjectID($0["user_id"] as Int64),
                    scopes: ScopeSet(parsing: $0["scopes"] as String), expires: Date(seconds: $0["expires"]))
            }
        }
    }

    func removeAccessTokens(expiredBefore time: Date) async throws {
        try await database.write {
            try $0.execute(sql: "DELETE FROM access_tokens WHERE expires < ?", arguments: [time.seconds])
        }
    }
}

extension Organization {
    fileprivate init(row: Row) {
        self.init(
            id: ObjectID(row["id"] as Int64), zgid: row["zgid"], companyName: row["company_name"], timeZone: row["time_zone"])
    }
}
