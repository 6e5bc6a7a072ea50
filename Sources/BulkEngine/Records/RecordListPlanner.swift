import BulkFormats
import BulkModel
import BulkStore

/// A list, ready to be read.
struct RecordListPlan {
    var selection: RecordSelection
    var filter: RecordFilter
    /// The field rows are ordered by, before their ids.
    var sortField: Field
    var isAscending: Bool
    var page: RecordPagePlan
    /// What page tokens are bound to.
    var binding: [UInt8]
    /// Whether the caller wants to know of changed records only.
    var asksForChanges: Bool
}

/// Turns a request for a list into a plan all of whose names exist, or says what is wrong with it.
/// (platform specification, section 14.1)
struct RecordListPlanner {
    let request: RecordListRequest
    let module: Module
    let schema: Schema
    let limits: Limits
    let user: User

    /// The fields that a list can be sorted by.
    private static let sortFields = ["id", "Created_Time", "Modified_Time"]

    /// - Parameters:
    ///   - view: the one that the request names.
    ///   - viewPredicate: its criteria.
    ///   - token: what the request's page token says.
    /// - Throws: ``BulkError``.
    func plan(view: CustomView?, viewPredicate: Predicate?, token: RecordPageToken?) throws -> RecordListPlan {
        if request.version.has(.recordPageTokens), request.fields == nil {
            throw BulkError.requiredParamMissing("fields")
        }
        if request.view != nil, request.sortField != nil { throw BulkError.ambiguousParameters(["cvid", "sort_by"]) }
        if request.pageToken != nil, request.page != nil { throw BulkError.ambiguousParameters(["page", "page_token"]) }
        if request.territory != nil { throw BulkError.invalidParameter("territory_id") }
        let selection = try RecordSelection(fields: request.fields, listOf: module, schema: schema, limits, request.version)
        let sort = try sort(view?.sort)
        let since = request.modifiedSince
        return RecordListPlan(
            selection: selection, filter: try filter(viewPredicate, since), sortField: sort.field, isAscending: sort.isAscending,
            page: try page(token), binding: binding, asksForChanges: since != nil)
    }

    /// What a page token is bound to: who asks, and everything but the page.
    var binding: [UInt8] {
        RecordPageToken.binding(
            of: user.id,
            [
                module.id.description, request.fields, request.view, request.sortField, request.sortOrder?.lowercased(), request.ids,
                request.converted, request.approved, request.modifiedSince.map(String.init),
            ])
    }

    /// - Parameter viewSort: what the request's view is ordered by.
    private func sort(_ viewSort: CustomView.Sort?) throws -> (field: Field, isAscending: Bool) {
        let isAscending: Bool?
        switch request.sortOrder?.lowercased() {
        case nil: isAscending = nil
        case "desc": isAscending = false
        case "asc": isAscending = true
        default: throw BulkError.invalidParameter("sort_order", supported: ["asc", "desc"])
        }
        if let viewSort, let field = module.field(named: viewSort.field), field.isSortable {
            return (field, isAscending ?? viewSort.isAscending)
        }
        let name = request.sortField ?? "id"
        let supported = Self.sortFields.filter { module.field(named: $0) != nil }
        guard supported.contains(name), let field = module.field(named: name) else {
            throw BulkError.invalidParameter("sort_by", supported: supported)
        }
        return (field, isAscending ?? false)
    }

    private func filter(_ viewPredicate: Predicate?, _ since: Int64?) throws -> RecordFilter {
        var filter = RecordFilter()
        if let viewPredicate { filter.predicates.append(viewPredicate) }
        if let ids = request.ids, let id = module.field(named: "id") {
            filter.predicates.append(.test(FieldPath(field: id), .isAmong(try self.ids(ids).map { .integer($0.rawValue) })))
        }
        if let since, let field = module.field(named: "Modified_Time") {
            filter.predicates.append(.test(FieldPath(field: field), .isWithin(lower: since + 1, upper: nil)))
        }
        // A view says itself what it wants of converted records.
        let converted = try RecordFilter.Choice(request.converted, parameter: "converted")
        filter.addConversion(converted ?? (request.view == nil && module.isConvertible ? .no : .both), of: module)
        filter.addApproval(try RecordFilter.Choice(request.approved, parameter: "approved") ?? .yes)
        return filter
    }

    private func ids(_ list: String) throws -> [ObjectID] {
        let texts = list.split(separator: ",").map { $0.trimmingBlanks }
        let ids = texts.compactMap { ObjectID($0) }
        guard !ids.isEmpty, ids.count == texts.count else { throw BulkError.invalidParameter("ids") }
        guard ids.count <= limits.idsPerList else { throw BulkError.tooManyValues("ids", limit: limits.idsPerList) }
        return ids
    }

    private func page(_ token: RecordPageToken?) throws -> RecordPagePlan {
        var page = RecordPagePlan(page: request.page, perPage: request.perPage, limits)
        if let token {
            guard token.passed < limits.recordsByPageToken else {
                throw BulkError.paginationLimitExceeded(limit: limits.recordsByPageToken)
            }
            page.number = token.page
            page.passed = token.passed
            page.token = token
            return page
        }
        // Without tokens, pages are all there is to go on by.
        let hasTokens = request.version.has(.recordPageTokens)
        guard page.end <= (hasTokens ? limits.recordsByPageNumber : limits.recordsByPageToken) else {
            throw hasTokens
                ? BulkError.discretePaginationLimitExceeded(limit: limits.recordsByPageNumber)
                : BulkError.paginationLimitExceeded(limit: limits.recordsByPageToken)
        }
        return page
    }
}

/// Which part of a list is wanted.
struct RecordPagePlan {
    /// From 1.
    var number: Int
    var size: Int
    /// Records before the page.
    var passed: Int
    var token: RecordPageToken?

    /// What is no number, or out of bounds, counts as the nearest that would do: early clients begin with page 0.
    init(page: String?, perPage: String?, _ limits: Limits) {
        number = max(page.flatMap { Int($0) } ?? 1, 1)
        size = min(max(perPage.flatMap { Int($0) } ?? Self.usualSize, 1), limits.recordsPerListPage)
        let (passed, isTooFar) = (number - 1).multipliedReportingOverflow(by: size)
        self.passed = isTooFar ? .max : passed
    }

    /// Records up to the end of the page.
    var end: Int { passed > .max - size ? .max : passed + size }

    private static let usualSize = 200
}

extension Module {
    /// Whether records can be turned into those of other modules; lists leave out those that were, unless told otherwise.
    var isConvertible: Bool { field(named: "Converted__s") != nil }
}

extension Field {
    /// Whether the order of the stored values is one that a person would see as such; that of ids of other records is not.
    fileprivate var isSortable: Bool { storedForm != .none && storedForm != .reference && !isEncrypted }
}

extension Substring {
    /// Without the blanks around it.
    var trimmingBlanks: Substring {
        let front = drop { $0 == " " }
        return front.lastIndex { $0 != " " }.map { front[...$0] } ?? ""
    }
}
