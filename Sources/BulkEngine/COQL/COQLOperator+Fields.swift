import BulkFormats
import BulkModel

extension CriterionFamily {
    /// The family by which queries compare a field: record ids have an order there. Nil for a field that can't be compared.
    init?(queried field: Field) {
        if field.isRecordID {
            self = .number(scale: 0)
        } else {
            self.init(field)
        }
    }

    /// The operators that queries may have, in the order of the documents. (platform specification, section 15)
    var operators: [COQLOperator] {
        switch self {
        case .text, .options: [.equal, .notEqual, .like, .notLike, .isIn, .notIn, .isNull, .isNotNull]
        case .number, .date, .dateTime:
            [
                .equal, .notEqual, .isIn, .notIn, .isNull, .isNotNull, .less, .lessOrEqual, .greater, .greaterOrEqual, .between,
                .notBetween,
            ]
        case .reference: [.equal, .notEqual, .isIn, .notIn, .isNull, .isNotNull]
        case .boolean: [.equal]
        }
    }

    /// What a value must be, in a few words.
    var expectation: String {
        switch self {
        case .text, .options: "a text of at most 255 characters"
        case .number: "a number of at most 19 digits"
        case .date: "a date as '2024-12-31'"
        case .dateTime: "a date and time as '2024-12-31T23:59:59+00:00', or a date"
        case .boolean: "true or false"
        case .reference(let isUser): isUser ? "the id or the name of a user" : "the id of a record"
        }
    }
}

extension COQLOperator {
    /// The comparator of criteria that does the same; nil where there is none.
    var comparator: Comparator? {
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
        case .like, .notLike, .isNull, .isNotNull: nil
        }
    }

    /// What an encrypted field can answer.
    var asksForEquality: Bool {
        switch self {
        case .equal, .notEqual, .isIn, .notIn, .isNull, .isNotNull: true
        case .less, .lessOrEqual, .greater, .greaterOrEqual, .like, .notLike, .between, .notBetween: false
        }
    }
}

extension COQLValue {
    /// The value as criteria have it.
    var json: JSONValue {
        switch self {
        case .text(let text): .string(text)
        case .number(let digits): .number(digits)
        case .boolean(let value): .boolean(value)
        }
    }
}
