import BulkModel
import BulkStore
import Foundation
import GRDB

extension SQLiteCatalogStore {
    func add(_ token: RefreshToken, keeping limit: Int?) async throws {
        try await database.write {
            try $0.execute(
                sql: """
                    INSERT INTO refresh_tokens (hash, client_id, organization_id, user_id, scopes, created) VALUES (?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    token.hash.data, token.clientID, token.organization.rawValue, token.user.rawValue, token.scopes.description,
                    token.created.seconds,
                ])
            guard let limit else { return }
            let surplus = try Data.fetchAll(
                $0,
                sql: "SELECT hash FROM refresh_tokens WHERE client_id = ? AND user_id = ? ORDER BY number DESC LIMIT -1 OFFSET ?",
                arguments: [token.clientID, token.user.rawValue, limit])
            for hash in surplus { _ = try Self.remove(SecretHash(hash), in: $0) }
        }
    }

    func refreshToken(_ hash: SecretHash) async throws -> RefreshToken? {
        try await database.read {
            try Row.fetchOne($0, sql: "SELECT * FROM refresh_tokens WHERE hash = ?", arguments: [hash.data]).map(RefreshToken.init)
        }
    }

    func refreshTokens(of organization: ObjectID) async throws -> [RefreshToken] {
        try await database.read {
            try Row.fetchAll(
                $0, sql: "SELECT * FROM refresh_tokens WHERE organization_id = ? ORDER BY number", arguments: [organization.rawValue]
            ).map(RefreshToken.init)
        }
    }

    func add(_ token: AccessToken, keeping limit: Int?) async throws {
        try await database.write {
            try $0.execute(
                sql: """
                    INSERT INTO access_tokens (hash, client_id, refresh_hash, organization_id, user_id, scopes, created, expires)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    token.hash.data, token.clientID, token.refreshToken?.data, token.organization.rawValue, token.user.rawValue,
                    token.scopes.description, token.created.seconds, token.expires.seconds,
                ])
            guard let limit, let refreshToken = token.refreshToken else { return }
            try $0.execute(
                sql: """
                    DELETE FROM access_tokens WHERE number IN (
                        SELECT number FROM access_tokens WHERE refresh_hash = ? ORDER BY number DESC LIMIT -1 OFFSET ?
                    )
                    """,
                arguments: [refreshToken.data, limit])
        }
    }

    func accessToken(_ hash: SecretHash) async throws -> AccessToken? {
        try await database.read {
            try Row.fetchOne($0, sql: "SELECT * FROM access_tokens WHERE hash = ?", arguments: [hash.data]).map(AccessToken.init)
        }
    }

    func accessTokens(of organization: ObjectID) async throws -> [AccessToken] {
        try await database.read {
            try Row.fetchAll(
                $0, sql: "SELECT * FROM access_tokens WHERE organization_id = ? ORDER BY number", arguments: [organization.rawValue]
            ).map(AccessToken.init)
        }
    }

    func removeToken(_ hash: SecretHash) async throws -> Bool {
        try await database.write { try Self.remove(hash, in: $0) }
    }

    func removeTokens(expiredBefore time: Date) async throws {
        try await database.write {
            for table in ["access_tokens", "grant_codes"] {
                try $0.execute(sql: "DELETE FROM \(table) WHERE expires < ?", arguments: [time.seconds])
            }
        }
    }

    private static func remove(_ hash: SecretHash, in database: Database) throws -> Bool {
        try database.execute(sql: "DELETE FROM refresh_tokens WHERE hash = ?", arguments: [hash.data])
        let refreshTokens = database.changesCount
        try database.execute(sql: "DELETE FROM access_tokens WHERE hash = ?1 OR refresh_hash = ?1", arguments: [hash.data])
        return refreshTokens + database.changesCount > 0
    }
}

extension RefreshToken {
    fileprivate init(row: Row) {
        self.init(
            hash: SecretHash(row["hash"] as Data), clientID: row["client_id"], organization: ObjectID(row["organization_id"] as Int64),
            user: ObjectID(row["user_id"] as Int64), scopes: ScopeSet(parsing: row["scopes"] as String),
            created: Date(seconds: row["created"]))
    }
}

extension AccessToken {
    fileprivate init(row: Row) {
        self.init(
            hash: SecretHash(row["hash"] as Data), organization: ObjectID(row["organization_id"] as Int64),
            user: ObjectID(row["user_id"] as Int64), scopes: ScopeSet(parsing: row["scopes"] as String),
            created: Date(seconds: row["created"]), expires: Date(seconds: row["expires"]), clientID: row["client_id"],
            refreshToken: (row["refresh_hash"] as Data?).map { SecretHash($0) })
    }
}
