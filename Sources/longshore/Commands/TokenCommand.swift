import ArgumentParser

struct TokenCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "token",
        abstract: "Tokens: make one, make a code for one, list them, end one.",
        discussion: """
            Example:
              longshore token create --data ./data --expires 30d
            """,
        subcommands: [Create.self, Grant.self, List.self, Revoke.self])
}
