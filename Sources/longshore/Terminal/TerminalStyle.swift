import Foundation

/// Colours, where a terminal shows them and nobody has asked for none. (no-color.org)
enum TerminalStyle: String {
    case bold = "1"
    case red = "31"
    case green = "32"
    case yellow = "33"

    private static let hasColours: Bool = {
        let environment = ProcessInfo.processInfo.environment
        return (environment["NO_COLOR"] ?? "").isEmpty && environment["TERM"] != "dumb"
    }()

    private static let isOutputTerminal = isatty(STDOUT_FILENO) == 1
    private static let isErrorTerminal = isatty(STDERR_FILENO) == 1

    /// For standard output.
    func output(_ text: String) -> String { Self.isOutputTerminal ? styled(text) : text }

    /// For standard error.
    func note(_ text: String) -> String { Self.isErrorTerminal ? styled(text) : text }

    private func styled(_ text: String) -> String {
        Self.hasColours ? "\u{1B}[\(rawValue)m\(text)\u{1B}[0m" : text
    }
}
