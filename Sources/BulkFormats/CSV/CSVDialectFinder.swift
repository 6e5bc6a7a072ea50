/// Finds what separates the cells of a text: the delimiter by which the rows are as wide as the header.
///
/// Headers may have more of another one than of their own: labels such as `Account: Account Name` have colons. Of several delimiters by
/// which nearly all rows are as wide as the header, the one is taken that cuts no quoted name of the header, and that the header has most of; where there is none, the one that
/// suits most rows. A text whose header has none of them has a single column, and its dialect is the comma's.
/// (bulk write specification, section 5.2)
struct CSVDialectFinder {
    /// The first of equals is taken.
    let delimiters: [UInt8]
    /// Rows below the header that are looked at.
    var rows = 1_000

    /// Bytes that are looked at, unless the header is longer.
    private static let sampleSize = 262_144

    /// Fills a window until there are enough rows in it and the header line as a whole, or the row is too long to be read anyway.
    /// - Parameter limit: the bytes that a row may have.
    /// - Throws: what the window's source throws.
    func dialect(buffering window: CSVWindow, limit: Int) throws -> CSVDialect {
        while true {
            var hasMore = true
            while hasMore, window.filled < window.capacity { hasMore = try window.fill(limit: limit + 1) }
            let text = UnsafeRawBufferPointer(start: window.bytes, count: window.filled)
            // Looked at only when there is twice as much of it, so that all looks together take no longer than two.
            if !hasMore || window.filled > limit || window.filled >= Self.sampleSize && hasHeader(text) {
                return dialect(of: text, isWhole: !hasMore)
            }
            _ = try window.fill(limit: limit + 1)
        }
    }

    /// - Parameter isWhole: whether the text ends there, so that its last line needs no line end.
    func dialect(of text: UnsafeRawBufferPointer, isWhole: Bool = false) -> CSVDialect {
        let bytes = text.bindMemory(to: UInt8.self)
        let fits = delimiters.compactMap { Fit(of: $0, to: bytes, isWhole: isWhole, rows: rows) }
        let consistent = fits.filter(\.isConsistent)
        let best =
            consistent.isEmpty
            ? fits.max { ($0.agreement, $0.columns, -index($0)) < ($1.agreement, $1.columns, -index($1)) }
            : consistent.max { (-$0.strayQuotes, $0.columns, -index($0)) < (-$1.strayQuotes, $1.columns, -index($1)) }
        return CSVDialect(delimiter: best?.delimiter ?? UInt8(ascii: ","))
    }

    private func index(_ fit: Fit) -> Int {
        delimiters.firstIndex(of: fit.delimiter) ?? 0
    }

    /// Whether the first line that isn't blank ends within the text, whatever separates its cells.
    private func hasHeader(_ text: UnsafeRawBufferPointer) -> Bool {
        let bytes = text.bindMemory(to: UInt8.self)
        return delimiters.allSatisfy { delimiter in
            var lines = CSVLineWidths(bytes, delimiter: delimiter, isWhole: false)
            return lines.next() != nil
        }
    }

    /// How well a delimiter suits a text.
    private struct Fit {
        let delimiter: UInt8
        /// Of the header; two or more.
        let columns: Int
        /// Quotes of the header that neither open nor close a cell by this delimiter.
        let strayQuotes: Int
        /// Rows looked at, and those that are as wide as the header.
        private(set) var rows = 0
        private(set) var alike = 0

        init?(of delimiter: UInt8, to text: UnsafeBufferPointer<UInt8>, isWhole: Bool, rows limit: Int) {
            var lines = CSVLineWidths(text, delimiter: delimiter, isWhole: isWhole)
            guard let header = lines.next(), header > 1 else { return nil }
            self.delimiter = delimiter
            columns = header
            strayQuotes = lines.strayQuotes
            while rows < limit, let width = lines.next() {
                rows += 1
                if width == header { alike += 1 }
            }
        }

        var agreement: Double { rows == 0 ? 1 : Double(alike) / Double(rows) }

        /// A quarter of the rows may be spoilt.
        var isConsistent: Bool { rows - alike <= rows / 4 }
    }
}

/// How many cells the rows of a text have by some delimiter; rows without a value are passed over.
private struct CSVLineWidths {
    private let text: UnsafeBufferPointer<UInt8>
    private let delimiter: UInt8
    private let isWhole: Bool
    private var place = 0
    /// Within unquoted cells of the line read last.
    private(set) var strayQuotes = 0

    init(_ text: UnsafeBufferPointer<UInt8>, delimiter: UInt8, isWhole: Bool) {
        self.text = text
        self.delimiter = delimiter
        self.isWhole = isWhole
    }

    mutating func next() -> Int? {
        var width = 1
        var isQuoted = false
        // A quote opens a cell only at its beginning.
        var mayOpen = true
        var hasValue = false
        strayQuotes = 0
        while place < text.count {
            let byte = text[place]
            place += 1
            if isQuoted {
                // Of a doubled quote the first closes and the second opens again.
                if byte == UInt8(ascii: "\"") { (isQuoted, mayOpen) = (false, true) }
                continue
            }
            if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") {
                if hasValue { return width }
                (width, mayOpen) = (1, true)
            } else if byte == UInt8(ascii: "\""), mayOpen {
                (isQuoted, hasValue) = (true, true)
            } else if byte == UInt8(ascii: "\"") {
                strayQuotes += 1
            } else if byte == delimiter {
                width += 1
                mayOpen = true
            } else if !CSVScanner.isWhiteSpace(byte) {
                (mayOpen, hasValue) = (false, true)
            }
        }
        // A quote that is never closed says nothing of the width.
        return hasValue && isWhole && !isQuoted ? width : nil
    }
}
