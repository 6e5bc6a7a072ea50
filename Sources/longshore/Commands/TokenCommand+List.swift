import ArgumentParser
import BulkEngine
import BulkModel
import BulkStore
import Foundation

extension TokenCommand {
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list",
            abstract: "List the tokens of an organisation that are good; they have short ids here, since only their hashes are kept.",
            discussion: """
                Example:
                  longshore token list --data ./data
                """)

        @OptionGroup var common: CommonOptions
        @Option(help: ArgumentHelp("Organisation, by id or zgid (default: the only one).", valueName: "id")) var org: String?
        @Flag(help: "Print one JSON object.") var json = false

        func run() async throws {
            let workspace = try await common.workspace(org: org)
            let entries = try await TokenEntry.all(in: workspace)
            let table = TextTable(header: TokenEntry.header, rows: entries.map(\.row))
            try workspace.print(json: json, ["tokens": .array(entries.map(\.json))], text: table.text)
        }
    }

    struct Revoke: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "revoke",
            abstract: "End a token; a refresh token takes its access tokens along.",
            discussion: """
                Others on this machine can read a command line, so name a token by its short id, or hand it over in LONGSHORE_TOKEN.

                Example:
                  longshore token revoke --data ./data --token 5f1c09a2b77e
                """)

        @OptionGroup var common: CommonOptions
        @Option(help: ArgumentHelp("Organisation, by id or zgid (default: the only one).", valueName: "id")) var org: String?
        @Option(help: ArgumentHelp("Token, by the id that 'token list' shows, or as it is.", valueName: "token")) var token: String?
        @Flag(help: "Print one JSON object.") var json = false

        func run() async throws {
            let workspace = try await common.workspace(org: org)
            let given = try workspace.settings.required(.token, token)
            let hash = SecretHash(of: given)
            let entry = try await TokenEntry.all(in: workspace).first { $0.hash.fingerprint == given || $0.hash == hash }
            guard let entry, try await workspace.engine.storage.catalog.removeToken(entry.hash) else {
                throw Failure(.usage, "there is no such token; 'longshore token list' shows those there are")
            }
            try workspace.print(
                json: json, ["id": .string(entry.hash.fingerprint), "revoked": true],
                text: "the \(entry.kind) token \(entry.hash.fingerprint) is void")
        }
    }
}

/// A token as the command line shows one.
private struct TokenEntry {
    let hash: SecretHash
    let kind: String
    let user: ObjectID
    let email: String
    let clientID: String?
    let scopes: ScopeSet
    let expires: Date?

    static let header = ["ID", "KIND", "USER", "CLIENT", "EXPIRES", "SCOPES"]

    /// Refresh tokens first.
    static func all(in workspace: Workspace) async throws -> [TokenEntry] {
        let catalog = workspace.engine.storage.catalog
        let organization = workspace.organization.id
        let users = try await workspace.engine.storage.store(of: organization).users()
        let emails = Dictionary(uniqueKeysWithValues: users.map { ($0.id, $0.email) })
        let refreshTokens = try await catalog.refreshTokens(of: organization).map {
            TokenEntry(
                hash: $0.hash, kind: "refresh", user: $0.user, email: emails[$0.user] ?? "-", clientID: $0.clientID, scopes: $0.scopes,
                expires: nil)
        }
        let now = workspace.engine.time.now
        let accessTokens = try await catalog.accessTokens(of: organization).filter { $0.expires > now }.map {
            TokenEntry(
                hash: $0.hash, kind: "access", user: $0.user, email: emails[$0.user] ?? "-", clientID: $0.clientID, scopes: $0.scopes,
                expires: $0.expires)
        }
        return refreshTokens + accessTokens
    }

    var row: [String] {
        [hash.fingerprint, kind, email, clientID ?? "-", expires?.commandLineText ?? "never", scopes.description]
    }

    var json: JSONValue {
        [
            "id": .string(hash.fingerprint), "kind": .string(kind), "user": ["id": .id(user), "email": .string(email)],
            "client_id": clientID.map { .string($0) } ?? .null, "scopes": .strings(scopes.scopes),
            "expires": expires.map { .string($0.commandLineText) } ?? .null,
        ]
    }
}
