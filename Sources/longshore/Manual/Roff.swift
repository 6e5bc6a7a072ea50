/// The language that manual pages are written in, as far as one needs it: man(7).
struct Roff {
    private(set) var text = ""

    /// - Parameter arguments: in quotes on the page, whatever is in them.
    mutating func macro(_ name: String, _ arguments: String...) {
        text += ".\(name)" + arguments.map { " \"\(Self.escaped($0).replacing("\"", with: "\\(dq"))\"" }.joined() + "\n"
    }

    /// Text that is filled into lines.
    mutating func paragraph(_ prose: String) {
        for line in prose.split(separator: "\n") { text += Self.line(String(line)) }
    }

    /// Lines that stay as they are.
    mutating func lines(_ lines: [String]) {
        macro("nf")
        for line in lines { text += Self.line(line) }
        macro("fi")
    }

    /// A term in bold, and behind its variable parts what stands for them in italics.
    mutating func term(_ bold: String, value: String? = nil) {
        text += ".TP\n"
        text += "\\fB\(Self.escaped(bold))\\fR" + (value.map { " \\fI\(Self.escaped($0))\\fR" } ?? "") + "\n"
    }

    private static func line(_ line: String) -> String {
        let escaped = escaped(line)
        // A dot or an apostrophe in front would make it a macro.
        return ([".", "'"].contains { escaped.hasPrefix($0) } ? "\\&" : "") + escaped + "\n"
    }

    /// Characters that mean something to roff, and those that fonts show as others: a minus that can be pasted into a shell, straight
    /// quotes.
    static func escaped(_ text: String) -> String {
        text.map { character in
            switch character {
            case "\\": "\\(rs"
            case "-": "\\-"
            case "'": "\\(aq"
            case "`": "\\(ga"
            case "^": "\\(ha"
            case "~": "\\(ti"
            case "…": "..."
            default: String(character)
            }
        }.joined()
    }
}
