import BulkModel
import BulkStore
import GRDB
import Synchronization

extension SQLiteOrganizationStore: SchemaStore {
    func schema() async throws -> Schema {
        try await database.read { try self.schema(in: $0) }
    }

    /// - Parameter database: inside the read or transaction that goes by the schema.
    func schema(in database: Database) throws -> Schema {
        // Another process may have changed the schema, so the version is looked at each time.
        let version = try Self.schemaVersion(database)
        if let cached = cachedSchema.withLock({ $0 }), cached.version == version { return cached.schema }
        let schema = try Self.readSchema(database, version: version)
        cachedSchema.withLock { $0 = (version, schema) }
        return schema
    }

    func apply(_ changes: [SchemaChange], basedOn version: Int?) async throws {
        try await database.write { database in
            if let version, try Self.schemaVersion(database) != version { throw StoreError.schemaChanged }
            try Self.apply(changes, in: database)
        }
    }

    /// - Parameter database: inside the transaction that the changes are part of.
    static func apply(_ changes: [SchemaChange], in database: Database) throws {
        for change in changes { try SchemaChanger(database: database).make(change) }
        try database.execute(sql: "UPDATE _meta SET value = value + 1 WHERE name = 'schema_version'")
    }

    private static func schemaVersion(_ database: Database) throws -> Int {
        try Int.fetchOne(database, sql: "SELECT value FROM _meta WHERE name = 'schema_version'") ?? 0
    }

    private static func readSchema(_ database: Database, version: Int) throws -> Schema {
        var fields: [Int64: [Field]] = [:]
        for row in try Row.fetchAll(database, sql: "SELECT module_id, definition FROM _fields ORDER BY module_id, position") {
            fields[row[0], default: []].append(try JSONColumn.value(Field.self, row[1]))
        }
        return Schema(
            modules: try Row.fetchAll(database, sql: "SELECT id, definition FROM _modules ORDER BY position").map { row in
                var module = try JSONColumn.value(Module.self, row[1])
                module.fields = fields[row[0]] ?? []
                return module
            },
            version: version)
    }
}
