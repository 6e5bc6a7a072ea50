/// How a text holds its table: what stands above the header, whether there is one, what separates cells, and what protects them.
public struct CSVForm: Hashable, Sendable, Codable {
    public var dialect: CSVDialect
    public var quoting: CSVQuoting
    /// Lines above the header, or above the first row.
    public var skippedLines: Int
    /// Whether the first row names the columns.
    public var hasHeader: Bool
    /// Cells of a row, where no header tells.
    public var columns: Int?

    public init(
        _ dialect: CSVDialect, quoting: CSVQuoting = .standard, skippedLines: Int = 0, hasHeader: Bool = true, columns: Int? = nil
    ) {
        self.dialect = dialect
        self.quoting = quoting
        self.skippedLines = skippedLines
        self.hasHeader = hasHeader
        self.columns = columns
    }

    /// The name that a column has where no header names it.
    /// - Parameter column: from 0.
    public static func title(of column: Int) -> String { "column \(column + 1)" }

    /// A reader of the records, in front of the header. Where there is none, one is put there.
    /// - Parameter source: gives UTF-8 without byte-order mark.
    public func reader(maximumRowBytes: Int, maximumColumns: Int = 16_384, damage: TextDamage?, source: @escaping ByteSource) -> CSVReader {
        var source = source
        if skippedLines > 0 { source = LineSkipper(skippedLines, source: source).read }
        if quoting != .standard { source = CSVRequoter(quoting, delimiter: dialect.delimiter, source: source).read }
        var firstLine = 1 + skippedLines
        if !hasHeader, let columns {
            // A line of its own, which isn't the file's.
            firstLine -= 1
            let titles = (0..<columns).map { "\"" + Self.title(of: $0) + "\"" }
            let header = titles.joined(separator: String(UnicodeScalar(dialect.delimiter))) + "\n"
            source = PrefixedSource(header.utf8, source: source).read
        }
        return CSVReader(
            dialect: dialect, maximumRowBytes: maximumRowBytes, maximumColumns: maximumColumns, selection: .records, firstLine: firstLine,
            damage: damage, source: source)
    }
}
