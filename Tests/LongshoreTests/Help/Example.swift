import Testing

/// A line of a command's examples, for a shell.
struct Example: Sendable, CustomTestStringConvertible {
    let command: ListedCommand
    let text: String

    init(of command: ListedCommand, text: String) {
        self.command = command
        self.text = text
    }

    var testDescription: String { text }

    /// The words behind `longshore` of each call of it, without quotes.
    var calls: [[String]] {
        Self.commands(in: text).filter { $0.first == "longshore" }.map { Array($0.dropFirst()) }
    }

    /// What a shell would run, parted where it parts commands or turns to files, as far as examples use its language.
    private static func commands(in line: String) -> [[String]] {
        var commands: [[String]] = [[]]
        var word: String?
        var quote: Character?
        func endWord() {
            if let ended = word { commands[commands.count - 1].append(ended) }
            word = nil
        }
        for character in line {
            if let open = quote {
                if character == open { quote = nil } else { word = (word ?? "") + [character] }
            } else if character == "'" || character == "\"" {
                quote = character
                word = word ?? ""
            } else if character == " " {
                endWord()
            } else if "|&;<>()".contains(character) {
                endWord()
                commands.append([])
            } else {
                word = (word ?? "") + [character]
            }
        }
        endWord()
        return commands
    }
}
