import BulkClient

/// Columns on their way to fields.
struct MatchWork {
    let header: [String]
    let matcher: ColumnMatcher
    let resolver: FieldResolver
    /// What has become of each column; nil while nothing has.
    var matches: [ColumnMatch?]
    var constants: [FieldMapping] = []
    /// Columns by the API names of the fields that they are.
    var taken: [String: Int] = [:]
    var notes: [String] = []
    /// Columns whose cells contradict one another.
    var doubts: [Int: CellTranslation.Doubt] = [:]
    /// What must be put right besides what fields need.
    var problems: [String] = []
    var questions: [MappingQuestion] = []
    var translations: [Int: CellTranslation] = [:]
    var nulls: [String] = []

    init(header: [String], matcher: ColumnMatcher) {
        self.header = header
        self.matcher = matcher
        resolver = FieldResolver(matcher.fields, relatedFields: matcher.relatedFields, module: matcher.module)
        matches = header.map { _ in nil }
        for (column, title) in header.enumerated() where title.isEmpty { decide(column, .noName) }
    }

    /// The columns that nothing has become of yet.
    var open: [Int] { matches.indices.filter { matches[$0] == nil } }

    mutating func decide(_ column: Int, _ reason: ColumnMatch.Reason, _ mapping: FieldMapping? = nil) {
        matches[column] = ColumnMatch(column: column, title: header[column], mapping: mapping, reason: reason)
        if let mapping { taken[mapping.field] = column }
    }

    /// Makes a column a field, unless there is a reason not to.
    mutating func take(_ choice: FieldChoice, for column: Int, _ reason: ColumnMatch.Reason) {
        let name = choice.field.apiName
        if let constant = constants.first(where: { $0.field == name }) {
            decide(column, .constant(field: constant.field))
        } else if let other = taken[name] {
            decide(column, .taken(field: name, column: other))
        } else if name == FieldResolver.id, matcher.givesNewIDs {
            decide(column, .newID)
        } else if name == FieldResolver.id, let findBy = matcher.findBy, findBy != FieldResolver.id {
            decide(column, .otherKey(findBy))
        } else {
            decide(column, reason, FieldMapping(field: name, column: column, findBy: choice.findBy))
        }
    }

    func proposal() -> MappingProposal {
        let columns = matches.enumerated().map { column, match in
            match ?? ColumnMatch(column: column, title: header[column], mapping: nil, reason: .unknown)
        }
        return MappingProposal(
            columns: columns, constants: constants, translations: translations, questions: questions, nulls: nulls, notes: notes,
            problems: missing() + problems)
    }

    /// What a job would be refused for. (bulk write specification, section 7.7)
    private func missing() -> [String] {
        let mapped = Set(taken.keys).union(constants.map(\.field))
        var problems: [String] = []
        if mapped.isEmpty { problems.append("no column is a field of \(matcher.module)") }
        let findBy = matcher.findBy ?? (matcher.canAdd ? nil : FieldResolver.id)
        if let findBy, !mapped.contains(findBy) {
            problems.append("records are found by \(findBy), but no column is that field; name it with --map COLUMN=\(findBy)")
        }
        guard matcher.canAdd else { return problems }
        for field in matcher.fields where field.isMandatory && !mapped.contains(field.apiName) {
            if field.dataType == "subform" {
                if !matcher.children.contains(field.apiName) {
                    problems.append("\(field.apiName) is mandatory; its rows come from a file of their own")
                }
            } else if field.obstacle == nil, field.apiName != "Owner", field.apiName != "Pricing_Details" {
                problems.append(
                    "\(field.apiName) is mandatory, but no column is that field; name one with --map COLUMN=\(field.apiName), or give all rows the same with --set \(field.apiName)=VALUE"
                )
            }
        }
        return problems
    }
}
