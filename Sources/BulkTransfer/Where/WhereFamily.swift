import BulkClient
import BulkFormats

/// The kinds of field that take the same comparators and values. (bulk read specification, section 4.2)
enum WhereFamily: Hashable {
    case number
    case text
    case options
    case date
    case dateTime
    case boolean
    case reference(isUser: Bool)
    /// A field of another module that isn't described: the server knows.
    case unknown

    /// Nil for a field that can't be filtered by.
    init?(_ field: FieldDescription) {
        switch field.dataType {
        case _ where field.apiName == FieldResolver.id: self = .reference(isUser: false)
        case "integer", "bigint", "double", "currency", "percent": self = .number
        case "text", "textarea", "email", "phone", "website", "picklist", "autonumber": self = .text
        case "multiselectpicklist": self = .options
        case "date": self = .date
        case "datetime": self = .dateTime
        case "boolean": self = .boolean
        case "ownerlookup", "userlookup": self = .reference(isUser: true)
        case "lookup", "multi_module_lookup", "layout": self = .reference(isUser: false)
        case "formula", "rollup_summary":
            switch field.jsonType {
            case "integer", "double": self = .number
            case "boolean": self = .boolean
            case "string": self = .unknown
            default: return nil
            }
        default: return nil
        }
    }

    /// What people can write behind a field, of which some is put in the comparators that there are.
    var operators: [FilterOperator] {
        switch self {
        case .text, .options:
            [.equal, .notEqual, .isIn, .notIn, .contains, .notContains, .startsWith, .endsWith, .like, .notLike, .isEmpty, .isNotEmpty]
        case .number, .date, .dateTime:
            [
                .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual, .between, .notBetween, .isIn, .notIn, .isEmpty,
                .isNotEmpty,
            ]
        case .reference: [.equal, .notEqual, .isIn, .notIn, .isEmpty, .isNotEmpty]
        case .boolean: [.equal, .notEqual]
        case .unknown: FilterOperator.allCases.filter { $0 != .notStartsWith && $0 != .notEndsWith }
        }
    }

    /// What a field of the kind is, in a few words, and what a value looks like.
    var words: (name: String, example: String) {
        switch self {
        case .number: ("a number", "1000, 2.5")
        case .text: ("a text", "'Advertisement'")
        case .options: ("a list of options", "'English'")
        case .date: ("a date", "2026-12-31, today")
        case .dateTime: ("a date and a time", "2026-12-31, 2026-12-31T23:59:59+02:00, today")
        case .boolean: ("true or false", "true")
        case .reference(isUser: true): ("a user", "the user's id, or 'Boyle'")
        case .reference: ("a lookup", "the record's id")
        case .unknown: ("a field of another module", "'a text', 1000, 2026-12-31")
        }
    }
}
