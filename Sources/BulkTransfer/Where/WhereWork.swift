import BulkClient
import BulkFormats
import BulkModel

import enum BulkClient.Criteria

/// A filter on its way to criteria.
struct WhereWork {
    let compiler: WhereCompiler
    let text: String
    let names: FieldNames
    let offsets: UTCOffsets
    var notes: [String] = []
    /// Comparisons of the criteria so far.
    private var count = 0

    init(compiler: WhereCompiler, text: String) {
        self.compiler = compiler
        self.text = text
        names = FieldResolver(compiler.fields, relatedFields: [:], module: compiler.module).names
        offsets = .cached(named: compiler.timeZone)
    }

    func failure(_ message: String, at place: Range<Int>, hint: String? = nil) -> WhereFailure {
        WhereFailure(message: message, hint: hint, text: text, place: place)
    }

    mutating func criteria(of conditions: Conditions<FilterComparison>) throws(WhereFailure) -> Criteria {
        switch conditions {
        case .comparison(let comparison):
            let criteria = try criteria(of: comparison)
            count += criteria.count
            guard count <= compiler.limits.criteriaPerQuery else {
                throw failure(
                    "there are more than \(compiler.limits.criteriaPerQuery) comparisons", at: comparison.namePlace,
                    hint: "several values of a field go into one list: in ('a', 'b')")
            }
            return criteria
        case .all(let members): return .joined(try criteria(of: members), isAll: true)
        case .any(let members): return .joined(try criteria(of: members), isAll: false)
        }
    }

    private mutating func criteria(of members: [Conditions<FilterComparison>]) throws(WhereFailure) -> [Criteria] {
        var result: [Criteria] = []
        for member in members { result.append(try criteria(of: member)) }
        return result
    }

    private mutating func criteria(of comparison: FilterComparison) throws(WhereFailure) -> Criteria {
        let target = try target(of: comparison)
        let comparator = comparison.isNegated ? comparison.comparator.inverse : comparison.comparator
        guard target.family.operators.contains(comparator) else { throw refusal(of: comparator, comparison, target) }
        for value in comparison.values { try checkWord(value, target) }
        guard comparison.values.count <= compiler.limits.valuesPerCriterion else {
            throw failure(
                "a list takes \(compiler.limits.valuesPerCriterion) values", at: comparison.comparatorPlace,
                hint: "join several lists with or")
        }
        switch comparator {
        case .isEmpty: return .comparison(target.name, .equal, Criteria.empty)
        case .isNotEmpty: return .comparison(target.name, .notEqual, Criteria.empty)
        case .like, .notLike: return try criteria(like: comparison.values[0], isNegated: comparator == .notLike, comparison, target)
        default: break
        }
        switch target.family {
        case .dateTime: return try criteria(ofTimes: comparison.values, comparator, target)
        case .boolean:
            let value = try boolean(comparison.values[0], target)
            return .comparison(target.name, .equal, .boolean(value == (comparator == .equal)))
        case .number, .unknown:
            guard comparator == .between || comparator == .notBetween else { break }
            return try criteria(inRange: comparison.values, isNegated: comparator == .notBetween, target)
        default: break
        }
        var values: [JSONValue] = []
        for value in comparison.values { values.append(try json(value, comparator, target)) }
        noteOptions(comparison, comparator, values, target)
        guard let wire = comparator.wire else { throw refusal(of: comparator, comparison, target) }
        return .comparison(target.name, wire, comparator.takesSeveral ? .array(values) : values[0])
    }

    /// Numbers have no comparator for it.
    private mutating func criteria(inRange values: [FilterValue], isNegated: Bool, _ target: WhereTarget) throws(WhereFailure) -> Criteria {
        let low = try json(values[0], .greaterOrEqual, target)
        let high = try json(values[1], .lessOrEqual, target)
        return isNegated
            ? .any([.comparison(target.name, .lessThan, low), .comparison(target.name, .greaterThan, high)])
            : .all([.comparison(target.name, .greaterEqual, low), .comparison(target.name, .lessEqual, high)])
    }

    private func refusal(of comparator: FilterOperator, _ comparison: FilterComparison, _ target: WhereTarget) -> WhereFailure {
        let not = comparison.isNegated ? "\"not\" before the condition asks for \"\(comparator.rawValue)\", and " : ""
        if comparator == .notStartsWith || comparator == .notEndsWith {
            return failure(
                "\(not)there is no comparator \"\(comparator.rawValue)\"", at: comparison.comparatorPlace,
                hint: "\"not contains\" is the nearest that there is")
        }
        let list = target.family.operators.map(\.rawValue).joined(separator: ", ")
        let hint = target.family == .reference(isUser: false) ? target.nameHint.map { "; for its name write \($0)" } ?? "" : ""
        return failure(
            "\(not)\(target.name) is \(target.family.words.name) and can't be compared by \"\(comparator.rawValue)\"",
            at: comparison.comparatorPlace, hint: "it takes \(list)\(hint)")
    }

    /// A value that isn't an option may stand in records nevertheless.
    private mutating func noteOptions(
        _ comparison: FilterComparison, _ comparator: FilterOperator, _ values: [JSONValue], _ target: WhereTarget
    ) {
        guard let options = target.field?.options, !options.isEmpty, [.equal, .notEqual, .isIn, .notIn].contains(comparator) else { return }
        let known = Set(options.map(NameKey.folded))
        let choices = FieldNames(options.map { FieldDescription(apiName: $0, label: $0, dataType: "text") })
        for case .string(let text) in values where .string(text) != Criteria.empty {
            let parts = target.family == .options ? text.split(separator: ";").map { $0.trimmingBlanks() } : [text]
            for part in parts where !known.contains(NameKey.folded(part)) {
                let question = choices.question(for: part).map { "; \($0)" } ?? ""
                notes.append("\(target.name) has no option '\(part)'\(question)")
            }
        }
    }
}

extension Criteria {
    /// Comparisons.
    var count: Int {
        switch self {
        case .comparison: 1
        case .all(let members), .any(let members): members.reduce(0) { $0 + $1.count }
        }
    }

    /// Flat: members that are joined by the same word are members of the whole.
    static func joined(_ members: [Criteria], isAll: Bool) -> Criteria {
        let flat = members.flatMap { member in
            switch member {
            case .all(let inner) where isAll: inner
            case .any(let inner) where !isAll: inner
            default: [member]
            }
        }
        return flat.count == 1 ? flat[0] : isAll ? .all(flat) : .any(flat)
    }
}

extension FilterOperator {
    /// The comparator of criteria that means the same; nil where there is none.
    var wire: Criteria.Comparator? {
        switch self {
        case .equal: .equal
        case .notEqual: .notEqual
        case .less: .lessThan
        case .lessOrEqual: .lessEqual
        case .greater: .greaterThan
        case .greaterOrEqual: .greaterEqual
        case .isIn: .isIn
        case .notIn: .notIn
        case .between: .between
        case .notBetween: .notBetween
        case .contains: .contains
        case .notContains: .notContains
        case .startsWith: .startsWith
        case .endsWith: .endsWith
        case .notStartsWith, .notEndsWith, .like, .notLike, .isEmpty, .isNotEmpty: nil
        }
    }

    var takesSeveral: Bool {
        switch self {
        case .isIn, .notIn, .between, .notBetween: true
        default: false
        }
    }
}
