import ArgumentParser
import BulkEngine
import BulkModel

struct SchemaCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schema",
        abstract: "Keep custom modules, fields and views in a file: write it, apply it.",
        discussion: """
            Example:
              longshore schema export --data ./data > schema.yaml
            """,
        subcommands: [Export.self, Apply.self])

    struct Export: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "export",
            abstract: "Print an organisation's custom modules, fields, layouts and views as a schema file.",
            discussion: """
                Example:
                  longshore schema export --data ./data > schema.yaml
                """)

        @OptionGroup var common: CommonOptions
        @Option(help: ArgumentHelp("Organisation, by id or zgid (default: the only one).", valueName: "id")) var org: String?

        func run() async throws {
            let workspace = try await common.workspace(org: org)
            let text = try SchemaFileWriter.text(try await workspace.engine.schemaDocument(of: workspace.organization.id))
            Terminal.print(String(text.dropLast(text.hasSuffix("\n") ? 1 : 0)))
        }
    }

    struct Apply: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "apply",
            abstract: "Make an organisation's custom modules, fields, layouts and views what a schema file says.",
            discussion: """
                Prints what it does, then does all of it or nothing. A server may run meanwhile. What would lose data is refused without \
                --allow-data-loss.

                Examples:
                  longshore schema apply schema.yaml --data ./data --dry-run
                  longshore schema apply schema.yaml --data ./data
                """)

        @Argument(help: "The schema file.", completion: .file()) var file: String
        @OptionGroup var common: CommonOptions
        @Option(help: ArgumentHelp("Organisation, by id or zgid (default: the only one).", valueName: "id")) var org: String?
        @Flag(help: "Print the steps and take none.") var dryRun = false
        @Flag(help: "Remove modules and fields that the file doesn't have, with their data.") var allowDataLoss = false
        @Flag(help: "Print one JSON object.") var json = false

        func run() async throws {
            let schema = try SchemaFile(path: file)
            let workspace = try await common.workspace(org: org)
            let report = SchemaReport(isJSON: try workspace.settings.flag(.json, json))
            let isAllowed = try workspace.settings.flag(.allowDataLoss, allowDataLoss)
            let isRehearsal = try workspace.settings.flag(.dryRun, dryRun)
            do {
                let plan = try await workspace.engine.plan(schema.document, for: workspace.organization.id)
                report.show(plan)
                if !isRehearsal {
                    try Self.check(plan, isAllowed)
                    _ = try await workspace.engine.apply(schema.document, to: workspace.organization.id) { try Self.check($0, isAllowed) }
                }
                report.finish(plan, applied: !isRehearsal)
            } catch let problem as SchemaDocumentProblem {
                throw schema.error(problem).failure(file: file)
            } catch let problem as DraftProblem {
                throw Failure(.invalidFile, "\(file): \(problem)")
            }
        }

        private static func check(_ steps: [SchemaStep], _ isAllowed: Bool) throws {
            let losses = steps.filter(\.losesData)
            guard !losses.isEmpty, !isAllowed else { return }
            throw Failure(
                .notPermitted,
                "nothing was changed: \(losses.map { "\($0.object) \($0.name)" }.joined(separator: ", ")) would be lost;"
                    + " add it to the file, or say --allow-data-loss")
        }
    }
}

/// Tells the steps of a schema file as they are taken.
struct SchemaReport {
    let isJSON: Bool

    func show(_ steps: [SchemaStep]) {
        guard !isJSON else { return }
        for step in steps { Terminal.print(Self.line(step)) }
    }

    func finish(_ steps: [SchemaStep], applied: Bool) {
        guard isJSON else {
            if steps.isEmpty { return Terminal.print("Nothing to do.") }
            let count = steps.count == 1 ? "1 step" : "\(Terminal.grouped(steps.count)) steps"
            return Terminal.print(applied ? "\(count) taken." : "\(count) to take.")
        }
        let body: JSONValue = ["applied": .boolean(applied), "steps": .array(steps.map(Self.body))]
        Terminal.print(body.description)
    }

    /// `+ field Projects.Budget currency`.
    private static func line(_ step: SchemaStep) -> String {
        let sign =
            switch step.kind {
            case .add: "+"
            case .change: "~"
            case .remove: "-"
            }
        return ([sign, step.object, step.name] + (step.detail.isEmpty ? [] : [step.detail])).joined(separator: " ")
    }

    private static func body(_ step: SchemaStep) -> JSONValue {
        [
            "action": .string(step.kind.rawValue), "object": .string(step.object), "name": .string(step.name),
            "detail": .string(step.detail), "loses_data": .boolean(step.losesData),
        ]
    }
}
