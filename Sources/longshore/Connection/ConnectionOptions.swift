import ArgumentParser
import BulkClient
import BulkModel
import Foundation

/// The options of commands that talk to a server.
struct ConnectionOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Server: an address, or a data centre of Zoho's: us, eu, in, au, cn, jp, sa, ca (default: the profile's, or http://127.0.0.1:8080).",
            valueName: "server"), completion: .cases(DataCentre.self))
    var to: String?
    @Option(help: ArgumentHelp("Profile that 'longshore login' made (default: default).", valueName: "name")) var profile: String?
    @Option(help: ArgumentHelp("Access token, in the place of a profile; better given as LONGSHORE_TOKEN.", valueName: "token"))
    var token: String?
    @Option(help: ArgumentHelp("Version of the API: v2 to v8 (default: v8).", valueName: "version"), completion: .cases(APIVersion.self))
    var apiVersion: String?
    @Option(
        help: ArgumentHelp("How long to go on while the server isn't reached or is overloaded: 10m, 90s (default: 2m).", valueName: "time"))
    var wait: String?
    @Option(help: ArgumentHelp("Configuration file (YAML); also LONGSHORE_CONFIG.", valueName: "file"), completion: .file()) var config:
        String?

    /// Seconds to wait for a server that has not answered yet, if nobody says how long.
    private static let firstPatience = 5.0

    static let defaultAddress = "http://127.0.0.1:8080"

    func settings() throws -> Settings {
        try Settings(file: config)
    }

    /// - Throws: ``Failure`` if it isn't said where to go, or how to get in.
    func connection(_ settings: Settings, onPause: @escaping @Sendable (BulkClient.Pause) -> Void = { _ in }) async throws -> Connection {
        let version = try settings.choice(.apiVersion, apiVersion, default: APIVersion.v8)
        let patience = try settings.string(.wait, wait).map { try Lifetime($0, of: .wait).seconds } ?? 120
        let (server, tokens) = try access(settings)
        let client = BulkClient(
            server: server, tokens: tokens, version: version, retry: RetryPolicy(patience: .seconds(patience)), onPause: onPause)
        // A server that isn't there to begin with is likelier a wrong address than one that will be back.
        let first = BulkClient(
            server: server, tokens: tokens, version: version,
            retry: RetryPolicy(patience: .seconds(settings.string(.wait, wait) == nil ? Self.firstPatience : patience)), onPause: onPause)
        return Connection(client: client, kind: try await BulkClientFailure.worded { try await first.identify() })
    }

    private func access(_ settings: Settings) throws -> (ServerAddresses, any TokenSource) {
        let named = try settings.string(.to, to).map { try ServerAddresses(named: $0) }
        if let token = settings.string(.token, token) {
            return (named ?? ServerAddresses(api: Self.defaultAddress), FixedToken(token))
        }
        let file = ProfileFile()
        let name = settings.string(.profile, profile) ?? ProfileFile.defaultName
        guard let stored = try file.profile(name) else { throw try missing(name, in: file, isNamed: profile != nil) }
        // A token is for one server: it isn't shown to another.
        if let named, named.api != stored.server.api {
            throw Failure(
                .usage,
                "profile '\(name)' is for \(stored.server.api), not for \(named.api); log in there with 'longshore login --to \(named.api) --profile NAME', or give a token as LONGSHORE_TOKEN"
            )
        }
        switch stored.credentials {
        case .token(let token): return (stored.server, FixedToken(token))
        case .client(let id, let secret, let refreshToken, let current):
            let client = OAuthClient(id: id, secret: secret, accounts: stored.server.accounts)
            return (
                stored.server,
                RefreshingToken(client: client, refreshToken: refreshToken, current: current, onRenewal: { file.keep($0, of: name) })
            )
        }
    }

    private func missing(_ name: String, in file: ProfileFile, isNamed: Bool) throws -> Failure {
        let known = try file.profiles().map(\.name)
        guard known.isEmpty else {
            return Failure(.configuration, "there is no profile '\(name)'; there are \(known.joined(separator: ", "))")
        }
        return Failure(
            .configuration,
            "not logged in. For a server on this machine: longshore login --data DIR. For another: longshore login --to ADDRESS. Or give a token as LONGSHORE_TOKEN"
        )
    }
}

extension ServerAddresses {
    /// - Parameter name: an address, or the name of a data centre.
    /// - Throws: ``Failure`` for anything else.
    init(named name: String) throws {
        if let centre = DataCentre(rawValue: name.lowercased()) {
            self = centre.addresses
        } else if let url = URL(string: name), ["http", "https"].contains(url.scheme?.lowercased()), url.host()?.isEmpty == false {
            self.init(api: name)
        } else {
            let centres = DataCentre.allCases.map(\.rawValue).joined(separator: ", ")
            throw Failure(.usage, "--to takes an address such as http://127.0.0.1:8080, or one of \(centres), not '\(name)'")
        }
    }
}
