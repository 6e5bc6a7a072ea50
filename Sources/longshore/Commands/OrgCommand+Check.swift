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
            for organization in organizations { states.append(try await OrganizationState(organization, in: engine.storage)) }
            let body: JSONValue = ["organizations": .array(states.map(\.json))]
            Terminal.print(try settings.flag(.json, json) ? body.description : states.map(\.text).joined(separator: "\n"))
            let closed = states.filter { !$0.isOpen }.map(\.organization.id.description)
            guard closed.isEmpty else { throw Failure(.organizationClosed, "closed: \(closed.joined(separator: ", "))") }
        }
    }
}

/// Whether an organisation is open, and if not, why.
private struct OrganizationState {
    let organization: Organization
    private(set) var collisions: [ValueCollision] = []
    private var reason: String?

    var isOpen: Bool { reason == nil }

    init(_ organization: Organization, in storage: any Storage) async throws {
        self.organization = organization
        do {
            collisions = try await storage.collisions(in: organization.id)
            if !collisions.isEmpty { reason = "unique values have become equal" }
        } catch let closed as OrganizationClosed {
            reason = closed.description
        }
    }

    var text: String {
        let head = "\(organization.id) (\(organization.companyName)) is \(reason.map { "closed: \($0)" } ?? "open")"
        return collisions.isEmpty ? head : "\(head)\n\n\(CollisionTable(collisions: collisions).text)\n\n\(Self.advice)\n"
    }

    private static let advice = """
        Decide about all of them at once with 'longshore org settle':
          --keep RECORD             this record keeps its value, the others of the group lose theirs
          --set RECORD:FIELD=VALUE  this record gets another value
          --keep-oldest             in all other groups the oldest record keeps its value
        """

    var json: JSONValue {
        [
            "org_id": .id(organization.id), "company_name": .string(organization.companyName), "open": .boolean(isOpen),
            "reason": reason.map { .string($0) } ?? .null,
            "collisions": .array(
                collisions.map { collision in
                    [
                        "module": .string(collision.module), "field": .string(collision.field),
                        "records": .array(collision.holders.map { ["id": .id($0.record), "value": .string($0.value)] }),
                    ]
                }),
        ]
    }
}

/// Values that collide, for people. Equal ones look alike, so their characters are counted.
struct CollisionTable {
    let collisions: [ValueCollision]

    var text: String {
        let rows = collisions.enumerated().flatMap { number, collision in
            collision.holders.map {
                [
                    String(number + 1), collision.module, collision.field, $0.record.description, $0.value,
                    String($0.value.unicodeScalars.count),
                ]
            }
        }
        return TextTable(header: ["GROUP", "MODULE", "FIELD", "RECORD", "VALUE", "CHARACTERS"], rows: rows).text
    }
}
