import ArgumentParser

/// Prints the manual page. It is for `make install`, so it isn't shown among the commands.
struct ManualCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "manual",
        abstract: "Print the manual page.",
        discussion: """
            Example:
              longshore manual | man -l -
            """,
        shouldDisplay: false)

    func run() throws {
        Terminal.print(ManualPage(tree: .longshore).text)
    }
}
