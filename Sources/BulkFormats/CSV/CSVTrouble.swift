/// What is wrong with a row so that its cells can't be trusted. The rows behind it can.
public enum CSVTrouble: Hashable, Sendable {
    /// A quote opens a cell, but isn't closed where the cell ends: text stands behind the closing quote, or the cell would swallow
    /// what looks like further rows.
    /// - Parameters:
    ///   - line: from 1, where the quote is.
    ///   - column: from 0, of the cell that it opens.
    case strayQuote(line: Int, column: Int)
    /// A byte is no text in the file's encoding.
    /// - Parameters:
    ///   - line: from 1, where the cell begins.
    ///   - column: from 0.
    case undecodable(line: Int, column: Int, byte: UInt8)
    /// The row has more cells than the header, and not all of those are empty.
    case surplusCells(line: Int, cells: Int, columns: Int)
    /// The row has an empty cell more than the header and most rows, and a gap before it: one of its delimiters is one too many, or
    /// part of a value.
    case shifted(line: Int, cells: Int, columns: Int)
    /// The row stands behind a header of another table, which begins like this one's, and is as wide as that.
    case otherTable(line: Int, header: Int)

    /// Where it is: the line, from 1.
    public var line: Int {
        switch self {
        case .strayQuote(let line, _), .undecodable(let line, _, _), .surplusCells(let line, _, _), .shifted(let line, _, _): line
        case .otherTable(let line, _): line
        }
    }

    /// The column that is the matter, from 0; nil if the row is.
    public var column: Int? {
        switch self {
        case .strayQuote(_, let column), .undecodable(_, let column, _): column
        case .surplusCells, .shifted, .otherTable: nil
        }
    }
}
