import Foundation

/// The project's documents.
enum Documents {
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path

    static func text(_ path: String) throws -> String {
        try String(contentsOfFile: root + "/" + path, encoding: .utf8)
    }

    /// All Markdown files, by their paths.
    static func all() throws -> [String] {
        let folders = ["", "docs/", "benchmarks/", "Tests/Fuzz/"]
        return try folders.flatMap { folder in
            try FileManager.default.contentsOfDirectory(atPath: root + "/" + folder).filter { $0.hasSuffix(".md") }.sorted().map {
                folder + $0
            }
        }
    }
}

/// A table of a Markdown document. (GitHub Flavored Markdown, section 4.10)
struct MarkdownTable {
    /// From 1.
    let line: Int
    /// The header first; the line of hyphens is left out.
    let rows: [[String]]

    /// What keeps lines that begin with `|` from being a table.
    struct Broken: Error, Hashable, CustomStringConvertible {
        let line: Int
        let reason: String

        var description: String { "line \(line): \(reason)" }
    }

    /// The tables of a text, and what is wrong with lines that look like one.
    static func tables(in text: String) -> (tables: [MarkdownTable], broken: [Broken]) {
        var tables: [MarkdownTable] = []
        var broken: [Broken] = []
        var isCode = false
        var block: [(line: Int, text: String)] = []
        func end() {
            guard let first = block.first else { return }
            let rows = block.map { cells(of: $0.text) }
            if block.count < 2 || !rows[1].allSatisfy({ $0.wholeMatch(of: /:?-+:?/) != nil }) {
                broken.append(Broken(line: first.line, reason: "a row without a header above it; a blank line ends a table"))
            } else {
                for (row, place) in zip(rows, block) where row.count != rows[0].count {
                    broken.append(Broken(line: place.line, reason: "\(row.count) cells in a table of \(rows[0].count) columns"))
                }
                tables.append(MarkdownTable(line: first.line, rows: [rows[0]] + rows.dropFirst(2)))
            }
            block = []
        }
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            if line.hasPrefix("```") { isCode.toggle() }
            if !isCode, line.hasPrefix("|") { block.append((index + 1, String(line))) } else { end() }
        }
        end()
        return (tables, broken)
    }

    /// What stands between the bars, of which those behind a backslash are none.
    private static func cells(of line: String) -> [String] {
        line.replacing("\\|", with: "\u{0}").split(separator: "|", omittingEmptySubsequences: false).dropFirst().dropLast()
            .map { $0.trimmingCharacters(in: .whitespaces).replacing("\u{0}", with: "|") }
    }
}
