import BulkModel
import BulkStore
import GRDB

extension SQLiteOrganizationStore: UserStore {
    func add(_ user: User) async throws {
        try await database.write {
            try $0.execute(
                sql: """
                    INSERT INTO "Users" (id, first_name, last_name, full_name, email, time_zone, role, profile, status)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    user.id.rawValue, user.firstName, user.lastName, user.fullName, user.email, user.timeZone, user.role, user.profile,
                    user.isActive ? "active" : "disabled",
                ])
        }
    }

    func user(_ id: ObjectID) async throws -> User? {
        try await database.read {
            try Row.fetchOne($0, sql: #"SELECT * FROM "Users" WHERE id = ?"#, arguments: [id.rawValue]).map(User.init)
        }
    }

    func users() async throws -> [User] {
        try await database.read { try Row.fetchAll($0, sql: #"SELECT * FROM "Users" ORDER BY id"#).map(User.init) }
    }
}

extension User {
    fileprivate init(row: Row) {
        self.init(
            id: ObjectID(row["id"] as Int64), firstName: row["first_name"], lastName: row["last_name"], email: row["email"],
            timeZone: row["time_zone"], role: row["role"], profile: row["profile"],
            isActive: row["status"] == "active")
    }
}
