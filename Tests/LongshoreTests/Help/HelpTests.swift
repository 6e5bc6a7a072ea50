import Testing

@testable import longshore

/// What the commands say of themselves.
@Suite struct HelpTests {
    @Test(arguments: ListedCommand.all)
    func everyCommandSaysWhatItDoesAndShowsAnExample(command: ListedCommand) {
        #expect(command.abstract.hasSuffix(".") && command.abstract.first?.isUppercase == true)
        #expect(!command.examples.isEmpty)
    }

    @Test(arguments: ListedCommand.all)
    func everyOptionSaysWhatItIs(command: ListedCommand) {
        for argument in command.arguments {
            #expect(argument.text.hasSuffix(".") || argument.text.hasSuffix(")."), "\(argument.names): \(argument.text)")
            #expect(argument.text.first?.isLetter == true, "\(argument.names): \(argument.text)")
        }
    }

    @Test func everyCommandThatIsShownHasArguments() {
        #expect(ListedCommand.shown.count > 30)
        // Nothing is passed over for not having been found: each has the parser's own at least.
        #expect(ListedCommand.shown.allSatisfy { !$0.arguments.isEmpty })
    }

    @Test(arguments: ListedCommand.all)
    func proseIsWrappedByTheTerminalAndExamplesFitIntoOne(command: ListedCommand) {
        let lines = command.discussion.split(separator: "\n", omittingEmptySubsequences: false)
        for (line, following) in zip(lines, lines.dropFirst() + [""]) {
            if line.hasPrefix("  ") {
                #expect(line.count <= 80, "\(line)")
            } else if !line.isEmpty, !following.isEmpty, !following.hasPrefix(" ") {
                #expect(line.contains("  ") && following.contains("  "), "prose must be one line of the discussion: \(line)")
            }
        }
    }

    @Test(arguments: ListedCommand.all, [80, 200])
    func helpFitsTheTerminal(command: ListedCommand, columns: Int) throws {
        let shown = command.help(columns: columns)
        let word = try #require(command.abstract.split(separator: " ").first)
        #expect(shown.contains(word))
        for line in shown.split(separator: "\n") where !line.hasPrefix("USAGE:") { #expect(line.count <= columns, "\(line)") }
    }

    @Test(arguments: ListedCommand.all.flatMap { command in command.examples.map { Example(of: command, text: $0) } })
    func anExampleIsACommandLineThatCanBeGiven(example: Example) throws {
        #expect(!example.calls.isEmpty, "no call of longshore")
        for words in example.calls {
            let called = ListedCommand.called(by: words).command
            #expect(!called.hasSubcommands, "'\(called.name)' does nothing by itself")
            #expect(called.path.starts(with: example.command.path), "an example of '\(example.command.name)' shows '\(called.name)'")
            #expect(throws: Never.self) { _ = try Longshore.parseAsRoot(words) }
        }
    }
}
