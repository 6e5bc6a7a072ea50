public import BulkClient

/// What becomes of a column, and why.
public struct ColumnMatch: Hashable, Sendable {
    /// From 0.
    public var column: Int
    /// The column's name.
    public var title: String
    /// Nil if the column isn't imported.
    public var mapping: FieldMapping?
    public var reason: Reason
    /// How the column's dates or numbers are written, as an option says it; nil if any reading gives the same values. It is more than
    /// the mapping's format, which has no word for the reading without one.
    public var format: String?
    /// What becomes of options that the field doesn't have yet, if somebody has said so.
    public var newOptions: MappingOptions.NewOptions?

    init(column: Int, title: String, mapping: FieldMapping?, reason: Reason) {
        self.column = column
        self.title = title
        self.mapping = mapping
        self.reason = reason
    }

    /// How a field was found for a column, or why none.
    public enum Reason: Hashable, Sendable {
        case apiName
        case apiNameInOtherCase
        case label
        case looseName
        case otherName
        case nearName
        /// The command said so.
        case given
        /// The mapping file said so.
        case file

        /// The command or the mapping file said that it isn't imported.
        case leftOut
        /// The mapping file says nothing about it.
        case notInFile
        case noName
        case unknown
        /// The field can't be imported: its name and why.
        case obstacle(field: String, String)
        /// Another column, from 0, has the field already.
        case taken(field: String, column: Int)
        /// All rows get the same value of the field.
        case constant(field: String)
        /// It could be several fields.
        case ambiguous([String])
        /// An earlier import has added the column.
        case report
        /// Ids are given by the server to new records.
        case newID
        /// Records are found by another field than their id.
        case otherKey(String)
    }
}

extension ColumnMatch {
    /// The field as it is shown to people; a dash if the column isn't imported.
    public var fieldText: String {
        guard let mapping else { return "-" }
        var text = mapping.field
        if let findBy = mapping.findBy { text += " by \(findBy)" }
        if let format = mapping.format { text += " as \(format)" }
        if let value = mapping.defaultValue { text += ", or \(value)" }
        return text
    }

    /// The reason in a few words.
    public var reasonText: String {
        switch reason {
        case .apiName: "API name"
        case .apiNameInOtherCase: "API name, in other case"
        case .label: "label"
        case .looseName: "name, but for blanks and case"
        case .otherName: "usual name"
        case .nearName: "near name: \(title)"
        case .given: "as you said"
        case .file: "mapping file"
        case .leftOut: "left out, as you said"
        case .notInFile: "not in the mapping file"
        case .noName: "the column has no name"
        case .unknown: "no such field"
        case .obstacle(let field, let reason): "\(field) \(reason)"
        case .taken(let field, let column): "\(field) is column \(column + 1) already"
        case .constant(let field): "\(field) is the same for all rows"
        case .ambiguous(let fields): "could be \(fields.joined(separator: " or "))"
        case .report: "added by an earlier import"
        case .newID: "new records get their ids from the server"
        case .otherKey(let field): "records are found by \(field)"
        }
    }
}
