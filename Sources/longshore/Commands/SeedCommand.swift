import ArgumentParser
import BulkEngine
import BulkModel
import BulkStore

struct SeedCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "seed",
        abstract: "Fill a module with realistic records; the same seed makes the same records.",
        discussion: """
            Lookups point at records that exist, so seed Accounts before Contacts. A running server need not be stopped.

            Example:
              longshore seed --data ./data --module Leads --records 200000
            """)

    @OptionGroup var common: CommonOptions
    @Option(help: ArgumentHelp("Organisation, by id or zgid (default: the only one).", valueName: "id")) var org: String?
    @Option(help: "API name of the module.") var module: String?
    @Option(help: ArgumentHelp("How many records to add.", valueName: "n")) var records: Int?
    @Option(help: ArgumentHelp("Number the records are derived from (default: 7).", valueName: "n")) var seed: Int?
    @Flag(help: "Print one JSON object.") var json = false

    func run() async throws {
        let settings = try common.settings()
        let folder = DataFolder(path: try settings.required(.data, common.data))
        let module = try settings.required(.module, module)
        guard let records = try settings.integer(.records, records, in: 1...100_000_000) else {
            throw Failure(.usage, "--records is missing; give the number of records to add")
        }
        let seed = try settings.integer(.seed, seed, in: 0...Int.max) ?? 7
        let engine = try folder.open()
        let organization = try await engine.chosenOrganization(settings.string(.org, org), in: folder)
        let seeder = Seeder(store: try await engine.storage.store(of: organization.id), seed: UInt64(seed))
        let line = ProgressLine()
        let start = ContinuousClock.now
        do {
            try await seeder.seed(module, records: records) {
                line.show(ProgressLine.State(stage: module, done: $0, total: records))
            }
        } catch let error as SeedingError {
            throw Failure(.usage, error.description)
        }
        line.finish()
        let seconds = max((ContinuousClock.now - start).seconds, 0.001)
        let summary =
            "\(Terminal.grouped(records)) in \(Terminal.time(seconds)), \(Terminal.grouped(Int(Double(records) / seconds))) a second"
        let answer: JSONValue = ["org_id": .id(organization.id), "module": .string(module), "records": .integer(records)]
        Terminal.print(try settings.flag(.json, json) ? answer.description : "\(module): \(summary)")
    }
}
