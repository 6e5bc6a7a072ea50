import BulkModel
import BulkStore
import GRDB

extension SQLiteOrganizationStore: ViewStore {
    func view(_ id: ObjectID) async throws -> CustomView? {
        try await database.read {
            try String.fetchOne($0, sql: "SELECT definition FROM _views WHERE id = ?", arguments: [id.rawValue]).map(Self.view)
        }
    }

    func views(of module: String) async throws -> [CustomView] {
        try await database.read {
            try String.fetchAll($0, sql: "SELECT definition FROM _views WHERE module = ? ORDER BY id", arguments: [module]).map(Self.view)
        }
    }

    static func add(_ view: CustomView, in database: Database) throws {
        try database.execute(
            sql: "INSERT INTO _views (id, module, definition) VALUES (?, ?, ?)",
            arguments: [view.id.rawValue, view.module, try JSONColumn.text(view)])
    }

    static func update(_ view: CustomView, in database: Database) throws {
        try database.execute(
            sql: "UPDATE _views SET definition = ? WHERE id = ?", arguments: [try JSONColumn.text(view), view.id.rawValue])
    }

    static func removeView(_ id: ObjectID, in database: Database) throws {
        try database.execute(sql: "DELETE FROM _views WHERE id = ?", arguments: [id.rawValue])
    }

    private static func view(_ definition: String) throws -> CustomView {
        try JSONColumn.value(CustomView.self, definition)
    }
}
