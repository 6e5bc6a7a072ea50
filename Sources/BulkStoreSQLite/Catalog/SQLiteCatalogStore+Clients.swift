import BulkModel
import BulkStore
import Foundation
import GRDB

extension SQLiteCatalogStore {
    func add(_ client: Client) async throws {
        let addresses = try JSONColumn.text(client.redirectURIs)
        try await database.write {
            try $0.execute(
                sql: """
                    INSERT INTO clients (id, secret_hash, name, kind, organization_id, user_id, redirect_uris, created)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    client.id, client.secret.data, client.name, client.kind.rawValue, client.organization.rawValue, client.user.rawValue,
                    addresses, client.created.seconds,
                ])
        }
    }

    func client(_ id: String) async throws -> Client? {
        try await database.read {
            try Row.fetchOne($0, sql: "SELECT * FROM clients WHERE id = ?", arguments: [id]).map(Client.init)
        }
    }

    func clients(of organization: ObjectID) async throws -> [Client] {
        try await database.read {
            try Row.fetchAll($0, sql: "SELECT * FROM clients WHERE organization_id = ? ORDER BY number", arguments: [organization.rawValue])
                .map(Client.init)
        }
    }

    func redirectURIs(of kinds: [ClientKind]) async throws -> [String] {
        try await database.read {
            let places = Array(repeating: "?", count: kinds.count).joined(separator: ", ")
            return try String.fetchAll(
                $0, sql: "SELECT redirect_uris FROM clients WHERE kind IN (\(places)) ORDER BY number",
                arguments: StatementArguments(kinds.map(\.rawValue))
            ).flatMap { try JSONColumn.value([String].self, $0) }
        }
    }

    func removeClient(_ id: String) async throws {
        try await database.write {
            for table in ["access_tokens", "refresh_tokens", "grant_codes"] {
                try $0.execute(sql: "DELETE FROM \(table) WHERE client_id = ?", arguments: [id])
            }
            try $0.execute(sql: "DELETE FROM clients WHERE id = ?", arguments: [id])
        }
    }
}

extension Client {
    fileprivate init(row: Row) throws {
        self.init(
            id: row["id"], secret: SecretHash(row["secret_hash"] as Data), name: row["name"],
            kind: ClientKind(rawValue: row["kind"]) ?? .server, organization: ObjectID(row["organization_id"] as Int64),
            user: ObjectID(row["user_id"] as Int64), redirectURIs: try JSONColumn.value([String].self, row["redirect_uris"]),
            created: Date(seconds: row["created"]))
    }
}
