import ArgumentParser
import BulkEngine
import BulkModel

extension TokenCommand {
    struct Create: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "create",
            abstract: "Make an access token for a user.",
            discussion: """
                Example:
                  longshore token create --data ./data --org 5725767000000020005 \\
                      --scopes ZohoCRM.bulk.READ,ZohoCRM.modules.ALL --expires 30d
                """)

        @OptionGroup var common: CommonOptions
        @Option(help: ArgumentHelp("Organisation, by id or zgid (default: the only one).", valueName: "id")) var org: String?
        @Option(help: ArgumentHelp("User, by id or e-mail (default: the administrator).", valueName: "user")) var user: String?
        @Option(help: "Scopes, separated by commas (default: everything).") var scopes: String?
        @Option(help: ArgumentHelp("Lifetime: 30d, 12h, 45m, 90s (default: 1h).", valueName: "time")) var expires: String?
        @Flag(help: "Print one JSON object.") var json = false

        func run() async throws {
            let settings = try common.settings()
            let lifetime = try Lifetime(settings.string(.expires, expires) ?? "1h")
            let workspace = try await common.workspace(org: org)
            let scopes = try workspace.scopes(scopes)
            let user = try await workspace.activeUser(user)
            let token = try await workspace.engine.issueAccessToken(
                organization: workspace.organization.id, user: user.id, scopes: scopes, lifetime: lifetime.seconds)
            let answer: JSONValue = [
                "access_token": .string(token), "org_id": .id(workspace.organization.id),
                "user": ["id": .id(user.id), "email": .string(user.email)],
                "scopes": .strings(scopes.scopes), "expires_in": .integer(Int(lifetime.seconds)),
            ]
            try workspace.print(json: json, answer, text: token)
        }
    }

    struct Grant: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "grant",
            abstract: "Make a grant code for a self client, as the service's console does.",
            discussion: """
                An official SDK exchanges the code once for a refresh token and an access token.

                Example:
                  longshore token grant --data ./data \\
                      --scopes ZohoCRM.bulk.ALL,ZohoCRM.modules.ALL --expires 10m
                """)

        @OptionGroup var common: CommonOptions
        @Option(help: ArgumentHelp("Organisation, by id or zgid (default: the only one).", valueName: "id")) var org: String?
        @Option(help: ArgumentHelp("Self client, by id (default: the only one).", valueName: "id")) var client: String?
        @Option(help: ArgumentHelp("User, by id or e-mail (default: the administrator).", valueName: "user")) var user: String?
        @Option(help: "Scopes, separated by commas (default: everything).") var scopes: String?
        @Option(help: ArgumentHelp("Lifetime: 3m to 10m (default: 10m).", valueName: "time")) var expires: String?
        @Flag(help: "Print one JSON object.") var json = false

        func run() async throws {
            let settings = try common.settings()
            let text = settings.string(.expires, expires) ?? "10m"
            let lifetime = try Lifetime(text)
            guard Engine.grantCodeLifetimes.contains(lifetime.seconds) else {
                throw Failure(.usage, "a grant code lasts from 3m to 10m, not '\(text)'")
            }
            let workspace = try await common.workspace(org: org)
            let scopes = try workspace.scopes(scopes)
            let client = try await workspace.client(client, of: .selfClient)
            let user = try await workspace.activeUser(user)
            let code = try await workspace.engine.issueGrantCode(
                client: client, user: user.id, scopes: scopes, lifetime: lifetime.seconds)
            let answer: JSONValue = [
                "code": .string(code), "client_id": .string(client.id), "org_id": .id(workspace.organization.id),
                "user": ["id": .id(user.id), "email": .string(user.email)],
                "scopes": .strings(scopes.scopes), "expires_in": .integer(Int(lifetime.seconds)),
            ]
            try workspace.print(json: json, answer, text: code)
        }
    }
}
