import BulkFormats

/// What a person should know of a file before anything of it is sent.
struct SourceNotes {
    let form: CSVForm
    let survey: CSVSurvey
    let passedOver: CSVPassedOver
    let broken: BrokenRows
    /// A value beyond ASCII, of a file whose encoding was guessed.
    let guessed: String?

    var texts: [String] {
        [guess, tabs, header, empty, repeated, short, longer, wide, quotes, bytes, cutOff, apostrophes].compactMap { $0 }
    }

    private var guess: String? {
        guessed.map { value in
            "the file isn't UTF-8 and is read as windows-1252\(value.isEmpty ? "" : ", by which a value is \(value)"); if that is wrong, name its encoding with --encoding"
        }
    }

    private var tabs: String? {
        form.dialect.delimiter == UInt8(ascii: "\t") ? "cells are separated by tabs" : nil
    }

    private var header: String? {
        form.hasHeader ? nil : "the file has no header: columns are numbered"
    }

    private var empty: String? {
        let lines = passedOver.empty
        return lines.count == 0
            ? nil : "\(Self.count(lines, "line")) without any value \(lines.count == 1 ? "is" : "are") passed over (\(Self.places(lines)))"
    }

    private var repeated: String? {
        let lines = passedOver.headers
        return lines.count == 0
            ? nil
            : "\(Self.count(lines, "row")) that \(lines.count == 1 ? "says" : "say") the header again \(lines.count == 1 ? "is" : "are") passed over (\(Self.places(lines)))"
    }

    private var short: String? {
        let lines = survey.short
        return lines.count == 0
            ? nil
            : "\(Self.count(lines, "row")) \(lines.count == 1 ? "has" : "have") fewer cells than the header; a cell that isn't there is no value (\(Self.places(lines)))"
    }

    private var longer: String? {
        let lines = survey.longer
        guard lines.count > 0 else { return nil }
        if survey.shape.hasEmptyColumn {
            return
                "nearly all rows have an empty cell behind the header's last column: the header has lost a delimiter. If it isn't its last one, the columns behind it have their neighbours' names"
        }
        return
            "\(Self.count(lines, "row")) \(lines.count == 1 ? "has" : "have") one empty cell more than the header; where that may have moved values, the row is refused (\(Self.places(lines)))"
    }

    private var wide: String? {
        let lines = survey.wide
        return lines.count == 0
            ? nil
            : "\(Self.count(lines, "row")) \(lines.count == 1 ? "has" : "have") more cells than the header, and will be refused (\(Self.places(lines)))"
    }

    private var quotes: String? {
        let lines = broken.quotes
        return lines.count == 0
            ? nil
            : "\(Self.count(lines, "row")) \(lines.count == 1 ? "has a quote" : "have quotes") that no cell ends with, and will be refused (\(Self.places(lines)))"
    }

    private var bytes: String? {
        let lines = broken.bytes
        return lines.count == 0
            ? nil
            : "\(Self.count(lines, "row")) \(lines.count == 1 ? "has" : "have") bytes that the file's encoding doesn't have, and will be refused (\(Self.places(lines)))"
    }

    private var cutOff: String? {
        survey.cutOffLine.map { "the file ends within a row, without a line end: it may be cut off (line \($0))" }
    }

    private var apostrophes: String? {
        guard form.quoting == .standard, let column = survey.apostropheColumn else { return nil }
        return
            "column \(column + 1): the cells stand between apostrophes, which are taken for part of the values; if they quote them, say --quoting apostrophe"
    }

    private static func count(_ lines: CSVLines, _ noun: String) -> String {
        lines.count == 1 ? "1 \(noun)" : "\(lines.count) \(noun)s"
    }

    private static func places(_ lines: CSVLines) -> String {
        "\(lines.count == 1 ? "line" : "lines") \(lines.first.map(String.init).joined(separator: ", "))\(lines.count > lines.first.count ? ", …" : "")"
    }
}
