import BulkClient
import BulkTransfer
import Foundation

/// The command that sends rows again that were corrected. It says all that was found about the whole file, which a few rows of it
/// wouldn't tell.
struct CommandAgain {
    let target: ImportTarget
    let outcome: ImportOutcome
    /// What was found and answered about each module's file.
    var findings: [Finding] = []
    var arguments = Array(CommandLine.arguments.dropFirst())

    struct Finding {
        let module: String
        let proposal: MappingProposal
        let answers: [MappingQuestion.Answer]
    }

    /// Options that are about the import that is done, about its file's form, or that what was found says again; and whether they have a
    /// value.
    private static let dropped = [
        "--restart": false, "--accept-failed-jobs": false, "--assume-not-created": false, "--assume-created": true, "--save-mapping": true,
        "--token": true, "--encoding": true, "--delimiter": true, "--quote": true, "--skip-lines": true, "--no-header": false,
        "--format": true, "--lookup": true,
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
        return (["longshore"] + (words + found).map(Self.quoted)).joined(separator: " ")
    }

    /// The options that say what was found.
    private var found: [String] {
        findings.enumerated().flatMap { index, finding -> [String] in
            guard index == 0 || outcome.modules.contains(where: { $0.module == finding.module && $0.failedPath != nil }) else { return [] }
            let prefix = index == 0 ? "" : "\(finding.module):"
            var words: [String] = []
            for match in finding.proposal.columns {
                guard let mapping = match.mapping, mapping.parentColumn == nil else { continue }
                if let format = match.format ?? mapping.format { words += ["--format", "\(prefix)\(mapping.field)=\(format)"] }
                if let key = mapping.findBy { words += ["--lookup", "\(prefix)\(mapping.field)=\(key)"] }
            }
            for answer in finding.answers {
                for word in answer.trueWords { words += ["--true", word] }
                for word in answer.falseWords { words += ["--false", word] }
                for text in answer.translations { words += ["--translate", prefix + text] }
                for text in answer.newOptions { words += ["--new-options", prefix + text] }
            }
            return words
        }
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
