import ArgumentParser
import BulkClient
import BulkEngine
import BulkModel
import Foundation

struct LoginCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "login",
        abstract: "Keep a server's address and tokens for the commands that talk to it.",
        discussion: """
            What is kept lies in a file that only you can read (~/.config/longshore/profiles.json). Give secrets in the environment, or type \
            them in when you are asked: others on the machine can read a command line.

            Examples:
              longshore login --data ./data
              longshore login --to https://crm.example.com --profile work
              longshore login --to eu --client 1000.ABC --code 1000.def
              longshore login --list
            """)

    @Option(
        help: ArgumentHelp("Data folder of a server on this machine: makes a client of it, and needs no other secret.", valueName: "dir"),
        completion: .directory)
    var data: String?
    @Option(
        help: ArgumentHelp(
            "Server: an address, or a data centre of Zoho's: us, eu, in, au, cn, jp, sa, ca (default: http://127.0.0.1:8080).",
            valueName: "server"), completion: .cases(DataCentre.self))
    var to: String?
    @Option(help: ArgumentHelp("Address of the accounts server (default: the data centre's, or the server's).", valueName: "url"))
    var accounts: String?
    @Option(help: ArgumentHelp("Address that files are uploaded to (default: the data centre's, or the server's).", valueName: "url"))
    var files: String?
    @Option(help: ArgumentHelp("Name of the profile (default: default).", valueName: "name")) var profile: String?
    @Option(help: ArgumentHelp("Access token, as long as it lasts; better given as LONGSHORE_TOKEN.", valueName: "token")) var token:
        String?
    @Option(help: ArgumentHelp("Id of a client that the accounts server knows.", valueName: "id")) var client: String?
    @Option(help: ArgumentHelp("The client's secret; better given as LONGSHORE_CLIENT_SECRET.", valueName: "secret"))
    var clientSecret: String?
    @Option(help: ArgumentHelp("Refresh token of the client; better given as LONGSHORE_REFRESH_TOKEN.", valueName: "token"))
    var refreshToken: String?
    @Option(help: ArgumentHelp("Grant code that the service's console has made for the client.", valueName: "code")) var code: String?
    @Option(help: ArgumentHelp("Organisation of the data folder, by id or zgid (default: the only one).", valueName: "id")) var org: String?
    @Option(help: ArgumentHelp("User of the data folder, by id or e-mail (default: the administrator).", valueName: "user")) var user:
        String?
    @Option(help: ArgumentHelp("Configuration file (YAML); also LONGSHORE_CONFIG.", valueName: "file"), completion: .file()) var config:
        String?
    @Flag(help: "List the profiles there are.") var list = false
    @Flag(help: "Print one JSON object.") var json = false

    func run() async throws {
        let settings = try Settings(file: config)
        let file = ProfileFile()
        let isJSON = try settings.flag(.json, json)
        if list { return try Terminal.print(ProfileList(profiles: file.profiles()).text(isJSON: isJSON)) }
        let name = settings.string(.profile, profile) ?? ProfileFile.defaultName
        let server = try addresses(settings)
        let profile = LoginProfile(server: server, credentials: try await credentials(settings, server))
        let (organization, token) = try await BulkClientFailure.worded { try await checked(profile) }
        var stored = profile
        if case .client(let id, let secret, let refreshToken, _) = profile.credentials {
            stored.credentials = .client(id: id, secret: secret, refreshToken: refreshToken, current: token)
        }
        try file.store(stored, as: name)
        let answer: JSONValue = [
            "profile": .string(name), "to": .string(server.api), "org_id": .string(organization.id), "zgid": .string(organization.zgid),
            "company_name": .string(organization.companyName), "file": .string(file.path),
        ]
        Terminal.print(
            isJSON
                ? answer.description
                : "Logged in to \(organization.companyName) (\(organization.zgid)) at \(server.api); kept as profile '\(name)' in \(file.path)"
        )
    }

    private func addresses(_ settings: Settings) throws -> ServerAddresses {
        var server = try ServerAddresses(named: settings.string(.to, to) ?? ConnectionOptions.defaultAddress)
        if let accounts = settings.string(.accounts, accounts) { server.accounts = try ServerAddresses(named: accounts).api }
        if let files = settings.string(.files, files) { server.files = try ServerAddresses(named: files).api }
        return server
    }

    private func credentials(_ settings: Settings, _ server: ServerAddresses) async throws -> LoginProfile.Credentials {
        if let folder = settings.string(.data, data) { return try await credentials(fromFolder: folder, settings) }
        if let token = settings.string(.token, token) { return .token(token) }
        guard let id = settings.string(.client, client) else {
            guard let token = try Prompt.secret("Access token: ") else {
                throw Failure(
                    .usage,
                    "nothing to log in with; give --data for a server on this machine, a token as LONGSHORE_TOKEN, or --client with LONGSHORE_CLIENT_SECRET and --code"
                )
            }
            return .token(token)
        }
        guard let secret = try settings.string(.clientSecret, clientSecret) ?? Prompt.secret("Client secret: ") else {
            throw Failure(.usage, "--client needs the client's secret; give it as LONGSHORE_CLIENT_SECRET")
        }
        if let token = settings.string(.refreshToken, refreshToken) {
            return .client(id: id, secret: secret, refreshToken: token, current: nil)
        }
        guard let code = try settings.string(.code, code) ?? Prompt.secret("Grant code: ") else {
            throw Failure(.usage, "--client needs a grant code (--code), or a refresh token as LONGSHORE_REFRESH_TOKEN")
        }
        return try await BulkClientFailure.worded {
            let grant = try await OAuthClient(id: id, secret: secret, accounts: server.accounts).grant(for: code)
            guard let refreshToken = grant.refreshToken else {
                throw Failure(.notPermitted, "the code is good for one access token only; make one with offline access")
            }
            return .client(id: id, secret: secret, refreshToken: refreshToken, current: grant.accessToken)
        }
    }

    /// Whoever can write to the folder may make a client of it.
    private func credentials(fromFolder path: String, _ settings: Settings) async throws -> LoginProfile.Credentials {
        let folder = DataFolder(path: path)
        let engine = try folder.open()
        let organization = try await engine.chosenOrganization(settings.string(.org, org), in: folder)
        let user = try await engine.chosenUser(settings.string(.user, user), of: organization)
        let issued = try await engine.issueClient(
            organization: organization.id, user: user.id, scopes: .all, name: "longshore login")
        return .client(id: issued.id, secret: issued.secret, refreshToken: issued.refreshToken, current: nil)
    }

    /// Nothing is kept that doesn't work.
    private func checked(_ profile: LoginProfile) async throws -> (OrganizationDescription, TimedToken?) {
        let renewed = Renewed()
        let tokens: any TokenSource
        switch profile.credentials {
        case .token(let token): tokens = FixedToken(token)
        case .client(let id, let secret, let refreshToken, let current):
            tokens = RefreshingToken(
                client: OAuthClient(id: id, secret: secret, accounts: profile.server.accounts), refreshToken: refreshToken,
                current: current,
                onRenewal: { await renewed.keep($0) })
            if let current { await renewed.keep(current) }
        }
        let client = BulkClient(server: profile.server, tokens: tokens, retry: RetryPolicy(patience: .seconds(5)))
        return (try await client.organization(), await renewed.token)
    }

    private actor Renewed {
        private(set) var token: TimedToken?

        func keep(_ token: TimedToken) {
            self.token = token
        }
    }
}

/// The profiles there are, without their secrets.
private struct ProfileList {
    let profiles: [(name: String, profile: LoginProfile)]

    func text(isJSON: Bool) -> String {
        guard !isJSON else {
            let entries = profiles.map { name, profile in
                JSONValue.object(
                    JSONObject([
                        ("profile", .string(name)), ("to", .string(profile.server.api)), ("kind", .string(kind(of: profile))),
                    ]))
            }
            return JSONValue.object(JSONObject([("profiles", .array(entries))])).description
        }
        guard !profiles.isEmpty else { return "There are no profiles; 'longshore login' makes one." }
        return TextTable(
            header: ["PROFILE", "SERVER", "KEEPS"], rows: profiles.map { [$0.name, $0.profile.server.api, kind(of: $0.profile)] }
        ).text
    }

    private func kind(of profile: LoginProfile) -> String {
        if case .token = profile.credentials { "access token" } else { "client" }
    }
}
