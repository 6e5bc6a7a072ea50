import BulkFormats
import BulkModel
import BulkStore

/// Turns the conditions of a query into a predicate, by way of the criteria that bulk read has; only an empty value that is asked for
/// matches. (platform specification, section 15)
struct COQLConditionCompiler {
    let names: COQLNames
    /// Its quirk ``Quirk/complementMatchesEmpty`` is off, as nobody expects it of a query.
    let criteria: CriterionCompiler

    /// - Throws: ``BulkError``.
    func predicate(_ condition: COQLCondition) throws -> Predicate {
        switch condition {
        case .comparison(let comparison): return try predicate(comparison)
        case .all(let members):
            // Flat, for stores have little room for conditions inside one another.
            return .every(
                try members.map(predicate).flatMap { if case .every(let inner) = $0 { inner } else { [$0] } })
        case .any(let members):
            return .any(try members.map(predicate).flatMap { if case .any(let inner) = $0 { inner } else { [$0] } })
        }
    }

    private func predicate(_ comparison: COQLComparison) throws -> Predicate {
        let path = try names.path(comparison.column)
        guard let family = CriterionFamily(queried: path.field) else {
            throw BulkError.invalidColumn(comparison.column, reason: "the field can't be compared with anything")
        }
        let operators = family.operators.filter { !path.field.isEncrypted || $0.asksForEquality }
        guard operators.contains(comparison.comparator) else {
            throw BulkError.invalidOperator(
                comparison.comparator.rawValue, column: comparison.column, supported: operators.map(\.rawValue))
        }
        guard comparison.values.count <= criteria.limits.valuesPerCriterion else {
            throw BulkError.queryLimitExceeded(criteria.limits.valuesPerCriterion, of: "values in a list", clause: "where")
        }
        do {
            return try predicate(comparison, over: path, as: family)
        } catch is BulkError {
            // Its text speaks of criteria in JSON.
            let lacksOffset = comparison.values.contains { family.lacksOffset($0.json) }
            throw BulkError.invalidValue(
                column: comparison.column, operator: comparison.comparator.rawValue,
                expected: lacksOffset ? "\(family.expectation); the offset is missing" : family.expectation)
        }
    }

    private func predicate(_ comparison: COQLComparison, over path: FieldPath, as family: CriterionFamily) throws -> Predicate {
        switch comparison.comparator {
        case .isNull: return .test(path, .isEmpty)
        case .isNotNull: return .test(path, .isPresent)
        case .like, .notLike: return try match(comparison, over: path, as: family)
        default: return try equivalent(of: comparison, values: comparison.values.map(\.json), over: path, as: family)
        }
    }

    private func match(_ comparison: COQLComparison, over path: FieldPath, as family: CriterionFamily) throws -> Predicate {
        let isNegated = comparison.comparator == .notLike
        guard case .text(let text)? = comparison.values.first, text.unicodeScalars.count <= criteria.limits.criterionTextLength else {
            throw BulkError.invalidValue(
                column: comparison.column, operator: comparison.comparator.rawValue, expected: family.expectation)
        }
        let pattern = LikePattern(text)
        if family == .text, let literal = pattern.literal {
            var equality = comparison
            equality.comparator = isNegated ? .notEqual : .equal
            return try equivalent(of: equality, values: [.string(literal)], over: path, as: family)
        }
        let match = family == .options ? TextMatch.optionPattern : .pattern
        return .test(path, isNegated ? .matchesNot(match, text) : .matches(match, text))
    }

    /// The predicate of the criterion that means the same.
    private func equivalent(
        of comparison: COQLComparison, values: [JSONValue], over path: FieldPath, as family: CriterionFamily
    ) throws -> Predicate {
        guard let comparator = comparison.comparator.comparator, let first = values.first else { return .constant(false) }
        let takesSeveral = comparator.takesList || comparator.takesRange
        let criterion = Criterion(
            fieldName: comparison.column, fieldID: nil, comparator: comparator, value: takesSeveral ? .array(values) : first)
        return try criteria.predicate(of: criterion, over: path, as: family, sent: .null)
    }
}
