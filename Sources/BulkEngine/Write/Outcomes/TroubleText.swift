import BulkFormats

/// What is wrong with a row as its file has it, and what to do.
enum TroubleText {
    /// Nil if nothing is.
    static func text(_ trouble: CSVTrouble?, encoding: String) -> String? {
        switch trouble {
        case nil: nil
        case .strayQuote(let line, let column):
            "Line \(line), column \(column + 1): a quote opens this cell, but isn't closed where the cell ends. Close it, or double it within "
                + "quotes if it is a character of the value."
        case .undecodable(let line, let column, let byte):
            "Line \(line), column \(column + 1): the byte \(byte.hex) is no text in \(encoding), the file's encoding. Write the cell again, or name "
                + "the encoding if it is another."
        case .surplusCells(let line, let cells, let columns):
            "Line \(line): the row has \(cells) cells and the header \(columns). A value with the delimiter in it needs quotes around it."
        case .shifted(let line, let cells, let columns):
            "Line \(line): the row has \(cells) cells and the header \(columns), the last one empty: a delimiter is one too many, or part of a value "
                + "that needs quotes around it."
        case .otherTable(let line, let header):
            "Line \(line): the row belongs to another table, whose header is in line \(header). Import that table from a file of its own."
        }
    }
}
