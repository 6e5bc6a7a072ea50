import BulkFormats
import BulkModel

/// The kinds of field that take the same comparators and values. (bulk read specification, section 4.2)
enum CriterionFamily: Hashable {
    case number(scale: Int)
    case text
    case options
    case date
    case dateTime
    case boolean
    case reference(isUser: Bool)

    /// Nil for a field that can't be filtered by.
    init?(_ field: Field) {
        guard field.isExportable, field.textAreaKind != "rich_text" else { return nil }
        if field.isRecordID {
            self = .reference(isUser: false)
            return
        }
        switch field.storedForm {
        case .none: return nil
        case .integer: self = .number(scale: 0)
        case .decimal(let scale): self = .number(scale: scale)
        case .text: self = field.dataType == .multiselectpicklist ? .options : .text
        case .date: self = .date
        case .dateTime: self = .dateTime
        case .boolean: self = .boolean
        case .reference: self = .reference(isUser: field.dataType == .ownerlookup || field.dataType == .userlookup)
        }
    }

    /// The comparators in the order of the documented table.
    var comparators: [Comparator] {
        switch self {
        case .number: [.equal, .notEqual, .isIn, .notIn, .lessThan, .lessEqual, .greaterThan, .greaterEqual]
        case .text, .options: [.equal, .notEqual, .isIn, .notIn, .contains, .notContains, .startsWith, .endsWith]
        case .date, .dateTime:
            [.equal, .notEqual, .isIn, .notIn, .between, .notBetween, .greaterThan, .greaterEqual, .lessThan, .lessEqual]
        case .boolean: [.equal]
        case .reference: [.equal, .notEqual, .isIn, .notIn]
        }
    }

    /// The JSON kinds a value may have.
    var valueKinds: [String] {
        switch self {
        case .number, .reference: ["number", "string"]
        case .text, .options, .date, .dateTime: ["string"]
        case .boolean: ["boolean", "string"]
        }
    }

    /// Whether a single JSON value is of a kind that the field can have at all.
    func accepts(_ value: JSONValue) -> Bool {
        switch (self, value) {
        case (_, .string): true
        case (.number, .number), (.reference, .number): true
        // A number for a text field is taken by its digits.
        case (.text, .number), (.options, .number): true
        // A boolean field takes any scalar this far: what is neither true nor false has an error of its own.
        case (.boolean, .boolean), (.boolean, .number): true
        default: false
        }
    }

    /// Whether a value is a time that lacks nothing but its offset.
    func lacksOffset(_ value: JSONValue) -> Bool {
        switch self {
        case .date, .dateTime: value.string.map(ISO8601.lacksOffset) ?? false
        default: false
        }
    }
}
