import ArgumentParser
import BulkModel

/// A command as the argument parser describes it, with the commands below it.
struct CommandTree {
    /// An option, a flag or an argument.
    struct Argument: Sendable {
        /// As it is typed, such as `-o`, `--output`; empty for an argument.
        let names: [String]
        /// What stands for its value; nil for a flag.
        let value: String?
        let isOptional: Bool
        let isRepeating: Bool
        let text: String
    }

    let name: String
    let abstract: String
    let discussion: String
    let arguments: [Argument]
    let subcommands: [CommandTree]

    /// The whole command line.
    static var longshore: CommandTree {
        // What the parser dumps is JSON; a test reads all of it.
        guard let dump = try? JSONValue(parsing: Longshore._dumpHelp()), let command = dump["command"] else {
            fatalError("the argument parser describes its commands in another way than JSON")
        }
        return CommandTree(command)
    }

    private init(_ json: JSONValue) {
        name = json["commandName"]?.string ?? ""
        abstract = json["abstract"]?.string ?? ""
        discussion = json["discussion"]?.string ?? ""
        arguments = Self.displayed(json["arguments"]).map(Argument.init)
        // The parser's own command for help is said once, not at each command.
        subcommands = Self.displayed(json["subcommands"]).map(CommandTree.init).filter { $0.name != "help" }
    }

    private static func displayed(_ list: JSONValue?) -> [JSONValue] {
        (list?.array ?? []).filter { $0["shouldDisplay"] != false }
    }

    /// Commands that do something, with their full names.
    var leaves: [(path: [String], command: CommandTree)] {
        guard !subcommands.isEmpty else { return [([name], self)] }
        return subcommands.flatMap { $0.leaves.map { ([name] + $0.path, $0.command) } }
    }

    /// The discussion without its examples, and these.
    var parts: (prose: String, examples: [String]) {
        let lines = discussion.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        let examples = lines.filter { $0.hasPrefix("  ") }.map { String($0.dropFirst(2)) }
        let prose = lines.filter { !$0.hasPrefix("  ") && $0 != "Example:" && $0 != "Examples:" }
        return (prose.joined(separator: "\n"), examples)
    }
}

extension CommandTree.Argument {
    fileprivate init(_ json: JSONValue) {
        names = (json["names"]?.array ?? []).map { ($0["kind"] == "short" ? "-" : "--") + ($0["name"]?.string ?? "") }
        value = json["kind"] == "flag" ? nil : json["valueName"]?.string
        isOptional = json["isOptional"] == true
        isRepeating = json["isRepeating"] == true
        text = json["abstract"]?.string ?? ""
    }
}
