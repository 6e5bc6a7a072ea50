import ArgumentParser
import BulkEngine
import BulkModel
import BulkStore

struct ClientCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "client",
        abstract: "Applications that may ask for tokens: list, look, add, remove.",
        discussion: """
            Example:
              longshore client list --data ./data
            """,
        subcommands: [List.self, Show.self, Add.self, Remove.self])

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list",
            abstract: "List the clients of an organisation.",
            discussion: """
                Example:
                  longshore client list --data ./data
                """)

        @OptionGroup var common: CommonOptions
        @Option(help: ArgumentHelp("Organisation, by id or zgid (default: the only one).", valueName: "id")) var org: String?
        @Flag(help: "Print one JSON object.") var json = false

        func run() async throws {
            let workspace = try await common.workspace(org: org)
            let clients = try await workspace.engine.storage.catalog.clients(of: workspace.organization.id)
            let table = TextTable(
                header: ["CLIENT_ID", "TYPE", "NAME"], rows: clients.map { [$0.id, $0.kind.rawValue, $0.name] })
            try workspace.print(json: json, ["clients": .array(clients.map(\.commandLineBody))], text: table.text)
        }
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "show",
            abstract: "Show a client; its secret is known to nobody but its holder.",
            discussion: """
                Example:
                  longshore client show --data ./data --client 1000.4FXQ…
                """)

        @OptionGroup var common: CommonOptions
        @Option(help: ArgumentHelp("Organisation, by id or zgid (default: the only one).", valueName: "id")) var org: String?
        @Option(help: ArgumentHelp("Client, by id (default: the only one).", valueName: "id")) var client: String?
        @Flag(help: "Print one JSON object.") var json = false

        func run() async throws {
            let workspace = try await common.workspace(org: org)
            let client = try await workspace.client(client)
            let owner = try await workspace.engine.chosenUser(client.user.description, of: workspace.organization)
            let fields = TextFields(fields: [
                ("client_id", client.id), ("name", client.name), ("type", client.kind.rawValue), ("user", owner.email),
                ("redirect uris", client.redirectURIs.isEmpty ? "-" : client.redirectURIs.joined(separator: " ")),
                ("created", client.created.commandLineText),
            ])
            try workspace.print(json: json, client.commandLineBody, text: fields.text)
        }
    }

    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "add",
            abstract: "Add a client; its secret is shown once.",
            discussion: """
                self    a script or service of the organisation's own; 'token grant' makes codes for it
                server  a web application, which people reach through the authorisation page
                client  a page of JavaScript, which gets its token in the address
                mobile  an app, which proves itself by a challenge (PKCE)

                Example:
                  longshore client add --data ./data --type server --name Reports \\
                      --redirect-uri http://localhost:3000/callback
                """)

        @OptionGroup var common: CommonOptions
        @Option(help: ArgumentHelp("Organisation, by id or zgid (default: the only one).", valueName: "id")) var org: String?
        @Option(help: ArgumentHelp("self, server, client, mobile (default: self).", valueName: "type"), completion: .cases(ClientKind.self))
        var type: String?
        @Option(help: "Name that people see when they are asked to consent (default: My Client).") var name: String?
        @Option(help: ArgumentHelp("Addresses that codes may be sent to, separated by commas.", valueName: "uris")) var redirectURI: String?
        @Option(help: ArgumentHelp("User who registers it, by id or e-mail (default: the administrator).", valueName: "user"))
        var user: String?
        @Flag(help: "Print one JSON object.") var json = false

        func run() async throws {
            let workspace = try await common.workspace(org: org)
            let settings = workspace.settings
            let kind = try settings.choice(.type, type, default: ClientKind.selfClient)
            let addresses = try Self.addresses(settings.string(.redirectURI, redirectURI), for: kind)
            let user = try await workspace.engine.chosenUser(settings.string(.user, user), of: workspace.organization)
            let (client, secret) = try await workspace.engine.addClient(
                named: settings.string(.name, name) ?? "My Client", kind: kind, redirectURIs: addresses,
                organization: workspace.organization.id, user: user.id)
            var body = client.commandLineBody.object ?? JSONObject()
            body["client_secret"] = .string(secret)
            let fields = TextFields(fields: [("client_id", client.id), ("client_secret", secret), ("type", kind.rawValue)])
            let text = "The client is made. Keep its secret; it is not shown again:\n\(fields.text)"
            try workspace.print(json: json, .object(body), text: text)
        }

        private static func addresses(_ text: String?, for kind: ClientKind) throws -> [RedirectURI] {
            let addresses = try (text ?? "").split(separator: ",").map { entry in
                let entry = String(entry.drop { $0 == " " })
                guard let address = RedirectURI(entry) else {
                    throw Failure(.usage, "redirect-uri takes an address such as https://example.com/callback, not '\(entry)'")
                }
                return address
            }
            if kind.isRedirected, addresses.isEmpty {
                throw Failure(.usage, "a client of type \(kind.rawValue) needs --redirect-uri, such as https://example.com/callback")
            }
            if !kind.isRedirected, !addresses.isEmpty {
                throw Failure(
                    .usage, "a client of type \(kind.rawValue) has no --redirect-uri: its codes come from 'longshore token grant'")
            }
            return addresses
        }
    }

    struct Remove: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "remove",
            abstract: "Remove a client; all its tokens end.",
            discussion: """
                Example:
                  longshore client remove --data ./data --client 1000.4FXQ…
                """)

        @OptionGroup var common: CommonOptions
        @Option(help: ArgumentHelp("Organisation, by id or zgid (default: the only one).", valueName: "id")) var org: String?
        @Option(help: ArgumentHelp("Client, by id.", valueName: "id")) var client: String?
        @Flag(help: "Print one JSON object.") var json = false

        func run() async throws {
            let workspace = try await common.workspace(org: org)
            let client = try await workspace.client(workspace.settings.required(.client, client))
            try await workspace.engine.storage.catalog.removeClient(client.id)
            try workspace.print(
                json: json, ["client_id": .string(client.id), "removed": true],
                text: "\(client.name) (\(client.id)) is removed; its tokens are void")
        }
    }
}

extension Client {
    /// A client as the command line shows one.
    fileprivate var commandLineBody: JSONValue {
        [
            "client_id": .string(id), "name": .string(name), "type": .string(kind.rawValue), "org_id": .id(organization),
            "user_id": .id(user), "redirect_uris": .strings(redirectURIs), "created_time": .string(created.commandLineText),
        ]
    }
}
