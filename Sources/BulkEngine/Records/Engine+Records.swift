public import BulkModel
import BulkStore

/// Records as the record API reads them; scopes are looked at before. (platform specification, section 14.1)
extension Engine {
    /// What the caller's profile lets see of a module.
    /// - Throws: `NO_PERMISSION`.
    public func authorize(_ caller: Caller, toView module: Module) async throws {
        let denied = try await caller.store.profile(named: caller.user.profile).denied
        for permission in [Profile.apiAccess, Profile.view(module.apiName)] where denied.contains(permission) {
            throw BulkError.permissionDenied(permission)
        }
    }

    /// One record, with the rows of its subforms and its links.
    /// - Parameters:
    ///   - fields: API names, separated by commas; nil for all.
    ///   - modifiedSince: UTC seconds; a record that is older is not told.
    /// - Throws: `LIMIT_EXCEEDED`.
    public func record(
        _ id: ObjectID, of module: Module, fields: String?, modifiedSince: Int64?, version: APIVersion, for caller: Caller
    ) async throws -> RecordAnswer<RecordSet> {
        let schema = try await caller.store.schema()
        var selection = try RecordSelection(fields: fields, oneOf: module, schema: schema, limits, version)
        guard let idField = module.field(named: "id") else { return .nothing }
        let modified = module.field(named: "Modified_Time").map { selection.column(of: FieldPath(field: $0)) }
        let scan = RecordScan(
            module: module, columns: selection.columns, predicate: .test(FieldPath(field: idField), .equals(.integer(id.rawValue))))
        let reader = RecordReader(schema: schema, store: caller.store, engine: self)
        var (set, rows, _) = try await reader.records(scan, selection)
        guard let row = rows.first else { return .nothing }
        if let since = modifiedSince, let time = modified.flatMap({ row[$0]?.integer }), time <= since {
            return .notModified
        }
        try await reader.addRows(to: &set)
        return .found(set)
    }

    /// A page of a list.
    /// - Throws: ``BulkError`` of section 14.1.
    public func records(_ request: RecordListRequest, of module: Module, for caller: Caller) async throws -> RecordAnswer<RecordPage> {
        let schema = try await caller.store.schema()
        let planner = RecordListPlanner(request: request, module: module, schema: schema, limits: limits, user: caller.user)
        let view = try await view(request.view, of: module, for: caller)
        let plan = try planner.plan(
            view: view, viewPredicate: try await predicate(of: view, in: module, schema, request.version, for: caller),
            token: try await pageToken(request, binding: planner.binding, for: caller))
        let page = try await page(of: plan, schema, request.version, for: caller)
        guard page.set.records.isEmpty else { return .found(page) }
        return plan.asksForChanges ? .notModified : .nothing
    }

    private func page(
        of plan: RecordListPlan, _ schema: Schema, _ version: APIVersion, for caller: Caller
    ) async throws -> RecordPage {
        var plan = plan
        let token = plan.page.token
        let path = FieldPath(field: plan.sortField)
        let sortColumn = plan.selection.column(of: path)
        // The page before a place is read backwards from there.
        let isAscending = plan.isAscending != (token?.isBackward ?? false)
        var scan = RecordScan(
            module: plan.selection.module, columns: plan.selection.columns, predicate: plan.filter.predicate,
            offset: token == nil ? plan.page.passed : 0, limit: plan.page.size)
        scan.approval = plan.filter.approval
        scan.order = [Ordering(path, isAscending: isAscending)]
        if !plan.sortField.isRecordID, let id = scan.module.field(named: "id") {
            scan.order.append(Ordering(FieldPath(field: id), isAscending: isAscending))
            try await prepareFinding(by: [plan.sortField], of: scan.module, in: caller.store)
        }
        scan.behind = token?.place
        let reader = RecordReader(schema: schema, store: caller.store, engine: self)
        var (set, rows, more) = try await reader.records(scan, plan.selection)
        if token?.isBackward == true {
            set.records.reverse()
            rows.reverse()
        }
        let values = (first: rows.first?[sortColumn] ?? nil, last: rows.last?[sortColumn] ?? nil)
        var page = RecordPage(
            set: set, number: plan.page.number, perPage: plan.page.size, more: token?.isBackward == true || more)
        if version.has(.recordPageTokens) {
            // Backwards, what was asked for is whether there are records before.
            let hasBefore = token?.isBackward == true ? more : plan.page.passed > 0
            page.paging = try await paging(of: page, plan, values, hasBefore: hasBefore, for: caller)
        }
        return page
    }

    /// The view that a request names; nil if it names none.
    /// - Throws: `INVALID_DATA` if the module has no view of that id that the caller may see.
    func view(_ id: String?, of module: Module, for caller: Caller) async throws -> CustomView? {
        guard let id else { return nil }
        guard let id = ObjectID(id), let view = try await caller.store.view(id), view.module == module.apiName,
            view.isVisible(to: caller.user)
        else { throw BulkError.invalidParameter("cvid") }
        return view
    }

    /// The records that a view is about; nil for all.
    /// - Throws: ``BulkError``, if its criteria name what is gone.
    func predicate(
        of view: CustomView?, in module: Module, _ schema: Schema, _ version: APIVersion, for caller: Caller
    ) async throws -> Predicate? {
        guard let view else { return nil }
        // Nothing is shared with anybody.
        guard view.isExportable else { return .constant(false) }
        guard let criteria = view.criteria else { return nil }
        let compiler = try await compiler(of: module, schema, version, for: caller)
        return try compiler.predicate(for: criteria.filled(for: caller.user, now: time.now))
    }

    /// See ``RecordStore/prepareFinding(by:of:)``.
    func prepareFinding(by fields: [Field], of module: Module, in store: any OrganizationStore) async throws {
        try await BackgroundThread.value(name: "indexes") { try store.prepareFinding(by: fields, of: module) }
    }
}
