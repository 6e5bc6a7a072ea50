import BulkFormats

/// What is wrong with a row as its file has it, and what to do.
enum TroubleWords {
    static func text(_ trouble: CSVTrouble, encoding: CharacterEncoding) -> String {
        switch trouble {
        case .strayQuote(let line, let column):
            "line \(line), column \(column + 1): a quote opens this cell, but isn't closed where the cell ends. Close it, or double it within quotes if it is a character of the value"
        case .undecodable(let line, let column, let byte):
            "line \(line), column \(column + 1): the byte \(hex(byte)) is no text in \(encoding.name), the file's encoding. Write the cell again, or name the encoding if it is another"
        case .surplusCells(let line, let cells, let columns):
            "line \(line): the row has more cells than the header: \(cells) and not \(columns). A value with the delimiter in it needs quotes around it"
        case .shifted(let line, let cells, let columns):
            "line \(line): the row has more cells than the header: \(cells) and not \(columns), the last one empty. A delimiter is one too many, or part of a value that needs quotes around it"
        case .otherTable(let line, let header):
            "line \(line): the row belongs to another table, whose header is in line \(header). Import that table from a file of its own"
        }
    }

    private static func hex(_ byte: UInt8) -> String {
        let digits = String(byte, radix: 16, uppercase: true)
        return digits.count < 2 ? "0" + digits : digits
    }
}
