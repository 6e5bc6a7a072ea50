import BulkModel
import BulkStore

/// Turns the criteria of a search into a predicate, by the compiler that the criteria of exports and views go through.
/// (platform specification, section 14.1)
struct SearchCriteriaCompiler {
    let compiler: CriterionCompiler
    let limits: Limits

    /// The words of a search for comparisons.
    static let comparisons: [(word: String, comparator: Comparator)] = [
        ("equals", .equal), ("not_equal", .notEqual), ("starts_with", .startsWith), ("in", .isIn), ("between", .between),
        ("greater_than", .greaterThan), ("greater_equal", .greaterEqual), ("less_than", .lessThan), ("less_equal", .lessEqual),
    ]

    /// - Throws: `INVALID_QUERY`, `LIMIT_EXCEEDED`.
    func predicate(for text: String) throws -> Predicate {
        let criteria: SearchCriteria
        do {
            criteria = try SearchCriteriaParser.parse(text)
        } catch {
            throw BulkError.invalidQuery(error.reason, [("position", .integer(error.position)), ("param_name", "criteria")])
        }
        guard criteria.count <= limits.conditionsPerSearch else {
            throw BulkError.tooManyValues("criteria", limit: limits.conditionsPerSearch)
        }
        return try predicate(for: criteria)
    }

    private func predicate(for criteria: SearchCriteria) throws -> Predicate {
        switch criteria {
        case .condition(let condition): try predicate(for: condition)
        case .group(.and, let members): .every(try members.map(predicate))
        case .group(.or, let members): .any(try members.map(predicate))
        }
    }

    private func predicate(for condition: SearchCondition) throws -> Predicate {
        guard let comparator = Self.comparisons.first(where: { $0.word == condition.comparison })?.comparator else {
            throw problem(with: condition, "there is no such operator", supported: Self.comparisons.map(\.word))
        }
        do {
            return try predicate(for: condition, comparator)
        } catch let error as BulkError {
            let isOperator = error.code == .comparatorNotSupported || error.code == .fieldAndComparatorNotCompatible
            let lacksOffset = family(of: condition.field).map { family in condition.values.contains { family.lacksOffset(.string($0)) } }
            let isAboutOffset = !isOperator && lacksOffset == true
            throw problem(
                with: condition, isAboutOffset ? Self.missingOffset : Self.reason(for: error),
                supported: isOperator ? comparisons(of: condition.field) : [])
        }
    }

    private func family(of field: String) -> CriterionFamily? {
        (try? compiler.schema.path(field, from: compiler.module)).flatMap { CriterionFamily($0.field) }
    }

    /// A search can compare in two ways that criteria elsewhere can't: numbers from one to another, and booleans that differ.
    private func predicate(for condition: SearchCondition, _ comparator: Comparator) throws -> Predicate {
        switch (family(of: condition.field), comparator) {
        case (.number?, .between) where condition.values.count == 2:
            return .every([
                try compile(condition, .greaterEqual, .string(condition.values[0])),
                try compile(condition, .lessEqual, .string(condition.values[1])),
            ])
        case (.boolean?, .notEqual):
            let opposite = ["true": "false", "false": "true"][condition.text.lowercased()] ?? condition.text
            return try compile(condition, .equal, .string(opposite))
        case (.dateTime?, _) where comparator.takesRange || comparator.takesList:
            return try compile(condition, comparator, .strings(condition.values.map(Self.time)))
        case (.dateTime?, _): return try compile(condition, comparator, .string(Self.time(condition.text)))
        default:
            let isList = comparator.takesRange || comparator.takesList
            return try compile(condition, comparator, isList ? .strings(condition.values) : .string(condition.text))
        }
    }

    private func compile(_ condition: SearchCondition, _ comparator: Comparator, _ value: JSONValue) throws -> Predicate {
        let criterion = Criterion(fieldName: condition.field, fieldID: nil, comparator: comparator, value: value)
        return try compiler.compile(criterion, sent: value).predicate
    }

    /// A time whose offset's plus sign was sent as it is means a blank by then.
    private static func time(_ text: String) -> String { text.replacing(" ", with: "+") }

    // MARK: Errors

    private func problem(with condition: SearchCondition, _ reason: String, supported: [String]) -> BulkError {
        var details: [(String, JSONValue)] = [
            ("api_name", .string(condition.field)), ("operator", .string(condition.comparison)),
            ("position", .integer(condition.position)), ("param_name", "criteria"),
        ]
        if !supported.isEmpty { details.append(("supported_operators", .strings(supported))) }
        return BulkError.invalidQuery(reason, details)
    }

    private static let missingOffset = "the offset from UTC is missing; write it behind the time, such as +05:30 or Z"

    private static func reason(for error: BulkError) -> String {
        switch error.code {
        case .fieldInCriteriaNotAvailable: "the module has no such field"
        case .fieldInCriteriaNotSupported: "the field can't be searched by"
        case .comparatorNotSupported, .fieldAndComparatorNotCompatible: "the field has no such operator"
        case .comparatorAndValueNotCompatible: "the operator takes another number of values; separate them by commas"
        case .comparatorAndEncryptedValueNotCompatible: "an encrypted field can be searched for equality only"
        case .valueLimitExceeded: "there are too many values"
        case .valueNotSupported: "a value is too long"
        default: "a value can't be read as the field's type"
        }
    }

    /// The operators that a field has, by the words of a search.
    private func comparisons(of field: String) -> [String] {
        guard let family = family(of: field) else { return [] }
        var comparators = Set(family.comparators)
        if case .number = family { comparators.insert(.between) }
        if family == .boolean { comparators.insert(.notEqual) }
        return Self.comparisons.filter { comparators.contains($0.comparator) }.map(\.word)
    }
}
