import ArgumentParser

struct TokenCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "token", abstract: "Tokens: make one, make a code for one, list them, end one.",
        subcommands: [Create.self, Grant.self, List.self, Revoke.self])
}
