import BulkModel
import BulkStore

/// Reads the criteria of a request: structure and meaning of each criterion, depth first and from left to right, so that the first
/// failure is the documented one. (bulk read specification, sections 4.1 and 4.4)
struct CriteriaReader {
    let compiler: CriterionCompiler
    /// What a criterion means that is written otherwise in a view than in a request.
    var meaning: (Criterion) -> Criterion = { $0 }

    /// What was read.
    struct Reading {
        var criteria: Criteria
        /// The lookup paths it joins.
        var joins: Set<[Field]> = []
    }

    private static let leafKeys = ["field", "api_name", "comparator", "value"]
    private static let groupKeys = ["group", "group_operator"]

    /// - Throws: ``BulkError``.
    func read(_ sent: JSONValue) throws -> Reading {
        guard let object = sent.object else { throw BulkError.criteriaNotSupported(sent) }
        let hasLeafKey = Self.leafKeys.contains { object[$0] != nil }
        let hasGroupKey = Self.groupKeys.contains { object[$0] != nil }
        if hasLeafKey, hasGroupKey { throw BulkError.ambiguousCriteria(sent) }
        return hasGroupKey ? try group(object, sent) : try leaf(object, sent)
    }

    private func group(_ object: JSONObject, _ sent: JSONValue) throws -> Reading {
        guard let members = object["group"]?.array, let word = object["group_operator"] else { throw BulkError.invalidCriteria(sent) }
        let fewest = compiler.quirks[.singleMemberGroup] ? 1 : 2
        guard members.count >= fewest else { throw BulkError.ambiguousGroup(sent) }
        guard let groupOperator = word.string.flatMap({ GroupOperator(rawValue: $0.lowercased()) }) else {
            throw BulkError.groupOperatorNotSupported(word, sent)
        }
        let readings = try members.map { member in
            guard member.object != nil else { throw BulkError.invalidCriteria(sent) }
            return try read(member)
        }
        return Reading(
            criteria: .group(groupOperator, readings.map(\.criteria)),
            joins: readings.reduce(into: []) { $0.formUnion($1.joins) })
    }

    private func leaf(_ object: JSONObject, _ sent: JSONValue) throws -> Reading {
        guard let name = fieldName(object), let value = object["value"],
            let comparator = object["comparator"]?.string.flatMap(Comparator.init(rawValue:))
        else { throw BulkError.invalidCriteria(sent) }
        var criterion = Criterion(fieldName: name, fieldID: nil, comparator: comparator, value: value)
        let (path, _) = try compiler.compile(meaning(criterion), sent: sent)
        // Pseudo-fields have no id of their own.
        criterion.fieldID = name.contains("$") ? nil : path.field.id
        return Reading(criteria: .criterion(criterion), joins: path.lookups.isEmpty ? [] : [path.lookups])
    }

    /// `field.api_name` from v2.1 on, with `api_name` as an alias; in v2 `api_name` alone.
    private func fieldName(_ object: JSONObject) -> String? {
        if compiler.version.has(.criterionFieldIsObject), let field = object["field"] { return field["api_name"]?.string }
        return object["api_name"]?.string
    }
}

extension CriterionCompiler {
    /// The predicate of criteria that were read before.
    /// - Throws: ``BulkError``, if the schema no longer has what the criteria name.
    func predicate(for criteria: Criteria) throws -> Predicate {
        switch criteria {
        case .criterion(let criterion): return try compile(criterion, sent: criterion.value).predicate
        case .group(.and, let members): return .every(try members.map(predicate))
        case .group(.or, let members): return .any(try members.map(predicate))
        }
    }
}
