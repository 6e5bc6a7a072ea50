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
        let version = try Int.fetchOne(database, sql: "SELECT value FROM _meta WHERE name = 'schema_version'") ?? 0
        if let cached = cachedSchema.withLock({ $0 }), cached.version == version { return cached.schema }
        let schema = try Self.readSchema(database)
        cachedSchema.withLock { $0 = (version, schema) }
        return schema
    }

    func apply(_ changes: [SchemaChange]) async throws {
        try await database.write { database in
            for change in changes {
                switch change {
                case .addModule(let module): try Self.add(module, in: database)
                case .addField(let field, let module): try Self.add(field, to: module, in: database)
                }
            }
            try database.execute(sql: "UPDATE _meta SET value = value + 1 WHERE name = 'schema_version'")
        }
    }

    private static func readSchema(_ database: Database) throws -> Schema {
        var fields: [Int64: [Field]] = [:]
        for row in try Row.fetchAll(database, sql: "SELECT module_id, definition FROM _fields ORDER BY module_id, position") {
            fields[row[0], default: []].append(try JSONColumn.value(Field.self, row[1]))
        }
        return Schema(
            modules: try Row.fetchAll(database, sql: "SELECT id, definition FROM _modules ORDER BY position").map { row in
                var module = try JSONColumn.value(Module.self, row[1])
                module.fields = fields[row[0]] ?? []
                return module
            })
    }

    private static func add(_ module: Module, in database: Database) throws {
        try SQLIdentifier.check(module.apiName)
        try database.execute(
            sql: "INSERT INTO _modules VALUES (?, (SELECT coalesce(max(position), 0) + 1 FROM _modules), ?, ?)",
            arguments: [module.id.rawValue, module.apiName, try definition(of: module)])
        for field in module.fields { try enter(field, of: module.id, in: database) }
        for statement in try RecordTable(module).creation { try database.execute(sql: statement) }
    }

    private static func add(_ field: Field, to moduleName: String, in database: Database) throws {
        guard let id = try Int64.fetchOne(database, sql: "SELECT id FROM _modules WHERE api_name = ?", arguments: [moduleName]) else {
            throw StoreError.unusableName(moduleName)
        }
        try enter(field, of: ObjectID(id), in: database)
        for statement in try RecordTable.addition(of: field, to: moduleName) { try database.execute(sql: statement) }
    }

    private static func enter(_ field: Field, of module: ObjectID, in database: Database) throws {
        try SQLIdentifier.check(field.apiName)
        try database.execute(
            sql: """
                INSERT INTO _fields VALUES
                (?, ?, (SELECT coalesce(max(position), 0) + 1 FROM _fields WHERE module_id = ?), ?, ?)
                """,
            arguments: [field.id.rawValue, module.rawValue, module.rawValue, field.apiName, try JSONColumn.text(field)])
    }

    /// The module without its fields, which have rows of their own.
    private static func definition(of module: Module) throws -> String {
        var bare = module
        bare.fields = []
        return try JSONColumn.text(bare)
    }
}
