import BulkModel

/// The manual page of all commands, longshore(1), made of what the commands say of themselves.
struct ManualPage {
    let tree: CommandTree

    var text: String {
        var page = Roff()
        page.macro("TH", "LONGSHORE", "1", "", "Longshore \(Release.version)", "User Commands")
        page.macro("SH", "NAME")
        page.paragraph("longshore - \(lowercased(tree.abstract))")
        page.macro("SH", "SYNOPSIS")
        page.term("longshore", value: "command [options]")
        page.macro("SH", "DESCRIPTION")
        prose(tree.parts.prose, on: &page)
        page.macro("SH", "COMMANDS")
        for (path, command) in tree.leaves { self.command(path.dropFirst().joined(separator: " "), command, on: &page) }
        environment(on: &page)
        files(on: &page)
        page.macro("SH", "EXIT STATUS")
        for (code, meaning) in exitCodes {
            page.term(String(code))
            page.paragraph(meaning)
        }
        page.macro("SH", "EXAMPLES")
        page.lines(tree.parts.examples + tree.leaves.compactMap { $0.command.parts.examples.first { !$0.hasSuffix("\\") } })
        page.macro("SH", "SEE ALSO")
        page.paragraph("curl(1), jq(1), systemd.service(5), https://www.zoho.com/crm/developer/docs/api/v8/bulk-read/overview.html")
        return page.text
    }

    private func command(_ name: String, _ command: CommandTree, on page: inout Roff) {
        page.macro(
            "SS", ([name] + command.arguments.filter { $0.names.isEmpty }.map { $0.value?.uppercased() ?? "" }).joined(separator: " "))
        page.paragraph(command.abstract)
        if !command.parts.prose.isEmpty {
            page.macro("PP")
            prose(command.parts.prose, on: &page)
        }
        for argument in command.arguments where !["--help", "--version"].contains(argument.names.last) {
            let names = argument.names.isEmpty ? (argument.value ?? "").uppercased() : argument.names.joined(separator: ", ")
            page.term(names, value: argument.names.isEmpty ? nil : argument.value)
            page.paragraph(argument.text)
        }
        guard !command.parts.examples.isEmpty else { return }
        page.macro("PP")
        page.paragraph(command.parts.examples.count == 1 ? "Example:" : "Examples:")
        page.macro("PP")
        page.macro("RS", "4")
        page.lines(command.parts.examples)
        page.macro("RE")
    }

    private func environment(on page: inout Roff) {
        page.macro("SH", "ENVIRONMENT")
        page.term("LONGSHORE_CONFIG")
        page.paragraph("The configuration file, where --config isn't given.")
        for setting in Setting.allCases {
            page.term(setting.environmentName)
            page.paragraph("The option --\(setting.rawValue), where it isn't given.")
        }
        page.term("LONGSHORE_QUIRK_NAME")
        page.paragraph("true or false for the quirk NAME: \(Quirk.allCases.map { $0.rawValue.uppercased() }.joined(separator: ", ")).")
    }

    private func files(on page: inout Roff) {
        page.macro("SH", "FILES")
        for (path, meaning) in [
            ("/etc/longshore/longshore.yaml", "The configuration of the service, as its unit names it: lines of settings, name: value."),
            ("/var/lib/longshore", "The data folder of the service."),
            ("~/.config/longshore/profiles.json", "Servers and tokens that 'longshore login' keeps."),
        ] {
            page.term(path)
            page.paragraph(meaning)
        }
    }

    private var exitCodes: [(Int32, String)] {
        [(0, "Done; of serve: ended by SIGTERM or SIGINT.")] + Failure.Code.allCases.map { ($0.rawValue, $0.meaning) }
    }

    /// Paragraphs are parted by empty lines.
    private func prose(_ text: String, on page: inout Roff) {
        var isFirst = true
        for paragraph in text.split(separator: "\n\n") where paragraph.contains(where: { $0 != "\n" }) {
            if !isFirst { page.macro("PP") }
            isFirst = false
            let lines = paragraph.split(separator: "\n").map(String.init)
            // Lines with columns are a table.
            if lines.contains(where: { $0.contains("  ") }) { page.lines(lines) } else { page.paragraph(String(paragraph)) }
        }
    }

    /// What follows a name and a dash begins in lower case, and has no full stop.
    private func lowercased(_ abstract: String) -> String {
        abstract.prefix(1).lowercased() + abstract.dropFirst().dropLast(abstract.hasSuffix(".") ? 1 : 0)
    }
}
