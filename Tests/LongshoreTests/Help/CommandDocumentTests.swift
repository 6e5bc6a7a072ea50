import Foundation
import Testing

@testable import longshore

/// The commands are as the documents say.
@Suite struct CommandDocumentTests {
    private let document: CommandDocument

    init() throws {
        document = try CommandDocument()
    }

    @Test func theListOfCommandsIsThatOfTheBinary() {
        #expect(document.list.map(\.name).sorted() == ListedCommand.shown.map(\.name).sorted())
        #expect(document.list.allSatisfy { $0.text.first?.isLowercase == true })
    }

    @Test(arguments: ListedCommand.shown)
    func everyOptionOfACommandIsDocumented(command: ListedCommand) {
        let section = document.sections[command.path[0], default: ""]
        for option in command.longOptions.subtracting(["--config"]) {
            let isInTable = document.settings.contains { $0.option == option && $0.admits(command) }
            let isInSection = section.matches(of: /--[a-z][a-z-]*/).contains { $0.output == option }
            #expect(isInTable || isInSection, "docs/cli.md doesn't tell of \(option) of '\(command.name)'")
        }
    }

    @Test func theTableOfSettingsNamesOnlyWhatThereIs() {
        #expect(Set(document.settings.map(\.option)).count > 30)
        for setting in document.settings {
            #expect(setting.variable == "LONGSHORE_" + setting.option.dropFirst(2).replacing("-", with: "_").uppercased())
            let claimed = ListedCommand.shown.filter(setting.admits)
            #expect(!claimed.isEmpty, "\(setting.option): '\(setting.commands)' names no command")
            if !setting.saysAllBut {
                for name in setting.names { #expect(ListedCommand.named(name) != nil, "\(setting.option): there is no command '\(name)'") }
            }
            for command in claimed {
                #expect(command.longOptions.contains(setting.option), "docs/cli.md says that '\(command.name)' has \(setting.option)")
            }
        }
    }

    @Test func allDocumentsAreFound() {
        #expect(CommandDocument.all.count > 10 && CommandDocument.all.contains("docs/cli.md"))
    }

    @Test(arguments: CommandDocument.all)
    func theDocumentsShowOnlyOptionsThatThereAre(path: String) throws {
        let text = try CommandDocument.text(path)
        for match in text.matches(of: /(?m)^(?:\w+=\$\()?longshore ([^\n]*(?:\\\n[^\n]*)*)/) {
            let words = match.1.replacing("\\\n", with: " ").split(whereSeparator: \.isWhitespace).map(String.init)
            let (called, rest) = ListedCommand.called(by: words)
            let options = Set(called.arguments.flatMap(\.names))
            for word in rest.prefix(while: { !$0.contains("|") }) {
                guard let option = word.prefixMatch(of: /--[a-z][a-z-]*/)?.output else { continue }
                #expect(options.contains(String(option)), "\(match.0): '\(called.name)' has no \(option)")
            }
        }
    }
}
