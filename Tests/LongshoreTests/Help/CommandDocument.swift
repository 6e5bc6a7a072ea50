import Foundation

/// `docs/cli.md` in parts.
struct CommandDocument {
    /// A line of the table of settings that is about an option.
    struct Setting {
        let option: String
        let variable: String
        /// The cell that says whose option it is.
        let commands: String

        var saysAllBut: Bool { commands.hasPrefix("all but") }
        /// Commands, and groups of them, that the cell names.
        var names: [String] { commands.matches(of: /`([^`]+)`/).map { String($0.1) } }

        /// Whether the cell is about a command; a group's name is about all below it.
        func admits(_ command: ListedCommand) -> Bool {
            let isNamed = names.contains { command.name == $0 || command.name.hasPrefix($0 + " ") }
            return saysAllBut ? !isNamed : isNamed
        }
    }

    /// The commands at its beginning, and what is said of each.
    let list: [(name: String, text: String)]
    /// By the first word of the commands they are about.
    let sections: [String: String]
    let settings: [Setting]

    init() throws {
        let text = try Self.text("docs/cli.md")
        list = text.components(separatedBy: "```")[1].split(separator: "\n").map { line in
            let (command, rest) = ListedCommand.called(by: line.split(separator: " ").dropFirst().map(String.init))
            return (line.hasPrefix("longshore ") ? command.name : String(line), rest.joined(separator: " "))
        }
        var sections: [String: String] = [:]
        for part in text.components(separatedBy: "\n## ") {
            guard let title = part.prefixMatch(of: /`longshore ([a-z]+)`\n/) else { continue }
            sections[String(title.1)] = part
        }
        self.sections = sections
        var settings: [Setting] = []
        for line in text.matches(of: /(?m)^\| (?:`(--[a-z-]+)`)? ?\| (?:`([A-Z_]+)`)? ?\| (.*?) \|/) {
            // A line without an option goes on with the one above.
            guard let option = line.1.map(String.init) ?? settings.last?.option else { continue }
            let variable = line.1 == nil ? settings.last?.variable : line.2.map(String.init)
            settings.append(Setting(option: option, variable: variable ?? "", commands: String(line.3)))
        }
        self.settings = settings
    }

    private static var root: URL {
        URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../..").standardized
    }

    static func text(_ path: String) throws -> String {
        try String(contentsOf: root.appending(path: path), encoding: .utf8)
    }

    /// The paths of all documents that people read.
    static var all: [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: root.appending(path: "docs").path)) ?? []
        return ["README.md"] + names.filter { $0.hasSuffix(".md") }.sorted().map { "docs/" + $0 }
    }
}
