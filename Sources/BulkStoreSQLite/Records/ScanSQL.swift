import BulkModel
import BulkStore

/// The SELECT of a scan: base module `r`, each distinct lookup path one LEFT JOIN `j1`, `j2`, … in order of first use.
struct ScanSQL {
    private var joins: [(path: [String], alias: String, clause: String)] = []
    private let module: Module
    private let schema: Schema

    private init(_ module: Module, schema: Schema) {
        self.module = module
        self.schema = schema
    }

    /// Rows from a record id on, ascending.
    /// - Parameter limit: how many rows are asked for.
    static func rows(_ scan: RecordScan, from first: Int64, limit: Int, schema: Schema) -> SQLFragment {
        var sql = ScanSQL(scan.module, schema: schema)
        let columns = scan.columns.map { sql.expression(of: $0) }.joined(separator: ", ")
        guard !scan.order.isEmpty else {
            return sql.select(columns, where: scan.predicate, from: first, tail: "LIMIT ?", [.integer(Int64(limit))])
        }
        return sql.select(
            columns, where: scan.predicate, from: first, order: scan.order, tail: "LIMIT ? OFFSET ?",
            [.integer(Int64(limit)), .integer(Int64(scan.offset))])
    }

    /// The id of the matching record behind `offset` others.
    static func firstID(_ scan: RecordScan, from first: Int64, schema: Schema) -> SQLFragment {
        var sql = ScanSQL(scan.module, schema: schema)
        return sql.select(#"r."id""#, where: scan.predicate, from: first, tail: "LIMIT 1 OFFSET ?", [.integer(Int64(scan.offset))])
    }

    private mutating func select(
        _ columns: String, where predicate: Predicate, from first: Int64, order: [Ordering] = [], tail: String,
        _ tailBindings: [StoredValue]
    ) -> SQLFragment {
        // Naming columns may add joins, so the condition is made before the joins are written down.
        var filter = SQLFragment(text: "")
        if predicate != .constant(true) {
            filter = PredicateSQL.condition(predicate) { expression(of: $0) }
            filter.text = " AND " + filter.text
        }
        let terms = (order.map { term($0) } + [#"r."id""#]).joined(separator: ", ")
        return SQLFragment(
            text: """
                SELECT \(columns) FROM \(SQLIdentifier.quoted(module.apiName)) AS r\(joins.map { " " + $0.clause }.joined()) \
                WHERE r."id" >= ?\(filter.text) ORDER BY \(terms) \(tail)
                """,
            bindings: [.integer(first)] + filter.bindings + tailBindings)
    }

    private mutating func term(_ ordering: Ordering) -> String {
        let collation = ordering.path.field.storedForm == .text ? " COLLATE \(TextCollation.name)" : ""
        return expression(of: ordering.path) + collation + (ordering.isAscending ? "" : " DESC")
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
