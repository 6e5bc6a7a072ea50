/// What a person has said about columns and fields; the rest is found. (bulk write specification, sections 7.3 to 7.5)
public struct MappingOptions: Hashable, Sendable {
    /// `Column=Field` or `3=Field`, columns counted from 1; without a field the column is left out.
    public var columns: [String]
    /// `Field=value`: the value of all rows, or, for a field that ``columns`` name, of rows whose cell is empty.
    public var constants: [String]
    /// `Lookup=Field`: by which field of the other module a lookup's records are found.
    public var lookups: [String]
    /// `Field=pattern`: how the dates or numbers of a column are written.
    public var formats: [String]
    /// Words for yes and for no in columns of truth values.
    public var trueWords: [String]
    public var falseWords: [String]
    /// Cells that stand for no value, as they are written.
    public var nulls: [String]
    /// `Field:old=new`: what a cell, or an option of one that holds several, becomes.
    public var translations: [String]
    /// `add` or `refuse`, for all fields or, as `Field=refuse`, for one: what becomes of options that fields don't have yet. Nothing adds
    /// them and says so.
    public var newOptions: [String]
    /// Whether dates and numbers that could be two things are read as without a format.
    public var usesDefaultFormats: Bool
    /// What joins the file with its parent's.
    public var join: Join?

    public init(
        columns: [String] = [], constants: [String] = [], lookups: [String] = [], formats: [String] = [], trueWords: [String] = [],
        falseWords: [String] = [], nulls: [String] = [], translations: [String] = [], newOptions: [String] = [],
        usesDefaultFormats: Bool = false, join: Join? = nil
    ) {
        self.columns = columns
        self.constants = constants
        self.lookups = lookups
        self.formats = formats
        self.trueWords = trueWords
        self.falseWords = falseWords
        self.nulls = nulls
        self.translations = translations
        self.newOptions = newOptions
        self.usesDefaultFormats = usesDefaultFormats
        self.join = join
    }

    public enum NewOptions: String, Hashable, Sendable, CaseIterable {
        /// The field gets them.
        case add
        /// Their rows are refused.
        case refuse
    }

    /// A column of a child's file that is the same as one of its parent's. Columns are counted from 0.
    public struct Join: Hashable, Sendable {
        /// The lookup to the parent: `Parent_Id` of a subform.
        public var field: String
        public var column: Int
        public var parentColumn: Int

        public init(field: String, column: Int, parentColumn: Int) {
            self.field = field
            self.column = column
            self.parentColumn = parentColumn
        }
    }
}

extension MappingOptions {
    /// Cuts `name=value` at the first or the last `=`.
    /// - Parameter option: for messages: `--map`.
    static func pair(_ text: String, option: String, atLast: Bool = false) throws -> (name: String, value: String) {
        guard let place = atLast ? text.lastIndex(of: "=") : text.firstIndex(of: "="), place > text.startIndex else {
            throw TransferFailure(.request, "\(option) \(text): say which field after a \"=\", as in \(option) \(example(of: option))")
        }
        let name = text[..<place].trimmingBlanks()
        guard !name.isEmpty else { throw TransferFailure(.request, "\(option) \(text): nothing stands before the \"=\"") }
        return (name, text[text.index(after: place)...].trimmingBlanks())
    }

    private static func example(of option: String) -> String {
        switch option {
        case "--map": "\"Mail=Email\""
        case "--set": "Lead_Source=Web"
        case "--lookup": "Account_Name=Account_Name"
        case "--translate": "\"Lead_Source:Webb=Web\""
        default: "Date_of_Birth=dd.MM.yyyy"
        }
    }
}

extension Substring {
    func trimmingBlanks() -> String {
        var text = self
        while let first = text.first, first.isWhitespace { text.removeFirst() }
        while let last = text.last, last.isWhitespace { text.removeLast() }
        return String(text)
    }
}
