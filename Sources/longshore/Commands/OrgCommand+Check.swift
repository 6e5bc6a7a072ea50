import ArgumentParser
import BulkEngine
import BulkModel
import BulkStore

extension OrgCommand {
    struct Check: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "check",
            abstract: "Say which organisations are open, and list what keeps others closed.",
            discussion: """
                After an upgrade, unique values may have become equal. The organisation is closed then, and 'org settle' decides.

                Example:
                  longshore org check --data ./data
                """)

        @OptionGroup var common: CommonOptions
        @Option(help: ArgumentHelp("Organisation, by id or zgid (default: all).", valueName: "id")) var org: String?
        @Flag(help: "Print one JSON object.") var json = false

        func run() async throws {
            let settings = try common.settings()
            let folder = DataFolder(path: try settings.required(.data, common.data))
            let engine = try folder.open()
            let organizations =
                if let name = settings.string(.org, org) {
                    [try await engine.chosenOrganization(name, in: folder)]
                } else {
                    try await engine.storage.catalog.organizations()
                }
            var states: [OrganizationState] = []
            for organization in organizations { states.append(try await .of(organization, in: engine.storage)) }
            let body: JSONValue = ["organizations": .array(states.map(\.json))]
            Terminal.print(try settings.flag(.json, json) ? body.description : states.map(\.text).joined(separator: "\n"))
            let closed = states.filter { !$0.isOpen }.map(\.organization.id.description)
            guard closed.isEmpty else { throw Failure(.organizationClosed, "closed: \(closed.joined(separator: ", "))") }
        }
    }
}
