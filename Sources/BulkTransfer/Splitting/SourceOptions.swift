public import BulkFormats

/// What a person has said about a file; the rest is found.
public struct SourceOptions: Hashable, Sendable {
    public var encoding: CharacterEncoding?
    /// What separates cells.
    public var delimiter: UInt8?
    public var quoting: CSVQuoting?
    /// Lines above the header, or above the first row.
    public var skippedLines: Int?
    /// Whether the first row names the columns.
    public var hasHeader: Bool?
    /// The last column, where all that matter are named by their numbers, from 1: then the header's names mean nothing.
    public var lastColumn: Int?

    public init(
        encoding: CharacterEncoding? = nil, delimiter: UInt8? = nil, quoting: CSVQuoting? = nil, skippedLines: Int? = nil,
        hasHeader: Bool? = nil, lastColumn: Int? = nil
    ) {
        self.encoding = encoding
        self.delimiter = delimiter
        self.quoting = quoting
        self.skippedLines = skippedLines
        self.hasHeader = hasHeader
        self.lastColumn = lastColumn
    }
}
