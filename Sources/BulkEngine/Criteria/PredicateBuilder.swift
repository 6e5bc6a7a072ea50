import BulkModel
import BulkStore

/// Puts the tests of one field together such that a comparator and its complement divide the records between them.
/// (bulk read specification, section 4.3)
struct PredicateBuilder {
    let path: FieldPath
    let complementMatchesEmpty: Bool

    /// Something a cell can be equal to.
    enum Alternative {
        case value(StoredValue)
        /// Any of the values from one to another.
        case span(Int64, Int64)
        /// The same options in any order.
        case options(String)
    }

    func isOneOf(_ alternatives: [Alternative], orEmpty: Bool) -> Predicate {
        var tests: [Predicate] = []
        let values = Self.values(alternatives)
        if values.count == 1 { tests.append(test(.equals(values[0]))) }
        if values.count > 1 { tests.append(test(.isAmong(values))) }
        for alternative in alternatives {
            switch alternative {
            case .value(.text("")): tests.append(test(.isEmpty))
            case .value: break
            case .span(let lower, let upper): tests.append(test(.isWithin(lower: lower, upper: upper)))
            case .options(let options): tests.append(test(.matches(.sameOptions, options)))
            }
        }
        if orEmpty { tests.append(test(.isEmpty)) }
        return tests.count == 1 ? tests[0] : .any(tests)
    }

    func isNoneOf(_ alternatives: [Alternative], norEmpty: Bool) -> Predicate {
        var tests: [Predicate] = []
        var refusesEmpty = norEmpty
        let values = Self.values(alternatives)
        if values.count == 1 { tests.append(test(.differs(values[0]))) }
        if values.count > 1 { tests.append(test(.isNotAmong(values))) }
        for alternative in alternatives {
            switch alternative {
            case .value(.text("")): refusesEmpty = true
            case .value: break
            case .span(let lower, let upper): tests.append(test(.isOutside(lower: lower, upper: upper)))
            case .options(let options): tests.append(test(.matchesNot(.sameOptions, options)))
            }
        }
        if refusesEmpty { return .every([test(.isPresent)] + tests) }
        if tests.isEmpty { return complementMatchesEmpty ? .constant(true) : test(.isPresent) }
        return orEmpty(tests.count == 1 ? tests[0] : .every(tests))
    }

    /// Lets empty cells match as well, if complements are to do so.
    func orEmpty(_ predicate: Predicate) -> Predicate {
        complementMatchesEmpty ? .any([test(.isEmpty), predicate]) : predicate
    }

    /// The plain values; empty text is no value but an empty cell.
    private static func values(_ alternatives: [Alternative]) -> [StoredValue] {
        alternatives.compactMap { if case .value(let value) = $0, value != .text("") { value } else { nil } }
    }

    private func test(_ test: FieldTest) -> Predicate {
        .test(path, test)
    }
}
