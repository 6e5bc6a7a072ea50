import Foundation
import Testing

@testable import longshore

/// The manual page, made of what the commands say of themselves.
@Suite struct ManualTests {
    private let page = ManualPage(tree: .longshore).text

    @Test func itHasTheUsualSectionsInTheirOrder() {
        #expect(
            page.matches(of: /(?m)^\.SH "(.+)"$/).map { String($0.1) } == [
                "NAME", "SYNOPSIS", "DESCRIPTION", "COMMANDS", "ENVIRONMENT", "FILES", "EXIT STATUS", "EXAMPLES", "SEE ALSO",
            ])
    }

    @Test func itTellsOfEveryCommandAndEveryOption() {
        var parts: [String: String] = [:]
        for part in page.replacing("\\-", with: "-").components(separatedBy: "\n.S").filter({ $0.hasPrefix("S \"") }) {
            let title = part.dropFirst(3).prefix { $0 != "\"" }
            parts[title.split(separator: " ").prefix { $0.allSatisfy { $0.isLowercase || $0 == "-" } }.joined(separator: " ")] = part
        }
        #expect(Set(parts.keys) == Set(ListedCommand.shown.map(\.name)))
        for command in ListedCommand.shown {
            let names = command.longOptions
            let told = Set(parts[command.name, default: ""].matches(of: /\\fB(?:-\w, )?(--[a-z-]+)\\fR/).map { String($0.1) })
            #expect(told == names, "\(command.name)")
        }
    }
}
