import BulkClient
import BulkModel

/// A mapping that is kept in a file, to import files of the same shape again.
///
/// ```json
/// {
///   "version": 1,
///   "module": "Leads",
///   "columns": [
///     {"column": "Name", "field": "Last_Name"},
///     {"column": "Firm", "field": "Account_Name", "find_by": "Account_Name"},
///     {"column": "Born", "field": "Date_of_Birth", "format": "dd.MM.yyyy"},
///     {"column": "Source", "field": "Lead_Source", "translate": [{"from": "Webb", "to": "Web"}], "new_options": "refuse"},
///     {"column": "Remarks", "field": null}
///   ],
///   "constants": [
///     {"field": "Lead_Source", "value": "Web"}
///   ],
///   "null": ["N/A"]
/// }
/// ```
public struct MappingFile: Hashable, Sendable {
    /// Where it was read from, for messages.
    public var path: String
    /// API name.
    public var module: String
    public var columns: [Column]
    public var constants: [Constant]
    /// Cells that stand for no value, in all columns.
    public var nulls: [String] = []

    public struct Column: Hashable, Sendable {
        /// The column's name.
        public var title: String
        /// Its number, from 1, where several columns have the name.
        public var number: Int?
        /// API name; nil to leave the column out.
        public var field: String?
        public var findBy: String?
        /// A pattern, or `default` for the reading without one.
        public var format: String?
        public var defaultValue: String?
        /// Texts to put in the place of others: words for yes and no, options that go by another name.
        public var translations: [CellTranslation.Replacement] = []
        /// What becomes of options that the field doesn't have yet.
        public var newOptions: MappingOptions.NewOptions?
    }

    public struct Constant: Hashable, Sendable {
        /// API name.
        public var field: String
        public var value: String
    }

    /// The mapping of a proposal. Columns that aren't imported are named too, so that one can see and change it.
    public init(_ proposal: MappingProposal, module: String, path: String) {
        self.path = path
        self.module = module
        let titles = Dictionary(grouping: proposal.columns, by: \.title)
        columns = proposal.columns.map { match in
            Column(
                title: match.title, number: match.title.isEmpty || titles[match.title]?.count != 1 ? match.column + 1 : nil,
                field: match.mapping?.field, findBy: match.mapping?.findBy, format: match.format ?? match.mapping?.format,
                defaultValue: match.mapping?.defaultValue, translations: proposal.translations[match.column]?.replacements ?? [],
                newOptions: match.newOptions)
        }
        nulls = proposal.nulls
        constants = proposal.constants.map { Constant(field: $0.field, value: $0.defaultValue ?? "") }
    }

    /// The file's text: the same for the same mapping, a line for each column.
    public var text: String {
        func list(_ name: String, _ elements: [JSONValue]) -> String {
            elements.isEmpty ? "\"\(name)\": []" : "\"\(name)\": [\n" + elements.map { "    \($0)" }.joined(separator: ",\n") + "\n  ]"
        }
        return """
            {
              "version": 1,
              "module": \(JSONValue.string(module)),
              \(list("columns", columns.map(\.json))),
              \(list("constants", constants.map { ["field": .string($0.field), "value": .string($0.value)] }))\(nullMember)
            }

            """
    }

    private var nullMember: String {
        nulls.isEmpty ? "" : ",\n  \"null\": \(JSONValue.array(nulls.map { .string($0) }))"
    }
}

extension MappingFile.Column {
    fileprivate var json: JSONValue {
        var members: [(String, JSONValue)] = [("column", .string(title))]
        if let number { members.append(("number", .integer(number))) }
        members.append(("field", field.map { .string($0) } ?? .null))
        if let findBy { members.append(("find_by", .string(findBy))) }
        if let format { members.append(("format", .string(format))) }
        if let defaultValue { members.append(("default", .string(defaultValue))) }
        if !translations.isEmpty {
            members.append(("translate", .array(translations.map { ["from": .string($0.from), "to": .string($0.to)] })))
        }
        if let newOptions { members.append(("new_options", .string(newOptions.rawValue))) }
        return .object(JSONObject(members))
    }
}
