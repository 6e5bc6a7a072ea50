import ArgumentParser
import BulkEngine
import BulkModel

struct TokenCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "token", abstract: "Make access tokens.", subcommands: [Create.self])

    struct Create: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "create",
            abstract: "Make an access token for a user.",
            discussion: """
                Example:
                  longshore token create --data ./data --org 5725767000000020005 --scopes ZohoCRM.bulk.READ,ZohoCRM.modules.ALL --expires 30d
                """)

        @OptionGroup var common: CommonOptions
        @Option(help: ArgumentHelp("Organisation, by id or zgid (default: the only one).", valueName: "id")) var org: String?
        @Option(help: ArgumentHelp("User, by id or e-mail (default: the administrator).", valueName: "user")) var user: String?
        @Option(help: "Scopes, separated by commas (default: everything).") var scopes: String?
        @Option(help: ArgumentHelp("Lifetime: 30d, 12h, 45m, 90s (default: 1h).", valueName: "time")) var expires: String?
        @Flag(help: "Print one JSON object.") var json = false

        func run() async throws {
            let settings = try common.settings()
            let folder = DataFolder(path: try settings.required(.data, common.data))
            let lifetime = try Lifetime(settings.string(.expires, expires) ?? "1h")
            let scopes = settings.string(.scopes, scopes).map { ScopeSet(parsing: $0) } ?? .all
            guard !scopes.scopes.isEmpty else { throw Failure(.usage, "--scopes needs at least one scope such as ZohoCRM.bulk.READ") }
            let engine = try folder.open()
            let organization = try await engine.chosenOrganization(settings.string(.org, org), in: folder)
            let user = try await engine.chosenUser(settings.string(.user, user), of: organization)
            let token = try await engine.issueAccessToken(
                organization: organization.id, user: user.id, scopes: scopes, lifetime: lifetime.seconds)
            let answer: JSONValue = [
                "access_token": .string(token), "org_id": .id(organization.id),
                "user": ["id": .id(user.id), "email": .string(user.email)],
                "scopes": .strings(scopes.scopes), "expires_in": .integer(Int(lifetime.seconds)),
            ]
            Terminal.print(try settings.flag(.json, json) ? answer.description : token)
        }
    }
}
