import ArgumentParser
import BulkEngine
import BulkModel
import BulkStore

struct ProfileCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "profile",
        abstract: "What the users of a profile may not do: list, take away, give back.",
        discussion: """
            A profile may do everything until it is denied something.

            Example:
              longshore profile list --data ./data
            """,
        subcommands: [List.self, Deny.self, Allow.self])

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list",
            abstract: "List the profiles of an organisation with what they lack.",
            discussion: """
                Example:
                  longshore profile list --data ./data
                """)

        @OptionGroup var common: CommonOptions
        @Option(help: ArgumentHelp("Organisation, by id or zgid (default: the only one).", valueName: "id")) var org: String?
        @Flag(help: "Print one JSON object.") var json = false

        func run() async throws {
            let workspace = try await common.workspace(org: org)
            let profiles = try await workspace.profiles()
            let table = TextTable(
                header: ["PROFILE", "DENIED"],
                rows: profiles.map { [$0.name, $0.denied.isEmpty ? "-" : $0.denied.sorted().joined(separator: ",")] })
            try workspace.print(json: json, ["profiles": .array(profiles.map(\.commandLineBody))], text: table.text)
        }
    }

    struct Deny: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "deny",
            abstract: "Take permissions away from a profile; a profile that isn't there is made.",
            discussion: """
                Example:
                  longshore profile deny --data ./data --profile Standard \\
                      --permission Crm_Implied_Export_Leads
                """)

        @OptionGroup var options: PermissionOptions

        func run() async throws { try await options.change { $0.denied.formUnion($1) } }
    }

    struct Allow: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "allow",
            abstract: "Give permissions back to a profile.",
            discussion: """
                Example:
                  longshore profile allow --data ./data --profile Standard \\
                      --permission Crm_Implied_Export_Leads
                """)

        @OptionGroup var options: PermissionOptions

        func run() async throws { try await options.change { $0.denied.subtract($1) } }
    }

    /// Which permissions of which profile.
    struct PermissionOptions: ParsableArguments {
        @OptionGroup var common: CommonOptions
        @Option(help: ArgumentHelp("Organisation, by id or zgid (default: the only one).", valueName: "id")) var org: String?
        @Option(help: "Name of the profile.") var profile: String?
        @Option(help: ArgumentHelp("Permissions, separated by commas.", valueName: "names")) var permission: String?
        @Flag(help: "Print one JSON object.") var json = false

        func change(_ body: (inout Profile, Set<String>) -> Void) async throws {
            let workspace = try await common.workspace(org: org)
            let name = try workspace.settings.required(.profile, profile)
            let permissions = try workspace.settings.required(.permission, permission).split(separator: ",").map {
                String($0.drop { $0 == " " })
            }
            let store = try await workspace.engine.storage.store(of: workspace.organization.id)
            let schema = try await store.schema()
            for permission in permissions where !Profile.isPermission(permission, in: schema) {
                throw Failure(
                    .usage,
                    "there is no permission '\(permission)'; they are \(Profile.apiAccess), \(Profile.actions.map { "Crm_Implied_\($0)_Leads" }.joined(separator: ", ")), and likewise for every module"
                )
            }
            var profile = try await store.profile(named: name)
            body(&profile, Set(permissions))
            try await store.set(profile)
            let denied = profile.denied.isEmpty ? "may do everything" : "lacks \(profile.denied.sorted().joined(separator: ", "))"
            try workspace.print(json: json, profile.commandLineBody, text: "\(name) \(denied)")
        }
    }
}

extension Profile {
    /// A profile as the command line shows one.
    fileprivate var commandLineBody: JSONValue { ["name": .string(name), "denied": .strings(denied.sorted())] }
}
