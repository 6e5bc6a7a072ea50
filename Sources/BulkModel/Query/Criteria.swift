/// Which records a query or a view is about: a criterion, or criteria joined by a word. Values are kept as they were sent.
/// (bulk read specification, section 4.1)
public indirect enum Criteria: Hashable, Sendable {
    case criterion(Criterion)
    case group(GroupOperator, [Criteria])

    /// Criteria without another inside.
    public var count: Int {
        switch self {
        case .criterion: 1
        case .group(_, let members): members.reduce(0) { $0 + $1.count }
        }
    }
}

/// One comparison of a field with a value.
public struct Criterion: Hashable, Sendable {
    /// The name as requested, dots included.
    public var fieldName: String
    /// The id of the addressed field; nil for the pseudo-fields whose names begin with `$`.
    public var fieldID: ObjectID?
    public var comparator: Comparator
    public var value: JSONValue

    public init(fieldName: String, fieldID: ObjectID?, comparator: Comparator, value: JSONValue) {
        self.fieldName = fieldName
        self.fieldID = fieldID
        self.comparator = comparator
        self.value = value
    }

    /// What stands for "no value" in a criterion.
    public static let empty = "${EMPTY}"
}

/// The words that join criteria.
public enum GroupOperator: String, Sendable, CaseIterable {
    case and, or
}

/// The ways to compare, by the documented names. (section 4.2)
public enum Comparator: String, Sendable, CaseIterable {
    case equal
    case notEqual = "not_equal"
    case isIn = "in"
    case notIn = "not_in"
    case contains
    case notContains = "not_contains"
    case startsWith = "starts_with"
    case endsWith = "ends_with"
    case between
    case notBetween = "not_between"
    case lessThan = "less_than"
    case lessEqual = "less_equal"
    case greaterThan = "greater_than"
    case greaterEqual = "greater_equal"

    /// Whether only equality is asked for, which empty and encrypted values can answer too.
    public var asksForEquality: Bool { self == .equal || self == .notEqual || takesList }

    /// Whether the value is a list of any number of values.
    public var takesList: Bool { self == .isIn || self == .notIn }

    /// Whether the value is a list of two values, low and high.
    public var takesRange: Bool { self == .between || self == .notBetween }
}
