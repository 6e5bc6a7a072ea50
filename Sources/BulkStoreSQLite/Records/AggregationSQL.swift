import BulkModel
import BulkStore

/// The SELECT of an aggregation: one row for each group of the matching records.
struct AggregationSQL {
    private let aggregation: RecordAggregation
    private var tables: JoinedTables

    private init(_ aggregation: RecordAggregation, schema: Schema) {
        self.aggregation = aggregation
        tables = JoinedTables(aggregation.module, schema: schema)
    }

    /// - Parameter limit: how many rows are asked for.
    static func rows(_ aggregation: RecordAggregation, limit: Int, schema: Schema) -> SQLFragment {
        var sql = AggregationSQL(aggregation, schema: schema)
        return sql.select(limit: limit)
    }

    private mutating func select(limit: Int) -> SQLFragment {
        let columns = aggregation.columns.map { value(of: $0) }
        let groups = aggregation.groups.map { tables.key(of: $0) }
        let order = aggregation.order.map { key(of: $0.column) + ($0.isAscending ? "" : " DESC") } + groups
        let filter = PredicateSQL.condition(aggregation.predicate) { tables.column(of: $0) }
        let clauses = [
            "SELECT \(columns.joined(separator: ", "))", tables.source, "WHERE \(filter.text)",
            groups.isEmpty ? "" : "GROUP BY \(groups.joined(separator: ", "))",
            order.isEmpty ? "" : "ORDER BY \(order.joined(separator: ", "))", "LIMIT ? OFFSET ?",
        ]
        return SQLFragment(
            text: clauses.filter { !$0.isEmpty }.joined(separator: " "),
            bindings: filter.bindings + [.integer(Int64(limit)), .integer(Int64(aggregation.offset))])
    }

    private mutating func value(of column: RecordAggregation.Column) -> String {
        switch column {
        // Every record has an id, and SQLite counts rows more quickly than values.
        case .count(let path) where path.field.isRecordID && path.lookups.isEmpty: "count(*)"
        case .count(let path): "count(\(tables.column(of: path)))"
        case .sum(let path): "\(SumFunction.name)(\(tables.column(of: path)))"
        case .average(let path, let digits): "\(AverageFunction.name)(\(tables.column(of: path)), \(digits))"
        case .least(let path): "min(\(tables.column(of: path)))"
        case .greatest(let path): "max(\(tables.column(of: path)))"
        }
    }

    private mutating func key(of column: RecordAggregation.Column) -> String {
        switch column {
        case .least(let path), .greatest(let path): value(of: column) + JoinedTables.collation(of: path)
        case .count, .sum, .average: value(of: column)
        }
    }
}
