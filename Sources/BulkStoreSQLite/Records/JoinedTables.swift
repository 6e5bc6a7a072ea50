import BulkModel

/// A module's table `r`, and what is joined to it: each distinct lookup path one LEFT JOIN `j1`, `j2`, … in order of first use.
struct JoinedTables {
    private var joins: [(lookups: [Field], alias: String, clause: String)] = []
    private let module: Module
    private let schema: Schema

    init(_ module: Module, schema: Schema) {
        self.module = module
        self.schema = schema
    }

    /// The clause FROM. Naming columns may add joins, so it is written down after they are named.
    var source: String {
        "FROM \(SQLIdentifier.quoted(module.apiName)) AS r\(joins.map { " " + $0.clause }.joined())"
    }

    /// The column of a path; NULL for one that has none, or must not be told.
    mutating func column(of path: FieldPath) -> String {
        var lookups = path.lookups
        var field = path.field
        // `Owner.id` is `Owner`: the id is already here, but for a lookup of which only some records are meant.
        if field.isRecordID, let lookup = lookups.last, !lookup.leadsToChosenModule {
            field = lookup
            lookups.removeLast()
        }
        guard field.storedForm != .none, !field.isRestricted else { return "NULL" }
        return "\(alias(of: lookups)).\(SQLIdentifier.quoted(field.apiName))"
    }

    /// The column of a path as rows are ordered and grouped by it.
    mutating func key(of path: FieldPath) -> String {
        column(of: path) + Self.collation(of: path)
    }

    static func collation(of path: FieldPath) -> String {
        path.field.storedForm == .text ? " COLLATE \(TextCollation.name)" : ""
    }

    private mutating func alias(of lookups: [Field]) -> String {
        guard let lookup = lookups.last else { return "r" }
        if let join = joins.first(where: { $0.lookups == lookups }) { return join.alias }
        let origin = alias(of: lookups.dropLast())
        let alias = "j\(joins.count + 1)"
        let target = SQLIdentifier.quoted(schema.target(of: lookup)?.apiName ?? "")
        let key = "\(origin).\(SQLIdentifier.quoted(lookup.apiName))"
        joins.append((lookups, alias, #"LEFT JOIN \#(target) AS \#(alias) ON \#(alias)."id" = \#(key)"#))
        return alias
    }
}
