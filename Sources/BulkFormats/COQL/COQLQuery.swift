/// A query of COQL as it is written: of the right structure, its names not looked up and its values not compared with any type.
/// (platform specification, section 15)
public struct COQLQuery: Hashable, Sendable {
    public var columns: [COQLColumn]
    /// API name of the base module.
    public var module: String
    /// The digits behind `#`.
    public var view: String?
    public var condition: COQLCondition
    public var groups: [String]
    public var order: [COQLOrder]
    /// As written, also where it is not positive; digits beyond 64 bits are the nearest number.
    public var limit: Int?
    public var offset: Int?
}

/// A column of the result, and what it is called there.
public struct COQLColumn: Hashable, Sendable {
    public var expression: COQLExpression
    public var alias: String?

    public init(expression: COQLExpression, alias: String? = nil) {
        self.expression = expression
        self.alias = alias
    }
}

/// What a column or a part of the order is made of.
public enum COQLExpression: Hashable, Sendable {
    /// A field by its name, dots, arrows and a leading `!` included.
    case field(String)
    case aggregate(COQLAggregate, of: String)

    /// What the value is called that has no other name: `Last_Name`, `SUM(Amount)`.
    public var name: String {
        switch self {
        case .field(let name): name
        case .aggregate(let aggregate, let field): "\(aggregate.rawValue)(\(field))"
        }
    }
}

/// A number over many records.
public enum COQLAggregate: String, Sendable, CaseIterable {
    case sum = "SUM"
    case minimum = "MIN"
    case maximum = "MAX"
    case average = "AVG"
    case count = "COUNT"

    /// What stands for all fields in `COUNT(*)`.
    public static let allFields = "*"
}

/// A part of the order of the result.
public struct COQLOrder: Hashable, Sendable {
    public var expression: COQLExpression
    public var isAscending: Bool

    public init(expression: COQLExpression, isAscending: Bool) {
        self.expression = expression
        self.isAscending = isAscending
    }
}
