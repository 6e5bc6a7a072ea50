import BulkFormats

/// What a person should know of a file before anything of it is sent.
struct SourceNotes {
    let form: CSVForm
    /// What was read otherwise than it stands in the header.
    let mended: String?
    let survey: CSVSurvey
    let passedOver: CSVPassedOver
    let broken: BrokenRows
    /// A value beyond ASCII, of a file whose encoding was guessed.
    let guessed: String?

    var texts: [String] {
        [guess, tabs, header, mended, empty, repeated, others, short, longer, wide, quotes, bytes, cutOff, apostrophes].compactMap { $0 }
    }

    private var guess: String? {
        guessed.map { value in
            "the file isn't UTF-8 and is read as windows-1252\(value.isEmpty ? "" : ", by which a value is \(value)"); if that is wrong, name its encoding with --encoding"
        }
    }

    /// - Parameter count: control characters that a text of another encoding has become.
    static func controls(_ count: Int) -> [String] {
        guard count > 0 else { return [] }
        let characters = count == 1 ? "1 character is a control code" : "\(count) characters are control codes"
        return [
            "\(characters) (U+0080 to U+009F), and \(count == 1 ? "goes" : "go") in as such: the text was windows-1252 and was saved as UTF-8 by a program that took it for ISO-8859-1"
        ]
    }

    private var tabs: String? {
        form.dialect.delimiter == UInt8(ascii: "\t") ? "cells are separated by tabs" : nil
    }

    private var header: String? {
        form.hasHeader ? nil : "the file has no header: columns are numbered"
    }

    private var empty: String? {
        Self.note(passedOver.empty, "line", "without any value is", "without any value are", "passed over")
    }

    private var repeated: String? {
        Self.note(passedOver.headers, "row", "that says the header again is", "that say the header again are", "passed over")
    }

    private var others: String? {
        guard passedOver.otherHeaders.count > 0 else { return nil }
        let tables = "another table begins in line \(passedOver.otherHeaders.first[0]), for its header names other columns"
        let rows = Self.note(broken.others, "row", "is", "are", "of that table, and will be refused")
        return rows.map { "\(tables); \($0)" } ?? tables
    }

    private var short: String? {
        Self.note(survey.short, "row", "has", "have", "fewer cells than the header; a cell that isn't there is no value")
    }

    private var longer: String? {
        let lines = survey.longer
        guard lines.count > 0 else { return nil }
        if survey.shape.hasEmptyColumn {
            return
                "nearly all rows have an empty cell behind the header's last column: the header has lost a delimiter. If it isn't its last one, the columns behind it have their neighbours' names"
        }
        return Self.note(
            lines, "row", "has", "have", "one empty cell more than the header; where that may have moved values, the row is refused")
    }

    private var wide: String? {
        Self.note(survey.wide, "row", "has", "have", "more cells than the header, and will be refused")
    }

    private var quotes: String? {
        Self.note(broken.quotes, "row", "has a quote", "have quotes", "that no cell ends with, and will be refused")
    }

    private var bytes: String? {
        Self.note(broken.bytes, "row", "has", "have", "bytes that the file's encoding doesn't have, and will be refused")
    }

    private var cutOff: String? {
        survey.cutOffLine.map { "the file ends within a row, without a line end: it may be cut off (line \($0))" }
    }

    private var apostrophes: String? {
        if form.quoting == .apostrophe { return "apostrophes are taken for quotes around cells; if they aren't, say --quote '\"'" }
        guard form.quoting == .standard, let column = survey.apostropheColumn else { return nil }
        return
            "column \(column + 1): the cells stand between apostrophes, which are taken for part of the values; if they quote them, say --quote apostrophe"
    }

    /// How many lines there are, what is the matter with them, and where the first are; nil for none.
    /// - Parameters:
    ///   - one: the words behind a single one.
    ///   - several: those behind several.
    private static func note(_ lines: CSVLines, _ noun: String, _ one: String, _ several: String, _ rest: String) -> String? {
        guard lines.count > 0 else { return nil }
        let first = lines.first.map(String.init).joined(separator: ", ")
        if lines.count == 1 { return "1 \(noun) \(one) \(rest) (line \(first))" }
        return "\(lines.count) \(noun)s \(several) \(rest) (lines \(first)\(lines.count > lines.first.count ? ", …" : ""))"
    }
}
