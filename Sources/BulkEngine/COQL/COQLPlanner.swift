import BulkFormats
import BulkModel
import BulkStore

/// Turns a query into the plan that carries it out, or says what is wrong with it, clause by clause. (platform specification, section 15)
struct COQLPlanner {
    let names: COQLNames
    let limits: Limits
    let quirks: Quirks
    let version: APIVersion
    /// Whom names of owners may stand for.
    let users: [User]
    /// Who asks.
    let user: User

    struct OrderPart {
        var term: COQLTerm
        var isAscending: Bool
    }

    struct Window {
        var limit: Int
        var offset: Int
    }

    /// - Parameter viewCriteria: of the view that the query names, with its place-holders filled.
    /// - Throws: ``BulkError``.
    func plan(_ query: COQLQuery, viewCriteria: Criteria?) throws -> COQLPlan {
        var selection = try COQLSelection(query.columns, names: names, limits: limits.coql)
        let predicate = try predicate(query.condition, viewCriteria)
        let groups = try groups(query)
        let isGrouped = selection.hasAggregates || !groups.isEmpty
        if isGrouped {
            try check(selection, isMadeOf: groups)
        } else {
            try selection.addRecordID(try names.path("id"))
        }
        let order = try order(query, selection, groups: isGrouped ? groups : nil)
        let window = try window(query)
        let paths = selection.columns.map(\.term.path) + predicate.paths + groups + order.map(\.term.path)
        try checkJoins(paths)
        var columns = COQLResultColumns(names: names, tellsNames: version.has(.queryMetadata))
        let work =
            isGrouped
            ? aggregation(columns.place(selection) { $0.aggregation }, predicate, groups, order, window)
            : scan(columns.place(selection) { $0.path }, predicate, order, window)
        return COQLPlan(work: work, columns: columns.columns, joinedModules: joinedModules(of: paths))
    }

    private func scan(_ columns: [FieldPath], _ predicate: Predicate, _ order: [OrderPart], _ window: Window) -> COQLPlan.Work {
        var scan = RecordScan(
            module: names.module, columns: columns, predicate: predicate, offset: window.offset, limit: window.limit)
        // No two records have the same id, so nothing behind it matters.
        let end = order.firstIndex { $0.term.path.isRecordID }.map { $0 + 1 } ?? order.count
        scan.order = order[..<end].map { Ordering($0.term.path, isAscending: $0.isAscending) }
        // The order that records have of themselves.
        if let only = scan.order.first, only.path.isRecordID, only.isAscending { scan.order = [] }
        // Who goes on behind an id has the records before it passed over, rather than looked at.
        if scan.order.isEmpty, let least = predicate.leastID, least > .min { scan.after = ObjectID(least - 1) }
        return .scan(scan)
    }

    private func aggregation(
        _ columns: [RecordAggregation.Column], _ predicate: Predicate, _ groups: [FieldPath], _ order: [OrderPart], _ window: Window
    ) -> COQLPlan.Work {
        var aggregation = RecordAggregation(
            module: names.module, columns: columns, predicate: predicate, groups: groups, offset: window.offset, limit: window.limit)
        aggregation.order = order.map { RecordAggregation.Part($0.term.aggregation, isAscending: $0.isAscending) }
        return .aggregation(aggregation)
    }

    private func checkJoins(_ paths: [FieldPath]) throws {
        guard Set(paths.map(\.lookups).filter { !$0.isEmpty }).count <= limits.joinsPerQuery else {
            throw BulkError.queryLimitExceeded(limits.joinsPerQuery, of: "different lookups with a dot behind them", clause: "from")
        }
    }

    private func joinedModules(of paths: [FieldPath]) -> [String] {
        let modules = paths.flatMap(\.lookups).compactMap { names.schema.target(of: $0)?.apiName }
        return Set(modules).subtracting([Module.usersName]).sorted()
    }
}

extension FieldPath {
    /// Whether it is the id of the base module's records.
    fileprivate var isRecordID: Bool { lookups.isEmpty && field.isRecordID }
}

extension Predicate {
    /// The smallest id that records can have; nil if there is no such bound.
    fileprivate var leastID: Int64? {
        switch self {
        case .test(let path, .isWithin(let lower, _)) where path.isRecordID: lower
        case .every(let members): members.compactMap(\.leastID).max()
        case .test, .any, .constant: nil
        }
    }

    /// What is tested.
    fileprivate var paths: [FieldPath] {
        switch self {
        case .constant: []
        case .test(let path, _): [path]
        case .every(let members), .any(let members): members.flatMap(\.paths)
        }
    }
}
