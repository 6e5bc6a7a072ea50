import BulkFormats

/// Finds what a header's author meant where one character in it is wrong, and the rows say which.
///
/// A header is mended only where there is one reading that fits the rows; otherwise it stays as it stands, for a person to put right.
struct HeaderMender {
    let header: [String]
    let trouble: CSVTrouble?
    let survey: CSVSurvey

    struct Finding {
        /// Of the columns, in the file's order.
        var names: [String]
        /// What was read otherwise than it stands.
        var note: String
    }

    /// - Returns: nil for a header that needs no mending, and for one that can't be mended.
    func finding() -> Finding? {
        // A name of several lines was closed somewhere among the rows.
        guard header.count >= 2, survey.rows > 0, !header.contains(where: { $0.contains(where: \.isNewline) }) else { return nil }
        switch trouble {
        case .strayQuote(let line, let column): return withoutQuote(line, column)
        case nil: return withoutGap()
        default: return nil
        }
    }

    /// A header that can't be read, or names fewer columns than the rows have, where nothing hangs on its names.
    /// - Parameter lastColumn: of those that are named by their numbers, from 1; nil where names count.
    /// - Returns: numbers for names; nil where the header's own do.
    func finding(lastColumn: Int?) -> Finding? {
        guard let lastColumn, !header.contains(where: { $0.contains(where: \.isNewline) }) else { return nil }
        let width = survey.usualWidth ?? (survey.shape.hasEmptyColumn ? header.count + 1 : header.count)
        guard lastColumn <= width, trouble != nil || width > header.count else { return nil }
        return Finding(
            names: (0..<width).map(CSVForm.title),
            note: "the header names \(header.count) columns, and isn't like the rows; the columns are numbered from 1 to \(width)")
    }

    /// A quote that opens a name and doesn't close it is no part of it, if the rows have as many cells as there are names without it.
    private func withoutQuote(_ line: Int, _ column: Int) -> Finding? {
        guard header.indices.contains(column), survey.full * 10 >= survey.rows * 9 else { return nil }
        var names = header
        names[column] = names[column].replacing("\"", with: "").trimmingPrefix { $0 == " " }.description
        guard !names[column].isEmpty, Set(names).count == names.count, !names.contains(where: { $0.contains("\"") }) else { return nil }
        return Finding(
            names: names,
            note:
                "a quote in the header isn't closed where its name ends (line \(line), column \(column + 1)); the name was read as \(names[column])"
        )
    }

    /// A column without a name, between others, above rows that are one cell shorter: one delimiter is too many. Some rows must end with an
    /// empty cell, for then whoever wrote them leaves none out at a row's end, and the missing one is not there.
    private func withoutGap() -> Finding? {
        let gaps = header.indices.filter { header[$0].isEmpty }
        guard gaps.count == 1, let gap = gaps.first, gap < header.count - 1 else { return nil }
        guard survey.oneLess * 10 >= survey.rows * 9, survey.oneLess == survey.short.count, survey.oneLessWithEmptyEnd > 0 else {
            return nil
        }
        var names = header
        names.remove(at: gap)
        return Finding(
            names: names,
            note:
                "the header has a delimiter too many (a column \(gap + 1) without a name), for the rows have one cell less; it was read without it"
        )
    }
}
