/// Comparisons joined by "and" and "or".
public indirect enum Conditions<Comparison: Hashable & Sendable>: Hashable, Sendable {
    case comparison(Comparison)
    /// True if all are.
    case all([Conditions])
    /// True if one is.
    case any([Conditions])

    /// Comparisons without the words that join them.
    public var count: Int {
        switch self {
        case .comparison: 1
        case .all(let members), .any(let members): members.reduce(0) { $0 + $1.count }
        }
    }
}

/// Which records a query is about.
public typealias COQLCondition = Conditions<COQLComparison>

/// One comparison of a field with values.
public struct COQLComparison: Hashable, Sendable {
    public var column: String
    public var comparator: COQLOperator
    /// As many as the operator takes: none, one, two, or a list of at least one.
    public var values: [COQLValue]

    public init(column: String, comparator: COQLOperator, values: [COQLValue]) {
        self.column = column
        self.comparator = comparator
        self.values = values
    }
}

/// The ways to compare, as they are written.
public enum COQLOperator: String, Sendable, CaseIterable {
    case equal = "="
    case notEqual = "!="
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="
    case like
    case notLike = "not like"
    case isIn = "in"
    case notIn = "not in"
    case between
    case notBetween = "not between"
    case isNull = "is null"
    case isNotNull = "is not null"
}

/// A literal.
public enum COQLValue: Hashable, Sendable {
    /// What stood in single quotes. `\%` is left as it is, for patterns to tell a percent sign from a wildcard.
    case text(String)
    /// The number's own digits.
    case number(String)
    case boolean(Bool)
}
