import ArgumentParser
import BulkClient
import Foundation

struct LogoutCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "logout",
        abstract: "Forget a profile, and end its tokens at the server.",
        discussion: """
            Example:
              longshore logout --profile work
            """)

    @Option(help: ArgumentHelp("Profile to forget (default: default).", valueName: "name")) var profile: String?
    @Option(help: ArgumentHelp("Configuration file (YAML); also LONGSHORE_CONFIG.", valueName: "file"), completion: .file()) var config:
        String?

    func run() async throws {
        let settings = try Settings(file: config)
        let file = ProfileFile()
        let name = settings.string(.profile, profile) ?? ProfileFile.defaultName
        guard let stored = try file.profile(name) else { throw Failure(.configuration, "there is no profile '\(name)'") }
        var hasEnded = true
        if case .client(let id, let secret, let refreshToken, _) = stored.credentials {
            let client = OAuthClient(id: id, secret: secret, accounts: stored.server.accounts)
            hasEnded = (try? await client.revoke(refreshToken)) ?? false
        }
        _ = try file.remove(name)
        Terminal.print("Profile '\(name)' is forgotten.")
        if !hasEnded {
            Terminal.note("The server could not be told: the refresh token is still good there. End it with 'longshore token revoke'.")
        }
    }
}
