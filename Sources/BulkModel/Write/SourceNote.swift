/// What a person should know of a file as a whole, found when its job was created.
public struct SourceNote: Hashable, Sendable, Codable {
    public var code: Code
    /// Rows or lines that it is about.
    public var count: Int
    /// The first of them, from 1.
    public var lines: [Int]

    public init(_ code: Code, count: Int, lines: [Int] = []) {
        self.code = code
        self.count = count
        self.lines = lines
    }

    public enum Code: String, Sendable, Codable, CaseIterable {
        /// Lines without any value were passed over.
        case emptyLines = "EMPTY_LINES"
        /// Rows that say the header again were passed over.
        case repeatedHeaders = "REPEATED_HEADERS"
        /// Rows that end before the header's last column.
        case shortRows = "SHORT_ROWS"
        /// The last line ends within a row: the file may be cut off.
        case cutOff = "CUT_OFF"
        /// Nearly all rows have an empty cell behind the header's last column: the header has lost a delimiter.
        case lostDelimiter = "LOST_DELIMITER"
        /// The file isn't UTF-8, and was read as windows-1252.
        case guessedEncoding = "GUESSED_ENCODING"
        /// Cells stand between apostrophes, which are part of their values.
        case apostrophes = "APOSTROPHES"
        /// Characters from U+0080 to U+009F, which windows-1252 has as others.
        case controlCharacters = "CONTROL_CHARACTERS"
        /// Behind a header of another table stand rows as wide as that.
        case otherTable = "OTHER_TABLE"
    }
}
