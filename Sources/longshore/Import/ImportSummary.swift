import BulkModel
import BulkTransfer
import Foundation

/// What an import has done, for people and for programs.
struct ImportSummary {
    let outcome: ImportOutcome
    let draft: ImportDraft
    let target: ImportTarget
    let command: CommandAgain

    /// Reasons that are shown.
    private static let reasons = 10

    /// - Parameter width: columns of the terminal.
    func text(width: Int) -> String {
        var parts = [table]
        if !outcome.errors.isEmpty { parts.append(errors(width: width)) }
        if !outcome.notes.isEmpty { parts.append(outcome.notes.map { "note: \($0)" }.joined(separator: "\n")) }
        if let words = command.words { parts.append(words) }
        return parts.joined(separator: "\n\n")
    }

    private var table: String {
        let hasSkipped = outcome.rows.skipped > 0
        let header = ["MODULE", "ROWS", "ADDED", "UPDATED", "FAILED"] + (hasSkipped ? ["NOT ATTEMPTED"] : [])
        var rows = outcome.modules.map { cells($0.module, $0.rows, hasSkipped) }
        if outcome.modules.count > 1 { rows.append(cells("", outcome.rows, hasSkipped)) }
        let lines = [header] + rows
        let widths = header.indices.map { column in lines.map { $0[column].count }.max() ?? 0 }
        let text = lines.map { line in
            zip(line, widths).enumerated().map { column, cell in
                let blanks = String(repeating: " ", count: cell.1 - cell.0.count)
                return column == 0 ? cell.0 + blanks : blanks + cell.0
            }.joined(separator: "  ")
        }
        let rate = outcome.seconds > 0 ? ", \(Terminal.grouped(Int(Double(outcome.rows.total) / outcome.seconds))) rows a second" : ""
        let jobs = outcome.parts.count == 1 ? "1 job" : "\(outcome.parts.count) jobs"
        return (text + ["", "\(jobs), \(Terminal.time(outcome.seconds))\(rate)"]).joined(separator: "\n")
    }

    private func cells(_ name: String, _ rows: ImportOutcome.Rows, _ hasSkipped: Bool) -> [String] {
        [name] + ([rows.total, rows.added, rows.updated, rows.failed] + (hasSkipped ? [rows.skipped] : [])).map(Terminal.grouped)
    }

    private func errors(width: Int) -> String {
        let shown = outcome.errors.prefix(Self.reasons)
        let lines = shown.flatMap { error -> [String] in
            let place = outcome.modules.count > 1 ? "\(error.module) " : ""
            let head =
                "\(Terminal.grouped(error.count)) × \(place)\(TerminalStyle.red.output(error.code))\(error.column.map { " in \($0)" } ?? ""), first in line \(Terminal.grouped(error.firstLine))"
            return ["  " + head] + (error.hint.isEmpty ? [] : Self.wrapped(error.hint, width: width - 6).map { "      " + $0 })
        }
        let rest = outcome.errors.count - shown.count
        return (["Why rows are not in:"] + lines + (rest > 0 ? ["  and \(rest) other reasons"] : [])).joined(separator: "\n")
    }

    /// Lines of words that fit a width.
    static func wrapped(_ text: String, width: Int) -> [String] {
        var lines: [String] = []
        for word in text.split(separator: " ") {
            if let last = lines.last, last.count + word.count + 1 <= width {
                lines[lines.count - 1] = last + " " + word
            } else {
                lines.append(String(word))
            }
        }
        return lines
    }

    var json: JSONValue {
        let total = outcome.rows
        let parts = outcome.parts.map { JSONValue.object(JSONObject([("job", .string($0.job))] + Self.members($0.rows))) }
        let modules = outcome.modules.map { module in
            JSONValue.object(
                JSONObject(
                    [("module", .string(module.module)), ("file", .string(name(of: module)))] + Self.members(module.rows)
                        + [("failed_file", module.failedPath.map { .string($0) } ?? .null)]))
        }
        let errors = outcome.errors.map { error -> JSONValue in
            [
                "module": .string(error.module), "code": .string(error.code), "column": error.column.map { .string($0) } ?? nil,
                "count": .integer(error.count), "first_line": .integer(error.firstLine), "hint": .string(error.hint),
            ]
        }
        return .object(
            JSONObject(
                [
                    ("module", .string(target.module)), ("operation", .string(draft.plan.operation.rawValue)),
                    ("files", .strings(outcome.modules.map(name(of:)))), ("parts", .array(parts)), ("modules", .array(modules)),
                ] + Self.members(total) + [
                    ("seconds", .number(String(format: "%.3f", outcome.seconds))),
                    ("failed_files", .strings(outcome.modules.compactMap(\.failedPath))), ("errors", .array(errors)),
                    ("notes", .strings(draft.notes + outcome.notes)),
                ]))
    }

    /// A dash for standard input.
    private func name(of module: ImportOutcome.Module) -> String {
        target.title(of: module.file) == module.file ? module.file : target.file
    }

    private static func members(_ rows: ImportOutcome.Rows) -> [(String, JSONValue)] {
        [
            ("rows", .integer(rows.total)), ("added", .integer(rows.added)), ("updated", .integer(rows.updated)),
            ("failed", .integer(rows.failed)), ("skipped", .integer(rows.skipped)),
        ]
    }
}
