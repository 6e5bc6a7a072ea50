import BulkFormats
import BulkModel
import BulkStore
import FoundationEssentials

/// Turns a request into a query all of whose names exist, and a query into the plan that carries it out.
struct ReadPlanner {
    let schema: Schema
    let limits: Limits
    let quirks: Quirks
    /// Whom names of owners may stand for.
    let users: [User]
    /// Who asks.
    let user: User

    /// Checks a request in the documented order; the first failure is the answer. (bulk read specification, section 9.5)
    /// - Parameters:
    ///   - view: the custom view the request names, if there is one of that id.
    ///   - now: what the place-holders of views are about.
    /// - Throws: ``BulkError``.
    func query(for request: ReadRequest, module: Module, view: CustomView?, now: Date) throws -> ReadQuery {
        let fileType = try fileType(request, module)
        let viewCriteria = try viewCriteria(request, view, module, now)
        let page = try page(request.page)
        let columns = try columns(request.fields, of: module)
        let reading = try request.criteria.map { try CriteriaReader(compiler: compiler(module, request.version)).read($0) }
        let criteria = Self.merged(viewCriteria, reading?.criteria)
        guard criteria?.count ?? 0 <= limits.criteriaPerQuery else {
            throw BulkError.criteriaLimitExceeded(maximum: limits.criteriaPerQuery)
        }
        let joins = Set(columns.map(\.path.lookups).filter { !$0.isEmpty }).union(reading?.joins ?? [])
        guard joins.count <= limits.joinsPerQuery else { throw BulkError.joinLimitExceeded(maximum: limits.joinsPerQuery) }
        return ReadQuery(
            module: module.reference, fields: request.fields?.isEmpty == true ? nil : request.fields, criteria: criteria,
            view: request.view == nil ? nil : view?.id, page: page, fileType: fileType)
    }

    /// The plan of a job's query against the schema of the moment.
    /// - Throws: ``BulkError``, if the schema no longer has what the query names.
    func plan(for job: ReadJob) throws -> ReadPlan {
        let query = job.query
        guard let module = schema.module(id: query.module.id) else { throw BulkError.moduleNotAvailable(query.module.apiName) }
        let predicate = try query.criteria.map { try compiler(module, job.version).predicate(for: $0) }
        let isCalendar = query.fileType == .ics
        return ReadPlan(
            module: module, columns: isCalendar ? try calendarColumns() : try columns(query.fields, of: module),
            predicate: predicate ?? .constant(true), page: query.page, startAfter: query.startAfter,
            perPage: isCalendar ? limits.recordsPerCalendar : limits.recordsPerPage)
    }

    /// The module a request names.
    /// - Throws: `MODULE_NOT_AVAILABLE`, `MODULE_NOT_SUPPORTED`.
    func module(_ name: String, isID: Bool) throws -> Module {
        let found = isID ? ObjectID(name).flatMap { schema.module(id: $0) } : schema.module(named: name)
        guard let found, found.generatedType != .pseudo else { throw BulkError.moduleNotAvailable(name) }
        guard found.isExportable else { throw BulkError.moduleNotSupported(found.apiName) }
        return found
    }

    private func compiler(_ module: Module, _ version: APIVersion) -> CriterionCompiler {
        CriterionCompiler(
            schema: schema, module: module, limits: limits, quirks: quirks, version: version, users: users,
            offsets: UTCOffsets.cached(named: user.timeZone))
    }

    /// A calendar is made of meetings only, and has no columns to choose. (section 3.7)
    private func fileType(_ request: ReadRequest, _ module: Module) throws -> FileType {
        guard let name = request.fileType?.lowercased() else { return .csv }
        guard let type = FileType(rawValue: name) else {
            throw request.version.has(.structureErrors) ? BulkError.requestBodyNotSupported : BulkError.jobNotSupported
        }
        guard type == .ics else { return type }
        guard module.apiName == CalendarColumns.module else { throw BulkError.moduleNotSupported(module.apiName) }
        guard request.fields?.isEmpty ?? true else { throw BulkError.queryNotSupported("fields with ics") }
        return type
    }

    /// What a calendar needs of a meeting, in the order of ``CalendarColumns``.
    private func calendarColumns() throws -> [ReadPlan.Column] {
        guard let events = schema.module(named: CalendarColumns.module) else { throw BulkError.moduleNotAvailable(CalendarColumns.module) }
        return try CalendarColumns.names.map { name in
            do {
                return ReadPlan.Column(header: name, path: try schema.path(name, from: events))
            } catch {
                throw BulkError.fieldNotAvailable(name, module: events.apiName)
            }
        }
    }

    /// The criteria of the request's view, with its place-holders filled. (section 3.6)
    private func viewCriteria(_ request: ReadRequest, _ view: CustomView?, _ module: Module, _ now: Date) throws -> Criteria? {
        guard let name = request.view else { return nil }
        guard let view, view.module == module.apiName, view.isExportable, view.isVisible(to: user) else {
            throw request.version.has(.structureErrors) ? BulkError.viewNotSupported(name) : BulkError.queryNotSupported(name)
        }
        return view.criteria?.filled(for: user, now: now)
    }

    private static func merged(_ view: Criteria?, _ request: Criteria?) -> Criteria? {
        guard let view, let request else { return view ?? request }
        return .group(.and, [view, request])
    }

    private func page(_ value: JSONValue?) throws -> Int {
        let shown: String
        switch value {
        case nil, .null: return 1
        case .string(let text): shown = text
        case .some(let other): shown = other.description
        }
        // Anything beyond 64 bits is out of range whatever its digits.
        let isWhole = !shown.isEmpty && shown.utf8.allSatisfy { (0x30...0x39).contains($0) }
        let number = Int64(shown) ?? (isWhole ? Int64.max : 0)
        guard isWhole, number >= 1 else { throw BulkError.pageNotSupported(shown) }
        guard number <= Int64(limits.pageMaximum) else { throw BulkError.pageRangeExceeded(number, maximum: limits.pageMaximum) }
        return Int(number)
    }

    /// The columns of an export: the record id, then the fields in the order of the request, each once. (section 3.3)
    private func columns(_ names: [String]?, of module: Module) throws -> [ReadPlan.Column] {
        guard let id = module.field(named: "id") else { throw BulkError.moduleNotSupported(module.apiName) }
        let paths: [FieldPath]
        if let names, !names.isEmpty, names.count <= limits.fieldsPerQuery {
            paths = try names.map { try path($0, from: module) }
        } else {
            paths = module.fields.filter(\.isSelectable).map { FieldPath(field: $0) }
        }
        // The service prints the id's header with a capital letter, whatever the request said.
        var columns = [ReadPlan.Column(header: "Id", path: FieldPath(field: id))]
        var seen: Set<String> = ["id"]
        for path in paths where seen.insert(path.name).inserted {
            columns.append(ReadPlan.Column(header: path.name, path: path))
        }
        return columns
    }

    private func path(_ name: String, from module: Module) throws -> FieldPath {
        do {
            let path = try schema.path(name, from: module)
            guard path.field.isSelectable else { throw BulkError.fieldNotSupported(name, module: module.apiName) }
            return path
        } catch Schema.PathProblem.unavailable {
            throw BulkError.fieldNotAvailable(name, module: module.apiName)
        } catch Schema.PathProblem.notALookup {
            throw BulkError.fieldNotSupported(name, module: module.apiName)
        }
    }
}

extension Field {
    /// Whether `fields` may name the field: kinds whose rows or files live elsewhere can't be a cell.
    var isSelectable: Bool { isExportable && storedForm != .none }
}
