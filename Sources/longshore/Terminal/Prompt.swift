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

    /// Asks for one of several answers.
    /// - Returns: its place, from 0; nil if there is nobody to ask, or none was given.
    static func choice(_ question: String, _ answers: [String]) -> Int? {
        guard Terminal.isInteractive else { return nil }
        Terminal.note(question)
        for (number, answer) in answers.enumerated() { Terminal.note("  \(number + 1)  \(answer)") }
        while true {
            Terminal.printProgress("1 to \(answers.count), or nothing to leave it open: ")
            guard let line = readLine()?.trimmingCharacters(in: .whitespaces), !line.isEmpty else { return nil }
            if let number = Int(line), 1...answers.count ~= number { return number - 1 }
        }
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
