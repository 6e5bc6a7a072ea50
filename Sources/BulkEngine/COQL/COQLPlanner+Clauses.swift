import BulkFormats
import BulkModel
import BulkStore

/// The clauses of a query, each checked by itself.
extension COQLPlanner {
    func predicate(_ condition: COQLCondition, _ viewCriteria: Criteria?) throws -> Predicate {
        guard condition.count + (viewCriteria?.count ?? 0) <= limits.criteriaPerQuery else {
            throw BulkError.queryLimitExceeded(limits.criteriaPerQuery, of: "criteria", clause: "where")
        }
        let predicate = try COQLConditionCompiler(names: names, criteria: compiler(isForQuery: true)).predicate(condition)
        guard let viewCriteria else { return predicate }
        return .every([try compiler(isForQuery: false).predicate(for: viewCriteria), predicate])
    }

    /// - Parameter isForQuery: rather than for a view, which selects the same records wherever it is used.
    private func compiler(isForQuery: Bool) -> CriterionCompiler {
        var limits = limits
        var quirks = quirks
        if isForQuery {
            limits.valuesPerCriterion = limits.coql.reach(in: version).listValues
            quirks[.complementMatchesEmpty] = false
        }
        return CriterionCompiler(
            schema: names.schema, module: names.module, limits: limits, quirks: quirks, version: version, users: users,
            offsets: UTCOffsets.cached(named: user.timeZone))
    }

    func groups(_ query: COQLQuery) throws -> [FieldPath] {
        guard query.groups.count <= limits.coql.groups else {
            throw BulkError.queryLimitExceeded(limits.coql.groups, of: "fields to group by", clause: "group by")
        }
        var groups: [FieldPath] = []
        for name in query.groups {
            let path = try names.path(name)
            guard !groups.contains(path) else { throw BulkError.duplicateColumn(path.name, clause: "group by") }
            groups.append(path)
        }
        return groups
    }

    func check(_ selection: COQLSelection, isMadeOf groups: [FieldPath]) throws {
        for column in selection.columns where !column.term.isAggregate && !groups.contains(column.term.path) {
            throw BulkError.invalidColumn(column.term.path.name, reason: "the column is neither an aggregate nor grouped by")
        }
    }

    /// - Parameter groups: nil for a query without groups and aggregates.
    func order(_ query: COQLQuery, _ selection: COQLSelection, groups: [FieldPath]?) throws -> [OrderPart] {
        guard query.order.count <= limits.coql.orderParts else {
            throw BulkError.queryLimitExceeded(limits.coql.orderParts, of: "fields to order by", clause: "order by")
        }
        var parts: [OrderPart] = []
        for part in query.order {
            let column = selection.columns.first { $0.key == part.expression.name }
            let term = try column?.term ?? names.term(part.expression)
            guard !parts.contains(where: { $0.term == term }) else {
                throw BulkError.duplicateColumn(part.expression.name, clause: "order by")
            }
            guard term.isAggregate ? groups != nil : groups?.contains(term.path) ?? true else {
                throw BulkError.invalidColumn(part.expression.name, reason: "the result can't be ordered by the column")
            }
            parts.append(OrderPart(term: term, isAscending: part.isAscending))
        }
        return parts
    }

    func window(_ query: COQLQuery) throws -> Window {
        let reach = limits.coql.reach(in: version)
        let limit = query.limit ?? limits.coql.usualRows
        let offset = query.offset ?? 0
        guard limit > 0 else { throw BulkError.limitTooSmall }
        guard limit <= reach.rows else { throw BulkError.queryLimitExceeded(reach.rows, of: "rows", clause: "limit") }
        guard offset >= 0 else { throw BulkError.negativeOffset }
        guard offset <= reach.lastRow - limit else {
            throw BulkError.queryLimitExceeded(reach.lastRow, of: "rows, those passed over included,", clause: "offset")
        }
        return Window(limit: limit, offset: offset)
    }
}
