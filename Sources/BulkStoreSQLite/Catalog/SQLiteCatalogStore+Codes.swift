import BulkModel
import BulkStore
import Foundation
import GRDB

extension SQLiteCatalogStore {
    func add(_ code: GrantCode) async throws {
        try await database.write {
            try $0.execute(
                sql: "INSERT INTO grant_codes VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                arguments: [
                    code.hash.data, code.clientID, code.organization.rawValue, code.user.rawValue, code.scopes.description,
                    code.expires.seconds, code.redirectURI, code.challenge?.text, code.challenge?.method.rawValue, code.isOffline,
                ])
        }
    }

    func grantCode(_ hash: SecretHash) async throws -> GrantCode? {
        try await database.read {
            try Row.fetchOne($0, sql: "SELECT * FROM grant_codes WHERE hash = ?", arguments: [hash.data]).map(GrantCode.init)
        }
    }

    func removeGrantCode(_ hash: SecretHash) async throws -> Bool {
        try await database.write {
            try $0.execute(sql: "DELETE FROM grant_codes WHERE hash = ?", arguments: [hash.data])
            return $0.changesCount > 0
        }
    }
}

extension GrantCode {
    fileprivate init(row: Row) {
        let method = (row["challenge_method"] as String?).flatMap(CodeChallenge.Method.init)
        let text = row["challenge"] as String?
        self.init(
            hash: SecretHash(row["hash"] as Data), clientID: row["client_id"], organization: ObjectID(row["organization_id"] as Int64),
            user: ObjectID(row["user_id"] as Int64), scopes: ScopeSet(parsing: row["scopes"] as String),
            expires: Date(seconds: row["expires"]), redirectURI: row["redirect_uri"],
            challenge: text.map { CodeChallenge(text: $0, method: method ?? .s256) }, isOffline: row["is_offline"])
    }
}
