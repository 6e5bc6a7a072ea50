/// How wide the rows of a file are: what tells a row with a delimiter too many from one whose table is just so.
public struct CSVShape: Hashable, Sendable, Codable {
    /// Cells of the header.
    public var columns: Int
    /// Whether nearly all rows have an empty cell behind the header's last column: the header has lost a delimiter.
    public var hasEmptyColumn: Bool
    /// The column from which on the cells are a report about the row, where empty ones say nothing; nil if there is none.
    public var reportColumn: Int?

    public init(columns: Int, hasEmptyColumn: Bool = false, reportColumn: Int? = nil) {
        self.columns = columns
        self.hasEmptyColumn = hasEmptyColumn
        self.reportColumn = reportColumn
    }

    /// What is wrong with the row that a reader stands on: what the reader says, or that it is too wide.
    @inline(__always)
    public func trouble(of reader: CSVReader) -> CSVTrouble? {
        if reader.trouble == nil, reader.count <= columns { return nil }
        return reader.trouble ?? surplus(of: reader)
    }

    @inline(never)
    private func surplus(of reader: CSVReader) -> CSVTrouble? {
        let count = reader.count
        for column in columns..<count where !reader.value(column).isEmpty {
            return .surplusCells(line: reader.line, cells: count, columns: columns)
        }
        guard count == columns + 1, !hasEmptyColumn, mayBeShifted(reader) else { return nil }
        return .shifted(line: reader.line, cells: count, columns: columns)
    }

    /// Whether an empty cell more than there are columns may have pushed values to the right: there is a gap before a value, or something
    /// that reads like one value cut in two.
    private func mayBeShifted(_ reader: CSVReader) -> Bool {
        var isBehindGap = false
        for column in 0..<(reportColumn ?? columns) {
            let cell = reader.value(column)
            if cell.isEmpty {
                isBehindGap = true
            } else if isBehindGap || column > 0 && continues(reader, column) {
                return true
            }
        }
        return false
    }

    /// `Acme, Inc.` and `1,234`: a cell that begins with a blank where others don't, and three digits behind one to three.
    private func continues(_ reader: CSVReader, _ column: Int) -> Bool {
        if reader.raw(column).first == UInt8(ascii: " "), !reader.hasBlanksBehindDelimiters { return true }
        let group = reader.value(column)
        let before = reader.value(column - 1)
        let isGroup = group.count >= 3 && group.prefix(3).allSatisfy(isDigit) && (group.count == 3 || !isDigit(group[3]))
        return isGroup && (1...4).contains(before.count) && before.suffix(min(before.count, 3)).allSatisfy(isDigit)
    }

    private func isDigit(_ byte: UInt8) -> Bool {
        byte &- 0x30 < 10
    }
}
