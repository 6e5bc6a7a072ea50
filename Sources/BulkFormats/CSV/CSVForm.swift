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
            source = PrefixedSource(Array(header.utf8), source: source).read
        }
        return CSVReader(
            dialect: dialect, maximumRowBytes: maximumRowBytes, maximumColumns: maximumColumns, selection: .records, firstLine: firstLine,
            damage: damage, source: source)
    }
}

/// Leaves the first lines of a text out. Used by one thread at a time; hence `@unchecked Sendable`.
public final class LineSkipper: @unchecked Sendable {
    private var left: Int
    private var endedWithCarriageReturn = false
    private let source: ByteSource

    public init(_ lines: Int, source: @escaping ByteSource) {
        left = lines
        self.source = source
    }

    /// Fills the buffer from its front.
    /// - Returns: the bytes written, 0 at the end and only there.
    public func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        while true {
            let count = try source(buffer)
            guard left > 0 || endedWithCarriageReturn, count > 0 else { return count }
            var place = 0
            while place < count, left > 0 || endedWithCarriageReturn {
                let byte = buffer[place]
                if endedWithCarriageReturn {
                    // The second half of a CRLF ends nothing.
                    endedWithCarriageReturn = false
                    if byte == UInt8(ascii: "\n") {
                        place += 1
                        continue
                    }
                    if left == 0 { break }
                }
                if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") {
                    left -= 1
                    endedWithCarriageReturn = byte == UInt8(ascii: "\r")
                }
                place += 1
            }
            guard place < count else { continue }
            buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: buffer[place..<count]))
            return count - place
        }
    }
}

/// Puts bytes in front of a text. Used by one thread at a time; hence `@unchecked Sendable`.
final class PrefixedSource: @unchecked Sendable {
    private var prefix: ArraySlice<UInt8>
    private let source: ByteSource

    init(_ prefix: [UInt8], source: @escaping ByteSource) {
        self.prefix = prefix[...]
        self.source = source
    }

    func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        guard !prefix.isEmpty else { return try source(buffer) }
        let count = min(buffer.count, prefix.count)
        buffer.copyBytes(from: prefix.prefix(count))
        prefix = prefix.dropFirst(count)
        return count
    }
}
