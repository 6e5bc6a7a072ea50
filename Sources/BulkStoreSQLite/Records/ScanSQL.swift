import BulkModel
import BulkStore

/// The SELECT of a scan.
struct ScanSQL {
    private var tables: JoinedTables
    private let scan: RecordScan

    private init(_ scan: RecordScan, schema: Schema) {
        tables = JoinedTables(scan.module, schema: schema)
        self.scan = scan
    }

    /// Rows from a record id on, ascending.
    /// - Parameter limit: how many rows are asked for.
    static func rows(_ scan: RecordScan, from first: Int64, limit: Int, schema: Schema) -> SQLFragment {
        var sql = ScanSQL(scan, schema: schema)
        let columns = sql.columns
        return sql.select(columns, where: sql.begin(first), order: #"r."id""#, tail: "LIMIT ?", [.integer(Int64(limit))])
    }

    /// The id of the matching record behind `offset` others.
    static func firstID(_ scan: RecordScan, from first: Int64, schema: Schema) -> SQLFragment {
        var sql = ScanSQL(scan, schema: schema)
        return sql.select(
            #"r."id""#, where: sql.begin(first), order: #"r."id""#, tail: "LIMIT 1 OFFSET ?", [.integer(Int64(scan.offset))])
    }

    /// Rows in the scan's own order, one statement for each stretch of it that begins behind ``RecordScan/behind``: an index leads to
    /// each of them at once, but not to all together, however many rows have the same value.
    /// - Returns: the statements in the order of their rows; their last two marks are for limit and offset.
    static func orderedRows(_ scan: RecordScan, schema: Schema) -> [SQLFragment] {
        var sql = ScanSQL(scan, schema: schema)
        let columns = sql.columns
        let terms = sql.terms
        let stretches = sql.stretches
        return stretches.map { sql.select(columns, where: $0, order: terms, tail: "LIMIT ? OFFSET ?", []) }
    }

    /// How many records match.
    static func count(_ scan: RecordScan, schema: Schema) -> SQLFragment {
        var sql = ScanSQL(scan, schema: schema)
        return sql.select("count(*)", where: SQLFragment(text: ""), order: nil, tail: "", [])
    }

    private func begin(_ first: Int64) -> SQLFragment {
        SQLFragment(text: #"r."id" >= ?"#, bindings: [.integer(first)])
    }

    private var columns: String {
        mutating get {
            let paths = scan.columns
            return paths.map { tables.column(of: $0) }.joined(separator: ", ")
        }
    }

    private mutating func select(
        _ columns: String, where begin: SQLFragment, order: String?, tail: String, _ tailBindings: [StoredValue]
    ) -> SQLFragment {
        // Naming columns may add joins, so the conditions are made before the joins are written down.
        let conditions = ([begin] + filters).filter { !$0.text.isEmpty }
        let condition = SQLFragment.joined(conditions, by: " AND ")
        let clauses = [
            "SELECT \(columns)", tables.source, conditions.isEmpty ? "" : "WHERE \(condition.text)", order.map { "ORDER BY \($0)" } ?? "",
            tail,
        ]
        return SQLFragment(
            text: clauses.filter { !$0.isEmpty }.joined(separator: " "), bindings: condition.bindings + tailBindings)
    }

    /// What all rows must fulfil, wherever they begin.
    private var filters: [SQLFragment] {
        mutating get {
            var filters: [SQLFragment] = []
            if scan.predicate != .constant(true) {
                let leading = scan.order.first?.path
                filters.append(PredicateSQL.condition(scan.predicate, orderedBy: leading) { tables.column(of: $0) })
            }
            switch scan.approval {
            case .approved: filters.append(SQLFragment(text: #"r."id" NOT IN (SELECT record_id FROM _awaiting_approval)"#))
            case .waiting: filters.append(SQLFragment(text: #"r."id" IN (SELECT record_id FROM _awaiting_approval)"#))
            case nil: break
            }
            return filters
        }
    }

    /// The order as SQL has it; records that are alike come by ascending id, unless the order says otherwise.
    private var terms: String {
        mutating get {
            let order = scan.order
            let terms = order.map { tables.key(of: $0.path) + ($0.isAscending ? "" : " DESC") }
            let isByID = order.contains { $0.path.lookups.isEmpty && $0.path.field.isRecordID }
            return (terms + (isByID ? [] : [#"r."id""#])).joined(separator: ", ")
        }
    }

    /// The conditions that rows behind ``RecordScan/behind`` fulfil, in the order of the rows. Empty cells are the smallest values.
    private var stretches: [SQLFragment] {
        mutating get {
            guard let place = scan.behind, let ordering = scan.order.first else { return [SQLFragment(text: "")] }
            let sign = ordering.isAscending ? ">" : "<"
            let isBehindID = SQLFragment(text: #"r."id" \#(sign) ?"#, bindings: [.integer(place.id.rawValue)])
            if ordering.path.lookups.isEmpty, ordering.path.field.isRecordID { return [isBehindID] }
            let key = tables.key(of: ordering.path)
            let isEmpty = SQLFragment(text: "\(key) IS NULL")
            guard let value = place.value else {
                let isBehind = SQLFragment.joined([isEmpty, isBehindID], by: " AND ")
                return ordering.isAscending ? [isBehind, SQLFragment(text: "\(key) IS NOT NULL")] : [isBehind]
            }
            let isEqual = SQLFragment(text: "\(key) = ?", bindings: [value])
            let isBehind = SQLFragment(text: "\(key) \(sign) ?", bindings: [value])
            return [SQLFragment.joined([isEqual, isBehindID], by: " AND "), isBehind] + (ordering.isAscending ? [] : [isEmpty])
        }
    }
}
