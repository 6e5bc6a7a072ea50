public import BulkModel
import BulkStore

/// Searches and counts; scopes are looked at before. (platform specification, section 14.1)
extension Engine {
    /// A page of what a search finds, the newest records first.
    /// - Throws: ``BulkError``.
    public func search(_ request: SearchRequest, in module: Module, for caller: Caller) async throws -> RecordAnswer<RecordPage> {
        let schema = try await caller.store.schema()
        guard !request.selectors.isEmpty else {
            throw BulkError.requiredParamMissing(oneOf: ["criteria", "email", "phone", "word"])
        }
        let selection = try RecordSelection(fields: request.fields, listOf: module, schema: schema, limits, request.version)
        let filter = try await filter(for: request, in: module, schema, for: caller)
        let plan = RecordPagePlan(page: request.page, perPage: request.perPage, limits)
        guard plan.end <= limits.recordsPerSearch else { throw BulkError.paginationLimitExceeded(limit: limits.recordsPerSearch) }
        var scan = RecordScan(
            module: module, columns: selection.columns, predicate: filter.predicate, offset: plan.passed, limit: plan.size)
        scan.approval = filter.approval
        scan.order = ["id"].compactMap(module.field).map { Ordering(FieldPath(field: $0), isAscending: false) }
        let reader = RecordReader(schema: schema, store: caller.store, engine: self)
        let (set, more) = try await queries.run { [scan] in
            let found = try await reader.records(scan, selection)
            return (found.set, found.more)
        }
        guard !set.records.isEmpty else { return .nothing }
        return .found(RecordPage(set: set, number: plan.number, perPage: plan.size, more: more))
    }

    /// How many records a search would find; without anything to find, how many a list would have.
    /// - Throws: ``BulkError``.
    public func count(_ request: SearchRequest, in module: Module, for caller: Caller) async throws -> Int {
        let schema = try await caller.store.schema()
        let filter = try await filter(for: request, in: module, schema, for: caller)
        var scan = RecordScan(module: module, columns: [], predicate: filter.predicate)
        scan.approval = filter.approval
        return try await queries.run { [scan] in try await caller.store.count(scan) }
    }

    private func filter(
        for request: SearchRequest, in module: Module, _ schema: Schema, for caller: Caller
    ) async throws -> RecordFilter {
        let planner = SearchPlanner(
            request: request, module: module, compiler: try await compiler(of: module, schema, request.version, for: caller),
            limits: limits)
        let view = try await view(request.view, of: module, for: caller)
        let (filter, keys) = try planner.filter(
            viewPredicate: try await predicate(of: view, in: module, schema, request.version, for: caller))
        if !keys.isEmpty { try await prepareFinding(by: keys, of: module, in: caller.store) }
        return filter
    }
}
