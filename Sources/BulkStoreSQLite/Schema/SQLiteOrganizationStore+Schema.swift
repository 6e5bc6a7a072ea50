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
        try await database.write { try Self.apply(changes, in: $0) }
    }

    /// - Parameter database: inside the transaction that the changes are part of.
    static func apply(_ changes: [SchemaChange], in database: Database) throws {
        for change in changes {
            switch change {
            case .addModule(let module): try add(module, in: database)
            case .addField(let field, let module): try add(field, to: module, in: database)
            case .addLayout(let layout, let module): try add(layout, to: module, in: database)
            case .addPickListValues(let values, let field, let module): try add(values, to: field, of: module, in: database)
            }
        }
        try database.execute(sql: "UPDATE _meta SET value = value + 1 WHERE name = 'schema_version'")
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
        let row = try moduleRow(moduleName, in: database)
        try enter(field, of: ObjectID(row["id"] as Int64), in: database)
        for statement in try RecordTable.addition(of: field, to: moduleName) { try database.execute(sql: statement) }
    }

    private static func add(_ layout: Layout, to moduleName: String, in database: Database) throws {
        let row = try moduleRow(moduleName, in: database)
        var module = try JSONColumn.value(Module.self, row["definition"])
        module.layouts.append(layout)
        try database.execute(
            sql: "UPDATE _modules SET definition = ? WHERE id = ?", arguments: [try definition(of: module), module.id.rawValue])
    }

    private static func add(_ values: [String], to fieldName: String, of moduleName: String, in database: Database) throws {
        let id: Int64 = try moduleRow(moduleName, in: database)["id"]
        guard
            let row = try Row.fetchOne(
                database, sql: "SELECT id, definition FROM _fields WHERE module_id = ? AND api_name = ?", arguments: [id, fieldName])
        else { throw StoreError.unusableName(fieldName) }
        var field = try JSONColumn.value(Field.self, row["definition"])
        let known = Set(field.pickListValues)
        field.pickListValues += values.filter { !known.contains($0) }
        try database.execute(
            sql: "UPDATE _fields SET definition = ? WHERE id = ?", arguments: [try JSONColumn.text(field), row["id"] as Int64])
    }

    private static func moduleRow(_ name: String, in database: Database) throws -> Row {
        let row = try Row.fetchOne(database, sql: "SELECT id, definition FROM _modules WHERE api_name = ?", arguments: [name])
        guard let row else { throw StoreError.unusableName(name) }
        return row
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
