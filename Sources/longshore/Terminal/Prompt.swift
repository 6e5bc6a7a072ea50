import Foundation

/// Questions to the person at the terminal; none are asked where there is nobody.
enum Prompt {
    /// Reads a line that isn't shown.
    /// - Returns: nil if there is nobody to ask, or nothing was typed.
    static func secret(_ question: String) throws -> String? {
        guard Terminal.isInteractive else { return nil }
        Terminal.printProgress(question)
        var shown = termios()
        guard tcgetattr(STDIN_FILENO, &shown) == 0 else { return nil }
        var hidden = shown
        hidden.c_lflag &= ~tcflag_t(ECHO)
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &hidden)
        defer {
            tcsetattr(STDIN_FILENO, TCSAFLUSH, &shown)
            Terminal.printProgress("\n")
        }
        return readLine().flatMap { $0.isEmpty ? nil : $0.trimmingCharacters(in: .whitespaces) }
    }

    /// Asks whether to go on.
    /// - Returns: what was answered; true where there is nobody to ask.
    static func confirms(_ question: String) -> Bool {
        guard Terminal.isInteractive else { return true }
        Terminal.printProgress("\(question) [Y/n] ")
        guard let answer = readLine()?.trimmingCharacters(in: .whitespaces).lowercased() else { return false }
        return answer.isEmpty || answer == "y" || answer == "yes"
    }
}
