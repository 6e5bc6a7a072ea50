import BulkFormats
import BulkModel

/// The columns of a query, their fields found and their names known to be different.
struct COQLSelection {
    /// A column and its name in the result.
    struct Column {
        var key: String
        var hasAlias: Bool
        var term: COQLTerm
    }

    private(set) var columns: [Column] = []

    /// - Throws: `LIMIT_EXCEEDED`, `INVALID_QUERY`, `INVALID_ALIAS`, `DUPLICATE_ALIAS`, `DUPLICATE_DATA`.
    init(_ columns: [COQLColumn], names: COQLNames, limits: COQLLimits) throws {
        guard columns.count <= limits.columns else {
            throw BulkError.queryLimitExceeded(limits.columns, of: "columns", clause: "select")
        }
        for column in columns {
            let term = try names.term(column.expression)
            if let alias = column.alias, !Self.isAlias(alias) { throw BulkError.invalidAlias(alias) }
            let key = column.alias ?? (term.isAggregate ? column.expression.name : term.path.name)
            try add(Column(key: key, hasAlias: column.alias != nil, term: term))
        }
        guard self.columns.count(where: \.term.isAggregate) <= limits.aggregates else {
            throw BulkError.queryLimitExceeded(limits.aggregates, of: "aggregates", clause: "select")
        }
    }

    /// Whether the result has a row for each group of records, rather than for each record.
    var hasAggregates: Bool { columns.contains { $0.term.isAggregate } }

    /// Puts the record id behind the columns, unless it is one of them. (platform specification, section 15)
    /// - Throws: `DUPLICATE_ALIAS`.
    mutating func addRecordID(_ id: FieldPath) throws {
        try add(Column(key: id.name, hasAlias: false, term: .field(id)))
    }

    /// A field that comes again is passed over.
    private mutating func add(_ column: Column) throws {
        if column.term.isAggregate, columns.contains(where: { $0.term == column.term }) {
            throw BulkError.duplicateColumn(column.key, clause: "select")
        }
        guard let namesake = columns.first(where: { $0.key == column.key }) else { return columns.append(column) }
        guard namesake.term == column.term, !column.hasAlias else { throw BulkError.duplicateAlias(column.key) }
    }

    private static let longestAlias = 50

    private static func isAlias(_ text: String) -> Bool {
        guard let first = text.utf8.first, (first | 0x20) &- 0x61 < 26, text.utf8.count <= longestAlias else { return false }
        return !COQLParser.isKeyword(text)
            && text.utf8.allSatisfy { ($0 | 0x20) &- 0x61 < 26 || $0 &- 0x30 < 10 || $0 == 0x5F }
    }
}
