import ArgumentParser
import BulkEngine
import BulkModel
import BulkStore
import Foundation

extension OrgCommand {
    struct Settle: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "settle",
            abstract: "Decide about unique values that an upgrade has made equal, and open the organisation.",
            discussion: """
                'org check' lists them. Either everything is decided and the organisation is open, or nothing is changed. A server that \
                runs serves the organisation at once. Values that are taken away are gone: copy the data folder first.

                Examples:
                  longshore org settle --data ./data --keep 605725767000001001024
                  longshore org settle --data ./data \\
                      --set 605725767000001001025:Code=Cafe-2 --keep-oldest
                """)

        @OptionGroup var common: CommonOptions
        @Option(help: ArgumentHelp("Organisation, by id or zgid (default: the only one).", valueName: "id")) var org: String?
        @Option(
            parsing: .singleValue,
            help: ArgumentHelp("Record that keeps its value; the others of its group lose theirs.", valueName: "record"))
        var keep: [String] = []
        @Option(
            parsing: .singleValue,
            help: ArgumentHelp("Record that gets another value in a field.", valueName: "record:field=value"))
        var set: [String] = []
        @Flag(help: "Where nothing else is said, the oldest record keeps its value.") var keepOldest = false
        @Flag(help: "Print one JSON object.") var json = false

        func run() async throws {
            let settings = try common.settings()
            let folder = DataFolder(path: try settings.required(.data, common.data))
            let engine = try folder.open()
            let organization = try await engine.chosenOrganization(settings.string(.org, org), in: folder)
            let decisions = try decisions
            let isJSON = try settings.flag(.json, json)
            func show(_ state: OrganizationState) { Terminal.print(isJSON ? state.json.description : state.text) }
            if try await !engine.storage.collisions(in: organization.id).isEmpty {
                do {
                    try await engine.storage.settle(decisions, in: organization.id, at: Date())
                } catch SettlingProblem.undecided(let collisions) {
                    show(OrganizationState(organization, collisions))
                    throw Failure(.usage, "these values are equal all the same; nothing was changed")
                } catch let problem as SettlingProblem {
                    throw Failure(.usage, "\(problem); nothing was changed")
                }
            }
            show(OrganizationState(organization, []))
        }

        private var decisions: [CollisionDecision] {
            get throws {
                var decisions: [CollisionDecision] = []
                for text in keep {
                    guard let record = ObjectID(text) else { throw Failure(.usage, "--keep takes the id of a record, not '\(text)'") }
                    decisions.append(.keep(record))
                }
                for text in set { decisions.append(try Self.replacement(text)) }
                if keepOldest { decisions.append(.keepOldest) }
                guard !decisions.isEmpty else {
                    throw Failure(.usage, "say what to do with --keep, --set or --keep-oldest; 'longshore org check' lists the records")
                }
                return decisions
            }
        }

        private static func replacement(_ text: String) throws -> CollisionDecision {
            let halves = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let place = halves[0].split(separator: ":", omittingEmptySubsequences: false)
            guard halves.count == 2, place.count == 2, let record = ObjectID(String(place[0])) else {
                throw Failure(.usage, "--set takes RECORD:FIELD=VALUE, such as 605725767000001001024:Code=K-7, not '\(text)'")
            }
            return .set(record, field: String(place[1]), value: String(halves[1]))
        }
    }
}
