import ArgumentParser
import BulkEngine
import BulkModel
import BulkStore

struct UserCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "user",
        abstract: "The users of an organisation: list, look, add, keep out, let in.",
        discussion: """
            Example:
              longshore user list --data ./data
            """,
        subcommands: [List.self, Show.self, Add.self, Deactivate.self, Activate.self])

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list",
            abstract: "List the users of an organisation.",
            discussion: """
                Example:
                  longshore user list --data ./data
                """)

        @OptionGroup var common: CommonOptions
        @Option(help: ArgumentHelp("Organisation, by id or zgid (default: the only one).", valueName: "id")) var org: String?
        @Flag(help: "Print one JSON object.") var json = false

        func run() async throws {
            let workspace = try await common.workspace(org: org)
            let users = try await workspace.engine.storage.store(of: workspace.organization.id).users()
            let table = TextTable(
                header: ["ID", "E-MAIL", "NAME", "PROFILE", "STATUS"],
                rows: users.map { [$0.id.description, $0.email, $0.fullName, $0.profile, $0.status.rawValue] })
            try workspace.print(json: json, ["users": .array(users.map(\.commandLineBody))], text: table.text)
        }
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "show",
            abstract: "Show a user.",
            discussion: """
                Example:
                  longshore user show --data ./data --user jane@zylker.example
                """)

        @OptionGroup var common: CommonOptions
        @Option(help: ArgumentHelp("Organisation, by id or zgid (default: the only one).", valueName: "id")) var org: String?
        @Option(help: ArgumentHelp("User, by id or e-mail (default: the administrator).", valueName: "user")) var user: String?
        @Flag(help: "Print one JSON object.") var json = false

        func run() async throws {
            let workspace = try await common.workspace(org: org)
            let user = try await workspace.engine.chosenUser(workspace.settings.string(.user, user), of: workspace.organization)
            try workspace.print(json: json, user.commandLineBody, text: user.commandLineFields.text)
        }
    }

    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "add",
            abstract: "Add a user to an organisation.",
            discussion: """
                There are no passwords: whoever may run this command makes tokens for any user.

                Example:
                  longshore user add --data ./data --email jane@zylker.example \\
                      --first-name Jane --last-name Smith --profile Standard
                """)

        @OptionGroup var common: CommonOptions
        @Option(help: ArgumentHelp("Organisation, by id or zgid (default: the only one).", valueName: "id")) var org: String?
        @Option(help: "E-mail of the user.") var email: String?
        @Option(help: "First name (default: none).") var firstName: String?
        @Option(help: "Last name (default: made of the e-mail).") var lastName: String?
        @Option(help: "Short name (default: none).") var alias: String?
        @Option(help: ArgumentHelp("IANA time zone (default: the organisation's).", valueName: "zone")) var timeZone: String?
        @Option(help: "Role (default: Manager).") var role: String?
        @Option(help: "Profile: Administrator, Standard, or one that 'profile deny' has made (default: Standard).") var profile: String?
        @Flag(help: "Print one JSON object.") var json = false

        func run() async throws {
            let workspace = try await common.workspace(org: org)
            let settings = workspace.settings
            let email = try settings.email(settings.required(.email, email))
            let person = Founding.Person(
                firstName: settings.string(.firstName, firstName),
                lastName: settings.string(.lastName, lastName) ?? FoundingOptions.name(from: email),
                alias: settings.string(.alias, alias), email: email,
                timeZone: try settings.timeZone(timeZone, default: workspace.organization.timeZone),
                role: settings.string(.role, role) ?? "Manager",
                profile: try await workspace.profile(settings.string(.profile, profile) ?? "Standard"))
            do {
                let user = try await workspace.engine.addUser(person, to: workspace.organization.id)
                try workspace.print(json: json, user.commandLineBody, text: user.commandLineFields.text)
            } catch let error as UserError {
                throw Failure(.usage, error.description)
            }
        }
    }

    struct Deactivate: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "deactivate",
            abstract: "Keep a user out: their tokens open nothing, and nobody can make them the owner of a record.",
            discussion: """
                Example:
                  longshore user deactivate --data ./data --user jane@zylker.example
                """)

        @OptionGroup var options: StatusOptions

        func run() async throws { try await options.set(.disabled) }
    }

    struct Activate: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "activate",
            abstract: "Let a user in again.",
            discussion: """
                Example:
                  longshore user activate --data ./data --user jane@zylker.example
                """)

        @OptionGroup var options: StatusOptions

        func run() async throws { try await options.set(.active) }
    }

    /// Whom to let in or keep out.
    struct StatusOptions: ParsableArguments {
        @OptionGroup var common: CommonOptions
        @Option(help: ArgumentHelp("Organisation, by id or zgid (default: the only one).", valueName: "id")) var org: String?
        @Option(help: ArgumentHelp("User, by id or e-mail.", valueName: "user")) var user: String?
        @Flag(help: "Print one JSON object.") var json = false

        func set(_ status: User.Status) async throws {
            let workspace = try await common.workspace(org: org)
            let name = try workspace.settings.required(.user, user)
            let user = try await workspace.engine.chosenUser(name, of: workspace.organization)
            do {
                let changed = try await workspace.engine.setStatus(status, of: user, in: workspace.organization.id)
                try workspace.print(json: json, changed.commandLineBody, text: "\(changed.email) is \(changed.status.rawValue)")
            } catch let error as UserError {
                throw Failure(.usage, error.description)
            }
        }
    }
}

extension User {
    /// A user as the command line shows one.
    fileprivate var commandLineBody: JSONValue {
        [
            "id": .id(id), "zuid": .optionalText(zuid.map(String.init)), "first_name": .optionalText(firstName),
            "last_name": .string(lastName), "alias": .optionalText(alias), "email": .string(email), "time_zone": .string(timeZone),
            "role": .string(role), "profile": .string(profile), "status": .string(status.rawValue),
        ]
    }

    fileprivate var commandLineFields: TextFields {
        TextFields(fields: [
            ("id", id.description), ("zuid", zuid.map(String.init) ?? "-"), ("name", fullName), ("alias", alias ?? "-"), ("e-mail", email),
            ("time zone", timeZone), ("role", role), ("profile", profile), ("status", status.rawValue),
        ])
    }
}

extension JSONValue {
    fileprivate static func optionalText(_ text: String?) -> Self { text.map { .string($0) } ?? .null }
}
