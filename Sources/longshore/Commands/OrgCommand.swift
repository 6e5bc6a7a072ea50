import ArgumentParser
import BulkEngine
import BulkFormats
import BulkModel
import BulkStore
import Foundation

struct OrgCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "org",
        abstract: "Organisations: list them, look at one, add one; open one after an upgrade.",
        discussion: """
            A data folder holds any number of organisations, each with its own users, clients and data.

            Example:
              longshore org list --data ./data
            """,
        subcommands: [List.self, Show.self, Add.self, Check.self, Settle.self])

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list",
            abstract: "List the organisations of a data folder.",
            discussion: """
                Example:
                  longshore org list --data ./data
                """)

        @OptionGroup var common: CommonOptions
        @Flag(help: "Print one JSON object.") var json = false

        func run() async throws {
            let settings = try common.settings()
            let folder = DataFolder(path: try settings.required(.data, common.data))
            let engine = try folder.open()
            var entries: [OrganizationEntry] = []
            for organization in try await engine.storage.catalog.organizations() {
                entries.append(try await OrganizationEntry(organization, engine))
            }
            let table = TextTable(header: OrganizationEntry.header, rows: entries.map(\.row))
            let body: JSONValue = ["organizations": .array(entries.map(\.json))]
            Terminal.print(try settings.flag(.json, json) ? body.description : table.text)
        }
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "show",
            abstract: "Show an organisation.",
            discussion: """
                Example:
                  longshore org show --data ./data --org 605725767
                """)

        @OptionGroup var common: CommonOptions
        @Option(help: ArgumentHelp("Organisation, by id or zgid (default: the only one).", valueName: "id")) var org: String?
        @Flag(help: "Print one JSON object.") var json = false

        func run() async throws {
            let workspace = try await common.workspace(org: org)
            let entry = try await OrganizationEntry(workspace.organization, workspace.engine)
            try workspace.print(json: json, entry.json, text: entry.fields.text)
        }
    }

    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "add",
            abstract: "Add an organisation with its standard modules and an administrator.",
            discussion: """
                A server that runs serves it at once. Unlike 'init' it makes no client and no tokens.

                Example:
                  longshore org add --data ./data --company Aurora --email ann@aurora.example \\
                      --time-zone Europe/Berlin
                """)

        @OptionGroup var common: CommonOptions
        @OptionGroup var founding: FoundingOptions
        @Flag(help: "Print one JSON object.") var json = false

        func run() async throws {
            let settings = try common.settings()
            let folder = DataFolder(path: try settings.required(.data, common.data))
            let founding = try founding.founding(settings)
            let engine = try folder.open()
            let entry = try await OrganizationEntry(try await engine.found(founding).organization, engine)
            Terminal.print(try settings.flag(.json, json) ? entry.json.description : entry.fields.text)
        }
    }
}

/// An organisation as the command line shows it.
private struct OrganizationEntry {
    let organization: Organization
    /// Nil for an organisation that is closed.
    let users: [User]?

    static let header = ["ORG_ID", "ZGID", "COMPANY", "TIME ZONE", "USERS"]

    init(_ organization: Organization, _ engine: Engine) async throws {
        self.organization = organization
        do {
            users = try await engine.storage.store(of: organization.id).users()
        } catch is OrganizationClosed {
            users = nil
        }
    }

    var row: [String] {
        [
            organization.id.description, String(organization.zgid), organization.companyName, organization.timeZone,
            userCount,
        ]
    }

    var fields: TextFields {
        TextFields(fields: [
            ("org_id", organization.id.description), ("zgid", String(organization.zgid)), ("company", organization.companyName),
            ("time zone", organization.timeZone), ("country", organization.countryCode ?? "-"), ("created", created),
            ("administrator", users?.first { $0.isAdministrator }?.email ?? "-"), ("users", userCount),
        ])
    }

    var json: JSONValue {
        [
            "org_id": .id(organization.id), "zgid": .string(String(organization.zgid)), "company_name": .string(organization.companyName),
            "time_zone": .string(organization.timeZone), "country_code": organization.countryCode.map { .string($0) } ?? .null,
            "created_time": .string(created), "users": users.map { .integer($0.count) } ?? .null,
        ]
    }

    private var userCount: String { users.map { String($0.count) } ?? "closed" }

    private var created: String { organization.createdTime.commandLineText }
}

extension Date {
    /// ISO 8601 in UTC.
    var commandLineText: String { ISO8601.dateTime(Int64(timeIntervalSince1970.rounded(.down)), offset: 0) }
}
