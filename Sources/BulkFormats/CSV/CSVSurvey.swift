/// What is found out about the rows of a file by looking at all of them once. (bulk write specification, section 5.2)
public struct CSVSurvey: Sendable {
    /// Cells of the header.
    public let columns: Int
    /// Rows below the header.
    public private(set) var rows = 0
    /// Rows that end before the header's last column.
    public private(set) var short = CSVLines()
    /// Of those, the rows that end before just that column; and of these, the rows whose last cell is empty.
    public private(set) var oneLess = 0
    public private(set) var oneLessWithEmptyEnd = 0
    /// Rows with as many cells as the header.
    public private(set) var full = 0
    /// Rows that have cells with content behind it.
    public private(set) var wide = CSVLines()
    /// Rows with exactly one cell behind it, which is empty.
    public private(set) var longer = CSVLines()
    /// Of the wide rows, the number of their cells that most have, and how many have it.
    private var widths: [Int: Int] = [:]
    /// The line of the last row, if it ends before the header's last column and without a line end.
    public private(set) var cutOffLine: Int?
    /// For each column: its filled cells, and those of them that stand between apostrophes.
    private var filled: [Int]
    private var apostrophes: [Int]

    public init(columns: Int) {
        self.columns = columns
        filled = [Int](repeating: 0, count: columns)
        apostrophes = filled
    }

    /// Looks at the row that a reader stands on.
    public mutating func look(at reader: CSVReader) {
        rows += 1
        let count = reader.count
        cutOffLine = count < columns && !reader.hasLineEnd ? reader.line : nil
        guard reader.trouble == nil else { return }
        if count == columns { full += 1 } else if count < columns { lookAtShort(reader) } else { lookAtSurplus(of: reader) }
        for column in 0..<min(count, columns) {
            let cell = reader.raw(column)
            guard let first = cell.first else { continue }
            filled[column] += 1
            if first == UInt8(ascii: "'"), cell.count > 1, cell.last == first { apostrophes[column] += 1 }
        }
    }

    private mutating func lookAtShort(_ reader: CSVReader) {
        short.add(reader.line)
        guard reader.count == columns - 1 else { return }
        oneLess += 1
        if reader.value(columns - 2).isEmpty { oneLessWithEmptyEnd += 1 }
    }

    private mutating func lookAtSurplus(of reader: CSVReader) {
        if (columns..<reader.count).contains(where: { !reader.value($0).isEmpty }) {
            wide.add(reader.line)
            widths[reader.count, default: 0] += 1
        } else if reader.count == columns + 1 {
            longer.add(reader.line)
        }
    }

    /// Whether nearly all rows have an empty cell behind the header's last column.
    public var shape: CSVShape {
        CSVShape(columns: columns, hasEmptyColumn: rows > 0 && longer.count * 10 >= rows * 9)
    }

    /// The number of cells that most rows have, if those are more than the header's: rows with names of their own, or a header whose
    /// delimiter is missing. Such a file has no row that can be trusted.
    public var usualWidth: Int? {
        guard let usual = widths.max(by: { $0.value < $1.value }), usual.value >= 3, usual.value * 2 > rows else { return nil }
        return usual.key
    }

    /// Whether only a few rows are short, so that each may be a slip. In files of spreadsheets many are.
    public var hasFewShortRows: Bool { short.count > 0 && short.count * 4 <= max(rows, 4) && short.count <= 1_000 }

    /// The first column nearly all of whose cells stand between apostrophes.
    public var apostropheColumn: Int? {
        apostrophes.indices.first { apostrophes[$0] >= 3 && apostrophes[$0] * 10 >= filled[$0] * 9 }
    }
}
