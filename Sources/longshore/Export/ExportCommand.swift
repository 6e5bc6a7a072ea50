import ArgumentParser
import BulkClient
import BulkModel
import BulkTransfer
import Foundation

struct ExportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Export the records of a module into a file.",
        discussion: """
            All pages are fetched and joined, and what arrives is counted. An export that was interrupted goes on when the same command is \
            given again.

            Examples:
              longshore export Contacts
              longshore export Leads --fields Last_Name,Email,Owner.last_name -o leads.csv
              longshore export Deals --format jsonl \\
                  --where "Stage = 'Closed Won' and Closing_Date >= 2026-01-01"
              longshore export Leads --view 'My Leads' -o - | head
              longshore export Contacts --bom --spreadsheet-safe -o for-a-spreadsheet.csv
            """)

    @Argument(help: ArgumentHelp("API name of the module.", valueName: "module")) var module: String
    @Option(help: "Fields, separated by commas, with dots through lookups (default: all).") var fields: String?
    @Option(
        name: .customLong("where"),
        help: ArgumentHelp(
            "Which records, such as \"Lead_Source = 'Advertisement' and Created_Time >= 2026-01-01\".", valueName: "conditions"))
    var conditions: String?
    @Option(help: ArgumentHelp("File with criteria as the API takes them, in JSON.", valueName: "file"), completion: .file()) var criteria:
        String?
    @Option(help: ArgumentHelp("Custom view, by name or id, whose records are exported.", valueName: "view")) var view: String?
    @Option(
        help: ArgumentHelp("csv, jsonl, ics (default: by the file's ending, or csv).", valueName: "format"),
        completion: .cases(ExportFormat.self)) var format: String?
    @Option(
        name: [.customShort("o"), .customLong("output")],
        help: ArgumentHelp("File to write, - for standard output (default: MODULE.csv).", valueName: "file"), completion: .file())
    var output: String?
    @Flag(help: "Begin a CSV with the byte-order mark of UTF-8, by which spreadsheets know the encoding.") var bom = false
    @Flag(
        help: """
            Put a ' in front of CSV cells that a spreadsheet would calculate: those that begin with =, +, -, @, a tab or a carriage return \
            and aren't plain numbers. Such a file isn't for importing again.
            """) var spreadsheetSafe = false
    @Flag(help: "Replace a file that is there.") var force = false
    @Flag(help: "Throw away what an interrupted export has left, and begin anew.") var restart = false
    @Flag(help: "Print one JSON object.") var json = false
    @OptionGroup var connection: ConnectionOptions

    func run() async throws {
        let settings = try connection.settings()
        let isJSON = try settings.flag(.json, json)
        let target = try ExportTarget(module: module, output: output, format: format)
        try checkStyle(of: target)
        guard !isJSON || target.output != .standardOutput else {
            throw Failure(.usage, "--json and the records can't both go to standard output; name a file with -o")
        }
        let line = ProgressLine()
        let start = ContinuousClock.now
        let summary = try await Interruption.watched(message: { target.wordsForInterruption }) {
            defer { line.finish() }
            return try await BulkClientFailure.worded {
                let server = try await connection.connection(settings) {
                    line.note(TerminalStyle.yellow.note("\($0.reason); trying again in \(Terminal.time($0.duration.seconds))"))
                }
                let order = try await order(for: target, at: server) { line.note(TerminalStyle.yellow.note("note: ") + $0) }
                let session = ExportSession(
                    client: server.client, kind: server.kind, order: order, onProgress: { line.show(ProgressLine.State($0)) })
                try prepare(session, target, line)
                return try await session.run()
            }
        }
        let seconds = (ContinuousClock.now - start).seconds
        if isJSON {
            Terminal.print(report(summary, target, seconds).description)
        } else {
            Terminal.note(words(summary, target, seconds))
            if let cells = summary.guardedCells { Terminal.note(TerminalStyle.yellow.note("note: ") + Self.words(guarded: cells)) }
        }
    }

    /// The switches for spreadsheets change nothing but a CSV, so elsewhere they are a mistake.
    private func checkStyle(of target: ExportTarget) throws {
        guard target.format != .csv, bom || spreadsheetSafe else { return }
        let option = bom ? "--bom" : "--spreadsheet-safe"
        throw Failure(.usage, "\(option) is for CSV files, and this is \(target.format.rawValue); leave it out, or choose --format csv")
    }

    private static func words(guarded cells: Int) -> String {
        switch cells {
        case 0: "no cell needed a ' in front"
        case 1: "1 cell has a ' in front now, so that a spreadsheet shows it as text; don't import this file again"
        default:
            "\(Terminal.grouped(cells)) cells have a ' in front now, so that a spreadsheet shows them as text; don't import this file again"
        }
    }

    /// An interrupted export is gone on with, and a file that somebody may need isn't overwritten.
    private func prepare(_ session: ExportSession, _ target: ExportTarget, _ line: ProgressLine) throws {
        if restart { session.forget() }
        if let begun = try session.interrupted() {
            line.note("Going on with the export begun \(begun.formatted(date: .abbreviated, time: .shortened)).")
        } else if case .file(let path) = target.output, FileManager.default.fileExists(atPath: path), !force {
            throw Failure(.cannotWrite, "\(path) is there already; give --force to replace it, or another name with -o")
        }
    }

    /// - Parameter note: told what is allowed, but perhaps not meant.
    private func order(
        for target: ExportTarget, at server: Connection, note: (String) -> Void
    ) async throws -> ExportOrder {
        var query = BulkReadQuery(module: module)
        query.fields = (fields ?? "").split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
        if target.format == .ics, !query.fields.isEmpty {
            throw Failure(.usage, "a calendar has no fields to choose; leave --fields out, or choose --format csv")
        }
        if conditions != nil, criteria != nil { throw Failure(.usage, "--where and --criteria say the same thing; give one of them") }
        if let conditions {
            query.criteria = try await WhereChoice(text: conditions, module: module).criteria(at: server.client, note: note)
        }
        if let criteria { query.criteria = try CriteriaFile(path: criteria).json }
        if let view { query.view = try await ViewChoice(name: view, module: module).id(at: server.client) }
        let metadata = target.format == .jsonl ? try await server.client.fields(of: module) : []
        let style = CSVStyle(hasByteOrderMark: bom, guardsFormulas: spreadsheetSafe)
        return ExportOrder(query: query, format: target.format, output: target.output, style: style, fields: metadata)
    }

    private func words(_ summary: ExportSummary, _ target: ExportTarget, _ seconds: Double) -> String {
        let pages = summary.jobs.count == 1 ? "" : ", \(summary.jobs.count) pages"
        let hasRate = seconds > 0 && summary.records > 0 && !summary.wasResumed
        let rate = hasRate ? ", \(Terminal.grouped(Int(Double(summary.records) / seconds))) a second" : ""
        let name = if case .file(let path) = target.output { path } else { "standard output" }
        return TerminalStyle.green.note("✓ ")
            + "\(module): \(Terminal.grouped(summary.records)) records in \(name) (\(Terminal.size(summary.bytes))\(pages), \(Terminal.time(seconds))\(rate))"
    }

    private func report(_ summary: ExportSummary, _ target: ExportTarget, _ seconds: Double) -> JSONValue {
        let file: JSONValue = if case .file(let path) = target.output { .string(path) } else { nil }
        return [
            "module": .string(module), "format": .string(target.format.rawValue), "file": file, "records": .integer(summary.records),
            "bytes": .integer(summary.bytes), "guarded_cells": summary.guardedCells.map { .integer($0) } ?? nil,
            "jobs": .strings(summary.jobs), "resumed": .boolean(summary.wasResumed),
            "seconds": .number(String(format: "%.3f", seconds)),
        ]
    }
}

extension ProgressLine.State {
    fileprivate init(_ progress: ExportProgress) {
        let page = progress.page > 1 ? " page \(progress.page)" : ""
        switch progress.stage {
        case .waiting: self.init(stage: "Waiting\(page)", done: progress.records)
        case .exporting: self.init(stage: "Exporting\(page)", done: progress.records, share: progress.share)
        case .downloading(let received, let total):
            self.init(stage: "Downloading\(page)", done: received, total: total, unit: "bytes")
        case .joining: self.init(stage: "Writing\(page)", done: progress.records)
        }
    }
}

extension Duration {
    var seconds: Double {
        Double(components.seconds) + Double(components.attoseconds) / 1e18
    }
}
