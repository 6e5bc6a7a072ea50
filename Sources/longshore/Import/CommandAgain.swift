import BulkTransfer
import Foundation

/// The command that sends rows again that were corrected.
struct CommandAgain {
    let target: ImportTarget
    let outcome: ImportOutcome
    var arguments = Array(CommandLine.arguments.dropFirst())

    /// Options that are about the import that is done, and whether they have a value.
    private static let dropped = [
        "--restart": false, "--accept-failed-jobs": false, "--assume-not-created": false, "--assume-created": true, "--save-mapping": true,
        "--token": true,
    ]

    /// Where failed rows are, and what to do with them; nil if there are none.
    var words: String? {
        let files = outcome.modules.compactMap(\.failedPath)
        guard !files.isEmpty else { return nil }
        let place = "Rows that are not in: \(files.joined(separator: ", ")). Correct them, then:"
        guard outcome.modules[0].failedPath != nil else {
            return
                "Rows that are not in: \(files.joined(separator: ", ")). Their parents are in: give each row its parent's id, and import the file by itself"
        }
        return "\(place)\n  \(command)"
    }

    /// As it was given, with files of failed rows in the place of the files.
    var command: String {
        var words: [String] = []
        var rest = arguments[...]
        var hasFile = false
        while let word = rest.popFirst() {
            let name = String(word.prefix { $0 != "=" })
            if word.hasPrefix("--"), let hasValue = Self.dropped[name] {
                if hasValue, name == word { _ = rest.popFirst() }
            } else if name == "--child" || name == "--join" {
                let value = name == word ? rest.popFirst() ?? "" : String(word.dropFirst(name.count + 1))
                if let value = name == "--child"
                    ? child(value) : outcome.modules.dropFirst().contains(where: { $0.failedPath != nil }) ? value : nil
                {
                    words += [name, value]
                }
            } else if word == target.file, !hasFile {
                hasFile = true
                words.append(outcome.modules[0].failedPath ?? word)
            } else {
                words.append(word)
            }
        }
        return (["longshore"] + words.map(Self.quoted)).joined(separator: " ")
    }

    private func child(_ text: String) -> String? {
        let module = text.prefix { $0 != "=" }
        return outcome.modules.dropFirst().first { $0.module == module }?.failedPath.map { "\(module)=\($0)" }
    }

    /// As a shell takes it for one word.
    static func quoted(_ word: String) -> String {
        let plain = !word.isEmpty && word.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "-_=./:,@%+".contains($0)) }
        return plain ? word : "'" + word.replacing("'", with: "'\\''") + "'"
    }
}
