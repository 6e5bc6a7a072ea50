import BulkModel
import BulkStore
import GRDB

/// Makes changes of the schema, in definitions and tables alike, inside the transaction they are part of.
struct SchemaChanger {
    let database: Database

    func make(_ change: SchemaChange) throws {
        switch change {
        case .addModule(let module): try add(module)
        case .updateModule(let module): try update(module)
        case .removeModule(let name): try removeModule(name)
        case .addField(let field, let module): try add(field, to: module)
        case .updateField(let field, let module): try update(field, of: module)
        case .removeField(let name, let module): try removeField(name, of: module)
        case .addLayout(let layout, let module): try add(layout, to: module)
        case .addPickListValues(let values, let field, let module): try add(values, to: field, of: module)
        case .addView(let view): try SQLiteOrganizationStore.add(view, in: database)
        case .updateView(let view): try SQLiteOrganizationStore.update(view, in: database)
        case .removeView(let id): try SQLiteOrganizationStore.removeView(id, in: database)
        }
    }

    private func add(_ module: Module) throws {
        try SQLIdentifier.check(module.apiName)
        try database.execute(
            sql: "INSERT INTO _modules VALUES (?, (SELECT coalesce(max(position), 0) + 1 FROM _modules), ?, ?)",
            arguments: [module.id.rawValue, module.apiName, try definition(of: module)])
        for field in module.fields { try enter(field, of: module.id) }
        for statement in try RecordTable(module).creation { try database.execute(sql: statement) }
    }

    private func update(_ module: Module) throws {
        _ = try self.module(module.apiName)
        try database.execute(
            sql: "UPDATE _modules SET definition = ? WHERE api_name = ?", arguments: [try definition(of: module), module.apiName])
    }

    private func removeModule(_ name: String) throws {
        let module = try module(name)
        let table = SQLIdentifier.quoted(module.apiName)
        try database.execute(sql: "DELETE FROM _awaiting_approval WHERE record_id IN (SELECT \"id\" FROM \(table))")
        try database.execute(sql: "DROP TABLE \(table)")
        try database.execute(sql: "DELETE FROM _deleted_records WHERE module_id = ?", arguments: [module.id.rawValue])
        try database.execute(sql: "DELETE FROM _views WHERE module = ?", arguments: [module.apiName])
        try database.execute(sql: "DELETE FROM _fields WHERE module_id = ?", arguments: [module.id.rawValue])
        try database.execute(sql: "DELETE FROM _modules WHERE id = ?", arguments: [module.id.rawValue])
    }

    private func add(_ field: Field, to moduleName: String) throws {
        let module = try module(moduleName)
        try enter(field, of: module.id)
        for statement in RecordTable(module).addition(of: field) { try database.execute(sql: statement) }
    }

    private func update(_ field: Field, of moduleName: String) throws {
        let module = try module(moduleName)
        let old = try self.field(field.apiName, of: module)
        try store(field, of: module)
        if field.isUnique != old.isUnique { try setUniqueness(of: field, in: module) }
        if field.autoNumber?.start != old.autoNumber?.start { try SQLiteImportSession.restartNumbers(of: old, in: database) }
    }

    /// Makes the index anew, as one that refuses values which come twice or as one that doesn't.
    private func setUniqueness(of field: Field, in module: Module) throws {
        do {
            for statement in RecordTable(module).reindexing(of: field) { try database.execute(sql: statement) }
        } catch let error as DatabaseError where error.resultCode == .SQLITE_CONSTRAINT {
            let records = try Int64.fetchAll(database, sql: RecordTable(module).collision(of: field))
            throw StoreError.valuesCollide(field: field.apiName, module: module.apiName, records: records.map { ObjectID($0) })
        }
    }

    private func removeField(_ name: String, of moduleName: String) throws {
        let module = try module(moduleName)
        let field = try field(name, of: module)
        for statement in RecordTable(module).removal(of: field) { try database.execute(sql: statement) }
        try SQLiteImportSession.restartNumbers(of: field, in: database)
        try database.execute(sql: "DELETE FROM _fields WHERE module_id = ? AND api_name = ?", arguments: [module.id.rawValue, name])
    }

    private func add(_ layout: Layout, to moduleName: String) throws {
        var module = try module(moduleName)
        module.layouts.append(layout)
        try update(module)
    }

    private func add(_ values: [String], to fieldName: String, of moduleName: String) throws {
        let module = try module(moduleName)
        var field = try field(fieldName, of: module)
        let known = Set(field.pickListValues)
        let new = values.filter { !known.contains($0) }
        field.pickListValues += new
        field.retiredValues.removeAll(where: new.contains)
        try store(field, of: module)
    }

    /// A module without its fields.
    private func module(_ name: String) throws -> Module {
        let text = try String.fetchOne(database, sql: "SELECT definition FROM _modules WHERE api_name = ?", arguments: [name])
        guard let text else { throw StoreError.unusableName(name) }
        return try JSONColumn.value(Module.self, text)
    }

    private func field(_ name: String, of module: Module) throws -> Field {
        let text = try String.fetchOne(
            database, sql: "SELECT definition FROM _fields WHERE module_id = ? AND api_name = ?", arguments: [module.id.rawValue, name])
        guard let text else { throw StoreError.unusableName(name) }
        return try JSONColumn.value(Field.self, text)
    }

    private func store(_ field: Field, of module: Module) throws {
        try database.execute(
            sql: "UPDATE _fields SET definition = ? WHERE module_id = ? AND api_name = ?",
            arguments: [try JSONColumn.text(field), module.id.rawValue, field.apiName])
    }

    private func enter(_ field: Field, of module: ObjectID) throws {
        try SQLIdentifier.check(field.apiName)
        try database.execute(
            sql: """
                INSERT INTO _fields VALUES
                (?, ?, (SELECT coalesce(max(position), 0) + 1 FROM _fields WHERE module_id = ?), ?, ?)
                """,
            arguments: [field.id.rawValue, module.rawValue, module.rawValue, field.apiName, try JSONColumn.text(field)])
    }

    /// The module without its fields, which have rows of their own.
    private func definition(of module: Module) throws -> String {
        var bare = module
        bare.fields = []
        return try JSONColumn.text(bare)
    }
}
