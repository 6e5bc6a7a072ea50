/// Which rows of a text a reader gives.
public enum CSVRowSelection: Sendable {
    /// Every line that has a character, as it stands.
    case all
    /// Those that may be records. Lines of delimiters and blanks only, and rows that say the header again, are passed over and counted.
    /// A row that can't be told from its neighbours, or not be read, is given with its ``CSVTrouble``.
    case records
}

/// Lines of a text that a reader has passed over since they are no records.
public struct CSVPassedOver: Hashable, Sendable {
    /// Lines without any value: delimiters, blanks and empty quotes.
    public private(set) var empty = CSVLines()
    /// Rows that say the header again.
    public private(set) var headers = CSVLines()

    /// Rows that begin like the header, and name fewer columns or more: headers of other tables.
    public private(set) var otherHeaders = CSVLines()

    public init() {}

    mutating func add(otherHeaderLine line: Int) {
        otherHeaders.add(line)
    }

    mutating func add(emptyLine line: Int) {
        empty.add(line)
    }

    mutating func add(headerLine line: Int) {
        headers.add(line)
    }
}

/// How many lines there are of a kind, and the first of them.
public struct CSVLines: Hashable, Sendable, Codable {
    public private(set) var count = 0
    /// From 1; the first few.
    public private(set) var first: [Int] = []

    /// Lines that are kept.
    private static let kept = 10

    public init() {}

    public mutating func add(_ line: Int) {
        count += 1
        if first.count < Self.kept { first.append(line) }
    }
}
