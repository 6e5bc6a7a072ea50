public import BulkModel

/// What notes of an import say to people.
public enum NoteText {
    /// Of one row.
    /// - Parameters:
    ///   - column: the header of the column, where a cell is meant.
    ///   - cells: of the row.
    ///   - columns: of the header.
    static func row(_ kind: RowNote.Kind, column: String?, cells: Int, columns: Int) -> String {
        let name = column ?? "a column"
        return switch kind {
        case .shortRow: "The row has \(cells) cells and the header \(columns): the missing ones are no values."
        case .emptySurplus: "The row has an empty cell more than the header has columns."
        case .decimalsCut: "\(name): the field keeps fewer decimals; the others were cut off."
        case .twoDigitYear: "\(name): the year has two digits; its century was chosen."
        }
    }

    /// Of all rows of a file that have a note.
    /// - Parameter column: the header of the column, where cells are meant.
    public static func tally(_ tally: RowNoteTally, column: String?) -> String {
        let name = column ?? "a column"
        let place = lines(tally.lines, of: tally.count)
        return switch tally.code {
        case RowNote.Kind.shortRow.name: "\(rows(tally.count)) fewer cells than the header: the missing ones are no values (\(place))."
        case RowNote.Kind.emptySurplus.name: "\(rows(tally.count)) an empty cell more than the header has columns (\(place))."
        case RowNote.Kind.decimalsCut.name:
            "\(name): \(rows(tally.count)) more decimals than the field keeps; they were cut off (\(place))."
        case RowNote.Kind.twoDigitYear.name: "\(name): \(rows(tally.count)) a year of two digits, whose century was chosen (\(place))."
        default: "\(rows(tally.count)) a note of the kind \(tally.code) (\(place))."
        }
    }

    /// Of a file.
    public static func source(_ note: SourceNote, encoding: String) -> String {
        let place = lines(note.lines, of: note.count)
        return switch note.code {
        case .emptyLines: "\(lines(note.count)) without any value, passed over (\(place))."
        case .repeatedHeaders: "\(lines(note.count)) that says the header again, passed over (\(place))."
        case .shortRows: "\(rows(note.count)) fewer cells than the header: the missing ones are no values (\(place))."
        case .cutOff: "The file ends within a row, without a line end: it may be cut off (\(place))."
        case .lostDelimiter:
            "\(rows(note.count)) an empty cell behind the header's last column: the header may have lost a delimiter. If it isn't its last one, "
                + "columns have the names of their neighbours."
        case .guessedEncoding: "The file isn't UTF-8 and was read as windows-1252; if it is something else, name it as character_encoding."
        case .controlCharacters:
            "\(note.count == 1 ? "1 character is a control code" : "\(note.count) characters are control codes"), stored as such: the text was "
                + "windows-1252 and was saved as UTF-8 by a program that took it for ISO-8859-1."
        case .otherTable: "\(lines(note.count)) that names other columns than the header: another table begins there (\(place))."
        case .apostrophes: "Cells stand between apostrophes, which were taken for part of the values."
        }
    }

    private static func rows(_ count: Int) -> String { count == 1 ? "1 row has" : "\(count) rows have" }

    private static func lines(_ count: Int) -> String { count == 1 ? "1 line" : "\(count) lines" }

    private static func lines(_ lines: [Int], of count: Int) -> String {
        let list = lines.map(String.init).joined(separator: ", ")
        return (count == 1 ? "line " : "lines ") + list + (count > lines.count ? ", …" : "")
    }
}
