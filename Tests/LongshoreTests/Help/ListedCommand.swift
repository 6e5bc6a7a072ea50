import ArgumentParser
import Testing

@testable import longshore

/// A command as tests look at it. All are found by asking the command line, so that a new one is held to the same as the others.
struct ListedCommand: Sendable, CustomTestStringConvertible {
    /// The words behind `longshore`.
    let path: [String]
    let abstract: String
    let discussion: String
    /// Whether it is named in the help.
    let isShown: Bool
    let hasSubcommands: Bool
    let arguments: [CommandTree.Argument]

    /// The root, then every command.
    static let all: [ListedCommand] = walk([], Longshore.self, CommandTree.longshore)
    static let root = all[0]
    /// Commands that do something and are named in the help.
    static let shown = all.filter { !$0.hasSubcommands && $0.isShown }

    static func named(_ name: some StringProtocol) -> ListedCommand? {
        all.first { $0.name == name }
    }

    /// As it is typed behind `longshore`.
    var name: String { path.joined(separator: " ") }
    var testDescription: String { path.isEmpty ? "longshore" : name }

    /// Names of options and flags, but for those the argument parser adds to every command.
    var longOptions: Set<String> {
        Set(arguments.flatMap(\.names).filter { $0.hasPrefix("--") }).subtracting(["--help", "--version"])
    }

    /// Command lines of the discussion, each on one line.
    var examples: [String] {
        discussion.replacing(#/ \\\n +/#, with: " ").split(separator: "\n").filter { $0.hasPrefix("  ") }.map { String($0.dropFirst(2)) }
    }

    func help(columns: Int) -> String {
        var type: any ParsableCommand.Type = Longshore.self
        for word in path { type = type.configuration.subcommands.first { $0.configuration.commandName == word } ?? type }
        return Longshore.helpMessage(for: type, columns: columns)
    }

    /// The command that some words begin with, and the words behind its name.
    static func called(by words: [String]) -> (command: ListedCommand, rest: [String]) {
        var count = 0
        while count < words.count, named(words[...count].joined(separator: " ")) != nil { count += 1 }
        return (named(words[..<count].joined(separator: " ")) ?? root, Array(words[count...]))
    }

    private static func walk(_ path: [String], _ type: any ParsableCommand.Type, _ tree: CommandTree?) -> [ListedCommand] {
        let configuration = type.configuration
        let below = configuration.subcommands.flatMap { subcommand in
            let name = subcommand.configuration.commandName ?? ""
            return walk(path + [name], subcommand, tree?.subcommands.first { $0.name == name })
        }
        let command = ListedCommand(
            path: path, abstract: configuration.abstract, discussion: configuration.discussion, isShown: configuration.shouldDisplay,
            hasSubcommands: !configuration.subcommands.isEmpty, arguments: tree?.arguments ?? [])
        return [command] + below
    }
}
