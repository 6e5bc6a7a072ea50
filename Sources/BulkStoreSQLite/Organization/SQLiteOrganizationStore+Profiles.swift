import BulkModel
import BulkStore
import Foundation
import GRDB

extension SQLiteOrganizationStore: ProfileStore {
    func profile(named name: String) async throws -> Profile {
        try await database.read {
            guard let text = try String.fetchOne($0, sql: "SELECT definition FROM _profiles WHERE name = ?", arguments: [name]) else {
                return Profile(name: name)
            }
            return try JSONDecoder().decode(Profile.self, from: Data(text.utf8))
        }
    }

    func set(_ profile: Profile) async throws {
        let text = String(decoding: try JSONEncoder().encode(profile), as: UTF8.self)
        try await database.write {
            try $0.execute(
                sql: "INSERT INTO _profiles VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET definition = excluded.definition",
                arguments: [profile.name, text])
        }
    }
}
