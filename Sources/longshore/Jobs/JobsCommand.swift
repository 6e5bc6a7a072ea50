import ArgumentParser

struct JobsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "jobs",
        abstract: "Jobs of a server: list them, look at one, watch it, stop it, let it go on, delete it.",
        discussion: """
            Example:
              longshore jobs list --state 'IN PROGRESS'
            """,
        subcommands: [List.self, Show.self, Watch.self, Cancel.self, Retry.self, Delete.self, Report.self])
}
