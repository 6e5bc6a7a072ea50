import ArgumentParser

struct CompletionsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "completions",
        abstract: "Print a script by which a shell completes commands, options and their values.",
        discussion: """
            'make install' puts the scripts where the shells look for them.

            Examples:
              source <(longshore completions bash)
              longshore completions zsh > ~/.zfunc/_longshore
              longshore completions fish > ~/.config/fish/completions/longshore.fish
            """)

    @Argument(help: "bash, zsh, fish.") var shell: Shell

    enum Shell: String, CaseIterable, ExpressibleByArgument {
        case bash, zsh, fish
    }

    func run() throws {
        let script =
            switch shell {
            case .bash: Longshore.completionScript(for: .bash)
            case .zsh: Longshore.completionScript(for: .zsh)
            case .fish: Longshore.completionScript(for: .fish)
            }
        Terminal.print(script)
    }
}
