public import BulkModel
import Foundation
import GRDB

/// What lies on the disk, to be compared with what lay there before.
extension AppTester {
    /// Every row of an organisation's store, by table, and the sizes of its files, by path.
    public func contents(of organization: ObjectID) async throws -> [String: [String]] {
        let path = folder.path + "/\(organization)"
        let database = try DatabaseQueue(path: path + "/records.sqlite")
        var contents = try await database.read { database in
            let tables = try String.fetchAll(database, sql: "SELECT name FROM sqlite_schema WHERE type = 'table'")
            return try Dictionary(
                uniqueKeysWithValues: tables.map { table in
                    (table, try Row.fetchAll(database, sql: "SELECT * FROM \"\(table)\"").map(\.description))
                })
        }
        for case let file as String in FileManager.default.enumerator(atPath: path) ?? .init() where !file.contains(".sqlite") {
            contents[file] = ["\(try FileManager.default.attributesOfItem(atPath: path + "/" + file)[.size] ?? 0)"]
        }
        return contents
    }
}
