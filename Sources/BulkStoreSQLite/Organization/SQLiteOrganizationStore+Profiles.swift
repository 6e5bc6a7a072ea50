import BulkModel
import BulkStore
import GRDB

extension SQLiteOrganizationStore: ProfileStore {
    func profile(named name: String) async throws -> Profile {
        try await database.read {
            guard let text = try String.fetchOne($0, sql: "SELECT definition FROM _profiles WHERE name = ?", arguments: [name]) else {
                return Profile(name: name)
            }
            return try JSONColumn.value(Profile.self, text)
        }
    }

    func profiles() async throws -> [Profile] {
        try await database.read {
            try String.fetchAll($0, sql: "SELECT definition FROM _profiles ORDER BY name").map { try JSONColumn.value(Profile.self, $0) }
        }
    }

    func set(_ profile: Profile) async throws {
        let text = try JSONColumn.text(profile)
        try await database.write {
            try $0.execute(
                sql: "INSERT INTO _profiles VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET definition = excluded.definition",
                arguments: [profile.name, text])
        }
    }
}
