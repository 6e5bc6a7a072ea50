import BulkModel
import BulkStore

/// Turns what a search is asked to find into the records it is about. (platform specification, section 14.1)
struct SearchPlanner {
    let request: SearchRequest
    let module: Module
    let compiler: CriterionCompiler
    let limits: Limits

    /// Words of a search, more of which only cost time.
    private static let maximumWords = 10

    /// - Parameters:
    ///   - viewPredicate: the criteria of the view that the request names.
    /// - Returns: the records, and the fields by whose values they are found, for a store that finds them by an index.
    /// - Throws: ``BulkError``.
    func filter(viewPredicate: Predicate?) throws -> (filter: RecordFilter, keys: [Field]) {
        let selectors = request.selectors
        if selectors.count > 1 { throw BulkError.ambiguousParameters(selectors.map(\.name)) }
        var filter = RecordFilter()
        var keys: [Field] = []
        if let viewPredicate { filter.predicates.append(viewPredicate) }
        if let criteria = request.criteria {
            filter.predicates.append(try SearchCriteriaCompiler(compiler: compiler, limits: limits).predicate(for: criteria))
        }
        if let email = request.email {
            keys = fields { $0.dataType == .email }
            filter.predicates.append(try anyOf(keys, equals: email, parameter: "email"))
        }
        if let phone = request.phone {
            keys = fields { $0.dataType == .phone }
            filter.predicates.append(try anyOf(keys, equals: phone, parameter: "phone"))
        }
        if let word = request.word { filter.predicates.append(try every(wordOf: word)) }
        let converted = try RecordFilter.Choice(request.converted, parameter: "converted")
        filter.addConversion(converted ?? (request.view == nil && module.isConvertible ? .no : .both), of: module)
        filter.addApproval(try RecordFilter.Choice(request.approved, parameter: "approved") ?? .yes)
        return (filter, keys)
    }

    private func fields(where isWanted: (Field) -> Bool) -> [Field] {
        module.fields.filter { $0.storedForm == .text && !$0.isRestricted && isWanted($0) }
    }

    private func anyOf(_ fields: [Field], equals text: String, parameter: String) throws -> Predicate {
        guard text.unicodeScalars.count <= limits.criterionTextLength else { throw BulkError.invalidParameter(parameter) }
        return .any(fields.map { .test(FieldPath(field: $0), .equals(.text(text))) })
    }

    /// Every word must be somewhere in the record's texts, not all in the same one.
    private func every(wordOf text: String) throws -> Predicate {
        let words = text.split(whereSeparator: \.isWhitespace).map(String.init)
        guard (1...Self.maximumWords).contains(words.count), text.unicodeScalars.count <= limits.criterionTextLength else {
            throw BulkError.invalidParameter("word")
        }
        // What is encrypted can be asked for equality only.
        let fields = fields { !$0.isEncrypted }
        return .every(words.map { word in .any(fields.map { .test(FieldPath(field: $0), .matches(.contains, word)) }) })
    }
}
