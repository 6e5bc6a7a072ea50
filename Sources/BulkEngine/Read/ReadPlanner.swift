import BulkModel

/// Turns a request into a query all of whose names exist, and a query into the plan that carries it out.
struct ReadPlanner {
    let schema: Schema
    let limits: Limits

    /// Checks a request in the documented order; the first failure is the answer. (bulk read specification, section 9.5)
    /// - Throws: ``BulkError``.
    func query(for request: ReadRequest, scopes: ScopeSet) throws -> ReadQuery {
        let module = try module(request.module)
        guard scopes.allows("ZohoCRM.modules.\(module.scopeName)", .read) else { throw BulkError.scopeMismatch }
        let fileType = try fileType(request)
        let page = try page(request.page)
        _ = try columns(request.fields, of: module)
        return ReadQuery(
            module: module.reference, fields: request.fields?.isEmpty == true ? nil : request.fields, page: page, fileType: fileType)
    }

    /// The plan of a job's query against the schema of the moment.
    /// - Throws: ``BulkError``, if the schema no longer has what the query names.
    func plan(for query: ReadQuery) throws -> ReadPlan {
        guard let module = schema.module(id: query.module.id) else { throw BulkError.moduleNotAvailable(query.module.apiName) }
        return ReadPlan(
            module: module, columns: try columns(query.fields, of: module), page: query.page, perPage: limits.recordsPerPage)
    }

    private func module(_ selector: ReadRequest.ModuleSelector) throws -> Module {
        let found: Module?
        let name: String
        switch selector {
        case .apiName(let apiName):
            found = schema.module(named: apiName)
            name = apiName
        case .id(let id):
            found = ObjectID(id).flatMap { schema.module(id: $0) }
            name = id
        }
        guard let found, found.generatedType != .pseudo else { throw BulkError.moduleNotAvailable(name) }
        guard found.isExportable else { throw BulkError.moduleNotSupported(found.apiName) }
        return found
    }

    private func fileType(_ request: ReadRequest) throws -> FileType {
        guard let name = request.fileType?.lowercased() else { return .csv }
        if let type = FileType(rawValue: name) { return type }
        if name == "ics" { throw BulkError.featureNotSupported }
        throw request.version.has(.structureErrors) ? BulkError.requestBodyNotSupported : BulkError.jobNotSupported
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
        let joins = Set(paths.map(\.lookups).filter { !$0.isEmpty })
        guard joins.count <= limits.joinsPerQuery else { throw BulkError.joinLimitExceeded(maximum: limits.joinsPerQuery) }
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
    fileprivate var isSelectable: Bool { isExportable && storedForm != .none }
}
