/// A comparison of a filter as it is written: its field isn't looked up and its values aren't compared with any type.
public struct FilterComparison: Hashable, Sendable {
    /// The field's name, dots included.
    public var name: String
    /// Whether it stood in quotes, so that it may be a label.
    public var isQuoted: Bool
    public var comparator: FilterOperator
    /// As many as the operator takes: none, one, two, or a list of at least one.
    public var values: [FilterValue]
    /// Whether it counts where the comparison isn't true.
    public var isNegated = false
    /// The bytes of the text that name the field, and those of the operator.
    public var namePlace: Range<Int>
    public var comparatorPlace: Range<Int>
}

/// The ways to compare, as they are written.
public enum FilterOperator: String, Sendable, CaseIterable {
    case equal = "="
    case notEqual = "!="
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="
    case isIn = "in"
    case notIn = "not in"
    case between
    case notBetween = "not between"
    case contains
    case notContains = "not contains"
    case startsWith = "starts with"
    case notStartsWith = "not starts with"
    case endsWith = "ends with"
    case notEndsWith = "not ends with"
    case like
    case notLike = "not like"
    case isEmpty = "is empty"
    case isNotEmpty = "is not empty"

    /// The operator that is true where this one isn't.
    public var inverse: FilterOperator {
        switch self {
        case .equal: .notEqual
        case .notEqual: .equal
        case .less: .greaterOrEqual
        case .lessOrEqual: .greater
        case .greater: .lessOrEqual
        case .greaterOrEqual: .less
        case .isIn: .notIn
        case .notIn: .isIn
        case .between: .notBetween
        case .notBetween: .between
        case .contains: .notContains
        case .notContains: .contains
        case .startsWith: .notStartsWith
        case .notStartsWith: .startsWith
        case .endsWith: .notEndsWith
        case .notEndsWith: .endsWith
        case .like: .notLike
        case .notLike: .like
        case .isEmpty: .isNotEmpty
        case .isNotEmpty: .isEmpty
        }
    }
}

/// A value of a comparison, and the bytes of the text that it is.
public struct FilterValue: Hashable, Sendable {
    public enum Content: Hashable, Sendable {
        /// What stood in quotes. `\%` is left as it is, for patterns to tell a percent sign from a wildcard.
        case text(String)
        /// The number's own digits.
        case number(String)
        case boolean(Bool)
        /// A date, or a date and a time, without quotes; not known to be one that there is.
        case moment(String)
        /// A word without quotes.
        case word(String)
    }

    public var content: Content
    public var place: Range<Int>
}
