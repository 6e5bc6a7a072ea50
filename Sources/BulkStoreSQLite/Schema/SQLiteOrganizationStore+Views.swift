import BulkModel
import BulkStore
import GRDB

extension SQLiteOrganizationStore: ViewStore {
    func add(_ views: [CustomView]) async throws {
        try await database.write { database in
            for view in views {
                try database.execute(
                    sql: "INSERT INTO _views (id, module, definition) VALUES (?, ?, ?)",
                    arguments: [view.id.rawValue, view.module, try JSONColumn.text(view)])
            }
        }
    }

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

    private static func view(_ definition: String) throws -> CustomView {
        try JSONColumn.value(CustomView.self, definition)
    }
}
