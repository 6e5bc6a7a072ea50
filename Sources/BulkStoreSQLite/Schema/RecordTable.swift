import BulkModel

/// The table behind a module: a typed column for each field that has a stored form, and the indexes records are found by.
struct RecordTable {
    private let module: Module

    init(_ module: Module) {
        self.module = module
    }

    /// The statements that make the table and its indexes.
    var creation: [String] {
        get throws {
            let columns = module.fields.compactMap(Self.column)
            let table = "CREATE TABLE \(SQLIdentifier.quoted(module.apiName)) (\(columns.joined(separator: ", "))) STRICT"
            return [table] + module.fields.compactMap { Self.index(on: $0, of: module.apiName, isKey: isKey($0)) }
        }
    }

    /// The statements that add a field to an existing table; no record is rewritten.
    func addition(of field: Field) -> [String] {
        guard var column = Self.column(field) else { return [] }
        // Every record has a layout: those that are there have the first.
        if field.dataType == .layout, let first = module.layouts.first { column += " DEFAULT \(first.id.rawValue)" }
        let table = "ALTER TABLE \(SQLIdentifier.quoted(module.apiName)) ADD COLUMN \(column)"
        return [table] + [Self.index(on: field, of: module.apiName, isKey: false)].compactMap { $0 }
    }

    /// The statements that take a field away, its index first. What the field held is overwritten, so each record is rewritten.
    func removal(of field: Field) -> [String] {
        guard field.storedForm != .none else { return [] }
        let table = SQLIdentifier.quoted(module.apiName)
        return [dropIndex(on: field), "ALTER TABLE \(table) DROP COLUMN \(SQLIdentifier.quoted(field.apiName))"]
    }

    /// The statements that give a field the index it is to have, in place of the one it has.
    func reindexing(of field: Field) -> [String] {
        [dropIndex(on: field)] + [Self.index(on: field, of: module.apiName, isKey: isKey(field))].compactMap { $0 }
    }

    /// A query for the ids of two records that have the same value.
    func collision(of field: Field) -> String {
        let table = SQLIdentifier.quoted(module.apiName)
        let name = SQLIdentifier.quoted(field.apiName)
        return """
            WITH pair AS (
                SELECT min("id") AS first, max("id") AS last FROM \(table) WHERE \(name) IS NOT NULL
                GROUP BY \(Self.indexed(field)) HAVING count(*) > 1 LIMIT 1
            )
            SELECT first FROM pair UNION ALL SELECT last FROM pair
            """
    }

    /// Whether records can be found by the field without reading all of them.
    func hasIndex(on field: Field) -> Bool {
        field.isRecordID || field.isUnique || isKey(field)
    }

    /// The statement that makes records findable by a field which has no index from the start; nil if none is needed. It does nothing
    /// the second time.
    func indexOnDemand(on field: Field) -> String? {
        guard !hasIndex(on: field), field.storedForm != .none else { return nil }
        return Self.index(on: field, of: module.apiName, isKey: true)?.replacing("CREATE INDEX", with: "CREATE INDEX IF NOT EXISTS")
    }

    /// Each index costs import speed, so there are only those that matching and joining need.
    private func isKey(_ field: Field) -> Bool {
        field.apiName == module.duplicateCheckField
            || field.apiName == "Parent_Id" && module.generatedType == .subform
            || field.dataType.isSingleValueLookup && field.isCustom && module.generatedType == .linking
    }

    private static func column(_ field: Field) -> String? {
        let name = SQLIdentifier.quoted(field.apiName)
        if field.isRecordID { return "\(name) INTEGER PRIMARY KEY" }
        return switch field.storedForm {
        case .none: nil
        case .text: "\(name) TEXT"
        case .integer, .boolean, .date, .dateTime, .decimal, .reference: "\(name) INTEGER"
        }
    }

    /// What the index of a field is called, if there is one.
    static func indexName(on field: Field, of module: String) -> String { "\(module).\(field.apiName)" }

    private static func index(on field: Field, of module: String, isKey: Bool) -> String? {
        guard !field.isRecordID, isKey || field.isUnique else { return nil }
        let name = SQLIdentifier.quoted(indexName(on: field, of: module))
        return "CREATE \(field.isUnique ? "UNIQUE " : "")INDEX \(name) ON \(SQLIdentifier.quoted(module)) (\(indexed(field)))"
    }

    private func dropIndex(on field: Field) -> String {
        "DROP INDEX IF EXISTS \(SQLIdentifier.quoted(Self.indexName(on: field, of: module.apiName)))"
    }

    /// The column as indexes order it.
    private static func indexed(_ field: Field) -> String {
        SQLIdentifier.quoted(field.apiName) + (field.storedForm == .text ? " COLLATE \(TextCollation.name)" : "")
    }
}
