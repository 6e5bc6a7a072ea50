import ArgumentParser
import BulkClient
import BulkFormats
import BulkModel
import BulkTransfer
import Foundation

struct ImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Import a file of any size into a module.",
        discussion: """
            Columns become fields by their names, which is shown before anything is sent. Large files are cut into as many jobs as the server \
            takes. Rows that are refused go to FILE.failed.csv, each with what is wrong with it, ready to be corrected and imported. An \
            import that was interrupted goes on when the same command is given again, and does no row twice.

            Examples:
              longshore import Leads leads.csv --insert
              longshore import Contacts people.csv --upsert --find-by Email \\
                  --map "Mail=Email" --set Lead_Source=Fair
              longshore import Leads leads.csv --insert \\
                  --child Secondary=phones.csv --join Lead=Last_Name
              xz -dc leads.csv.xz | longshore import Leads - --insert --json
            """)

    enum Operation: String, EnumerableFlag {
        case insert, update, upsert

        static func help(for value: Operation) -> ArgumentHelp? {
            switch value {
            case .insert: "Make a new record of every row."
            case .update: "Change the records that rows match."
            case .upsert: "Change the records that rows match, and make new ones of the other rows."
            }
        }
    }

    @Argument(help: ArgumentHelp("API name of the module.", valueName: "module")) var module: String
    @Argument(help: ArgumentHelp("CSV file, ZIP archive with CSV files, or - for standard input.", valueName: "file")) var file: String
    @Flag var operation: Operation?
    @Option(help: ArgumentHelp("Field that rows are matched with records by (update: id unless told).", valueName: "field"))
    var findBy: String?
    @OptionGroup var columns: ImportColumnOptions
    @OptionGroup var children: ImportChildOptions
    @Flag(help: "Let empty cells leave the values of records as they are.") var ignoreEmpty = false
    @OptionGroup var source: ImportSourceOptions
    @Option(help: ArgumentHelp("Rows of a job, at most (default: 25,000).", valueName: "n")) var partRows: Int?
    @Flag(help: "Show the mapping and the parts, and send nothing.") var dryRun = false
    @Flag(help: "Don't ask before anything is sent.") var yes = false
    @Flag(help: "Throw away what an interrupted import has left, and begin anew; rows that are in stay in.") var restart = false
    @Flag(help: "Go on past jobs that failed or were cancelled; their other rows go to the file of failed rows.")
    var acceptFailedJobs = false
    @Option(
        help: ArgumentHelp("Go on with this job where it isn't known whether one was created (not Longshore).", valueName: "job"))
    var assumeCreated: String?
    @Flag(help: "Create the job where it isn't known whether one was created (not Longshore).") var assumeNotCreated = false
    @Flag(help: "Print one JSON object.") var json = false
    @OptionGroup var connection: ConnectionOptions

    func run() async throws {
        let settings = try connection.settings()
        let isJSON = try settings.flag(.json, json)
        let isTrial = try settings.flag(.dryRun, dryRun)
        let line = ProgressLine()
        let target = ImportTarget(module: module, file: file)
        do {
            try await BulkClientFailure.worded {
                let server = try await connection.connection(settings) {
                    line.note(TerminalStyle.yellow.note("\($0.reason); trying again in \(Terminal.time($0.duration.seconds))"))
                }
                let folder = target.isSpooled ? try ImportFolder(path: target.folder) : nil
                defer { folder?.close() }
                let draft: ImportDraft
                do {
                    draft = try await self.draft(
                        target, at: server, spoolingInto: folder?.path ?? target.folder, isQuiet: isTrial || isJSON)
                } catch {
                    if isJSON, !isTrial, let problem = Self.problem(error) { Terminal.print(refusal(problem).description) }
                    throw error
                }
                if isTrial { return try ImportTrial(draft: draft, target: target).show(isJSON: isJSON) }
                try show(draft, target, isJSON: isJSON)
                try await carryOut(draft, target, folder, at: server, line, isJSON: isJSON)
            }
        } catch let error as ImportFolder.InUse {
            throw Failure(.folderInUse, "another process is importing this file; wait for it, or end it. (\(error.path) is taken)")
        }
    }

    private func draft(
        _ target: ImportTarget, at server: Connection, spoolingInto folder: String, isQuiet: Bool
    ) async throws -> ImportDraft {
        guard let operation else { throw Failure(.usage, "say what is to be done with the rows: --insert, --update or --upsert") }
        guard operation != .upsert || findBy != nil else {
            throw Failure(.usage, "--upsert needs the field that tells which record a row is: --find-by Email, for example")
        }
        guard partRows ?? 1 >= 1 else { throw Failure(.usage, "--part-rows takes a number from 1 on") }
        let tables = try ImportTables(
            target: target, module: module, children: children, columns: columns, source: try source.options(), spoolingInto: folder)
        var drafting = ImportDrafting(
            client: server.client, operation: WriteOperation(rawValue: operation.rawValue) ?? .insert, findBy: findBy,
            options: columns, ignoresEmpty: ignoreEmpty)
        if let partRows { drafting.limits.rows = partRows }
        if Terminal.isInteractive, !isQuiet { drafting.ask = ask }
        return try await drafting.draft(tables, target: target, at: server)
    }

    /// What somebody can put right in the file or the command; nil for trouble with the server.
    private static func problem(_ error: any Error) -> String? {
        switch error {
        case let failure as TransferFailure: failure.message
        case let failure as Failure: failure.message
        default: nil
        }
    }

    private func refusal(_ problem: String) -> JSONValue {
        ImportTrial.refusal(module: module, operation: operation?.rawValue, problems: [problem], mappings: [], notes: [])
    }

    /// What the cells don't tell is asked; `--yes` leaves out only what can be done without an answer.
    private func ask(_ question: MappingQuestion, about title: String) -> MappingQuestion.Answer? {
        if yes, !question.isNeeded { return nil }
        let choice = Prompt.choice("\(TerminalStyle.bold.note(title)): \(question.text)", question.choices.map(\.text))
        return choice.map { question.choices[$0].answer }
    }

    /// Says what would be done; an import with problems isn't begun.
    private func show(_ draft: ImportDraft, _ target: ImportTarget, isJSON: Bool) throws {
        Terminal.note(draft.words)
        if isJSON, !draft.problems.isEmpty { Terminal.print(ImportTrial(draft: draft, target: target).refusal.description) }
        guard draft.problems.isEmpty else { throw Failure(.usage, "nothing was sent: \(draft.problems.joined(separator: "; "))") }
        if let path = columns.saveMapping { try draft.saveMappings(path) }
    }

    private func carryOut(
        _ draft: ImportDraft, _ target: ImportTarget, _ spool: ImportFolder?, at server: Connection, _ line: ProgressLine, isJSON: Bool
    ) async throws {
        if !target.hasLedger || restart, !yes {
            guard Prompt.confirms("\(draft.question(at: server.client.server.api))") else {
                throw Failure(.interrupted, "nothing was sent")
            }
        }
        let folder = try spool ?? ImportFolder(path: target.folder)
        defer { folder.close() }
        let session = try ImportSession(
            draft.plan, in: folder, client: server.client, options: try options(at: server), beginsAnew: restart,
            onProgress: { line.show(ProgressLine.State($0)) }, onIncident: { line.note($0.words) })
        if let words = await session.beginning.words { line.note(words) }
        let outcome: ImportOutcome
        do {
            outcome = try await Interruption.watched(message: { target.wordsForInterruption }) {
                defer { line.finish() }
                return try await BulkClientFailure.worded { try await session.run() }
            }
        } catch {
            // What the server knows nothing of needs no going on with.
            guard await !session.isUnderWay else { throw error }
            try? await session.forget()
            if let failure = error as? Failure, failure.code == .interrupted || failure.code == .terminated {
                throw Failure(failure.code, "interrupted. No row was imported")
            }
            throw error
        }
        let summary = ImportSummary(
            outcome: outcome, draft: draft, target: target, command: draft.command(for: outcome))
        Terminal.print(isJSON ? summary.json.description : summary.text(width: Terminal.width))
        try await session.forget()
        guard outcome.rows.isComplete else {
            let refused = outcome.rows.failed + outcome.rows.skipped
            throw Failure(.rowsRefused, "\(Terminal.grouped(refused)) of \(Terminal.grouped(outcome.rows.total)) rows are not in")
        }
    }

    private func options(at server: Connection) throws -> ImportSession.Options {
        if assumeNotCreated, assumeCreated != nil {
            throw Failure(.usage, "--assume-created and --assume-not-created exclude each other")
        }
        let assumption = assumeCreated.map { ImportSession.Assumption.created(job: $0) } ?? (assumeNotCreated ? .notCreated : nil)
        let polling =
            server.kind.isLongshore ? PollSchedule(first: .milliseconds(50), longest: .seconds(1), growth: 1.3) : PollSchedule()
        return ImportSession.Options(acceptsFailedJobs: acceptFailedJobs, assumption: assumption, polling: polling)
    }
}
