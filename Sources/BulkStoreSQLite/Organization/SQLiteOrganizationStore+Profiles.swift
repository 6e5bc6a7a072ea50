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

    func set(_ profile: Profile) async throws {
        let text = try JSONColumn.text(profile)
        try await database.write {
            try $0.execute(
                sql: "INSERT INTO _profiles VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET definition = excluded.definition",
                arguments: [profile.name, text])
        }
    }
}
