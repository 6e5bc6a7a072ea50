import BulkModel
import BulkStore

/// The SELECT of a scan: base module `r`, each distinct lookup path one LEFT JOIN `j1`, `j2`, … in order of first use.
struct ScanSQL {
    private var joins: [(path: [String], alias: String, clause: String)] = []
    private var columns: [String] = []
    private let module: Module
    private let schema: Schema

    init(_ scan: RecordScan, schema: Schema) {
        module = scan.module
        self.schema = schema
        for column in scan.columns { columns.append(expression(of: column)) }
    }

    /// Rows from a record id on, ascending; bindings: first id, number of rows.
    var text: String {
        """
        SELECT \(columns.joined(separator: ", ")) FROM \(SQLIdentifier.quoted(module.apiName)) AS r\
        \(joins.map { " " + $0.clause }.joined()) WHERE r."id" >= ? ORDER BY r."id" LIMIT ?
        """
    }

    /// The id of the record behind a number of others; binding: that number.
    static func firstID(of module: Module) -> String {
        #"SELECT "id" FROM \#(SQLIdentifier.quoted(module.apiName)) ORDER BY "id" LIMIT 1 OFFSET ?"#
    }

    private mutating func expression(of path: FieldPath) -> String {
        var lookups = path.lookups
        var field = path.field
        // `Owner.id` is `Owner`: the id is already here.
        if field.isRecordID, let lookup = lookups.popLast() { field = lookup }
        guard field.storedForm != .none, !field.isRestricted else { return "NULL" }
        return "\(alias(of: lookups)).\(SQLIdentifier.quoted(field.apiName))"
    }

    private mutating func alias(of lookups: [Field]) -> String {
        guard let lookup = lookups.last else { return "r" }
        let path = lookups.map(\.apiName)
        if let join = joins.first(where: { $0.path == path }) { return join.alias }
        let origin = alias(of: lookups.dropLast())
        let alias = "j\(joins.count + 1)"
        let target = SQLIdentifier.quoted(schema.target(of: lookup)?.apiName ?? "")
        let key = "\(origin).\(SQLIdentifier.quoted(lookup.apiName))"
        joins.append((path, alias, #"LEFT JOIN \#(target) AS \#(alias) ON \#(alias)."id" = \#(key)"#))
        return alias
    }
}
