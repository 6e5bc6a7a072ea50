import BulkModel
import BulkStore
import Foundation
import GRDB

extension SQLiteOrganizationStore: UserStore {
    func add(_ user: User) async throws {
        try await database.write {
            let columns = Self.columns(of: user)
            let names = columns.map(\.name).joined(separator: ", ")
            let places = columns.map { _ in "?" }.joined(separator: ", ")
            try $0.execute(
                sql: #"INSERT INTO "Users" (id, \#(names)) VALUES (?, \#(places))"#,
                arguments: StatementArguments([user.id.rawValue] + columns.map(\.value)))
        }
    }

    func update(_ user: User) async throws {
        try await database.write {
            let columns = Self.columns(of: user)
            let assignments = columns.map { "\($0.name) = ?" }.joined(separator: ", ")
            try $0.execute(
                sql: #"UPDATE "Users" SET \#(assignments) WHERE id = ?"#,
                arguments: StatementArguments(columns.map(\.value) + [user.id.rawValue]))
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

    /// Everything but the id.
    private static func columns(of user: User) -> [(name: String, value: (any DatabaseValueConvertible)?)] {
        [
            ("zuid", user.zuid), ("first_name", user.firstName), ("last_name", user.lastName), ("full_name", user.fullName),
            ("alias", user.alias), ("email", user.email), ("time_zone", user.timeZone), ("role", user.role), ("profile", user.profile),
            ("status", user.status.rawValue), ("confirm", user.isConfirmed), ("created_by", user.created?.user.rawValue),
            ("created_time", user.created?.time.seconds), ("Modified_By", user.modified?.user.rawValue),
            ("Modified_Time", user.modified?.time.seconds),
        ]
    }
}

extension User {
    fileprivate init(row: Row) {
        self.init(
            id: ObjectID(row["id"] as Int64), zuid: row["zuid"], firstName: row["first_name"], lastName: row["last_name"],
            alias: row["alias"], email: row["email"], timeZone: row["time_zone"], role: row["role"], profile: row["profile"],
            status: Status(rawValue: row["status"]) ?? .active, isConfirmed: row["confirm"] ?? true,
            created: Stamp(user: row["created_by"], time: row["created_time"]))
        modified = Stamp(user: row["Modified_By"], time: row["Modified_Time"])
    }
}

extension User.Stamp {
    fileprivate init?(user: Int64?, time: Int64?) {
        guard let user, let time else { return nil }
        self.init(user: ObjectID(user), time: Date(seconds: time))
    }
}
