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
    /// Names of the columns that stand for a header which can't be read as it is. That header is then among the skipped lines.
    public var names: [String]?

    public init(
        _ dialect: CSVDialect, quoting: CSVQuoting = .standard, skippedLines: Int = 0, hasHeader: Bool = true, columns: Int? = nil,
        names: [String]? = nil
    ) {
        self.dialect = dialect
        self.quoting = quoting
        self.skippedLines = skippedLines
        self.hasHeader = hasHeader
        self.columns = columns
        self.names = names
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
        if let titles {
            // A line of its own, which isn't the file's, or stands for one of it.
            firstLine -= 1
            let header = titles.map(cell).joined(separator: String(UnicodeScalar(dialect.delimiter))) + "\n"
            source = PrefixedSource(header.utf8, source: source).read
        }
        return CSVReader(
            dialect: dialect, maximumRowBytes: maximumRowBytes, maximumColumns: maximumColumns, selection: .records, firstLine: firstLine,
            damage: damage, source: source)
    }

    /// Names of columns that the text itself doesn't have, or doesn't have like that.
    private var titles: [String]? {
        if let names { return names }
        return hasHeader ? nil : columns.map { (0..<$0).map(Self.title) }
    }

    /// A name as it stands in a header: quoted only where it must be, since quotes say that all cells have them.
    private func cell(_ name: String) -> String {
        let needsQuotes = name.utf8.contains { $0 == dialect.delimiter || $0 == UInt8(ascii: "\"") }
        return needsQuotes ? "\"" + name.replacing("\"", with: "\"\"") + "\"" : name
    }
}
