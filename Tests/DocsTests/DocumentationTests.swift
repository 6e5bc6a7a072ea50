import BulkHTTP
import BulkModel
import BulkTesting
import Foundation
import Testing

@testable import longshore

/// What exists is documented.
@Suite struct DocumentationTests {
    @Test func everyRouteIsInTheListOfEndpoints() async throws {
        let text = try document("docs/api.md")
        let tester = try await AppTester.reading()
        for route in BulkApplication(engine: tester.engine).routes {
            #expect(text.contains("`\(route.method.rawValue) \(route.path)`"), "\(route.method) \(route.path)")
        }
    }

    @Test func everyErrorCodeIsInTheListOfErrors() throws {
        let text = try document("docs/errors.md")
        for code in BulkError.Code.all { #expect(text.contains("| `\(code.name)` |"), "\(code)") }
    }

    @Test func everySettingIsInTheListOfSettings() throws {
        let text = try document("docs/cli.md")
        for setting in Setting.allCases {
            #expect(text.contains("| `--\(setting.rawValue)` | `\(setting.environmentName)` |"), "\(setting.rawValue)")
        }
    }

    @Test func everyMetricIsInTheListOfMetrics() throws {
        let text = try document("docs/operating.md")
        for metric in ServerMetrics.descriptions {
            let labels = metric.labels.map { "`\($0)`" }.joined(separator: ", ")
            let row = "\n| `\(metric.name)` | \(metric.kind.rawValue) | \(labels.isEmpty ? "" : labels + " ")| "
            #expect(text.contains(row), "\(metric.name)")
        }
        let listed = Set(text.matches(of: /\| `((longshore|process)_[a-z_]+)` \|/).map { String($0.1) })
        #expect(listed == Set(ServerMetrics.descriptions.map(\.name)))
    }

    @Test func everyQuirkIsInTheListOfQuirks() throws {
        let text = try document("docs/compatibility.md")
        for quirk in Quirk.allCases {
            let row = "| `\(quirk.rawValue)` | \(Quirks.lenient[quirk] ? "on" : "off") | \(Quirks.rigid[quirk] ? "on" : "off") |"
            #expect(text.contains(row), "\(quirk)")
        }
    }

    @Test func everyCommandIsInTheListOfCommands() throws {
        let text = try document("docs/cli.md")
        for command in Longshore.configuration.subcommands where command.configuration.shouldDisplay {
            let name = try #require(command.configuration.commandName)
            let inner = command.configuration.subcommands.compactMap { $0.configuration.commandName }
            for full in inner.isEmpty ? ["longshore \(name)"] : inner.map({ "longshore \(name) \($0)" }) {
                #expect(text.contains("\n\(full) "), "\(full)")
                if full != "longshore serve" { #expect(text.contains("\n## `longshore \(name)`\n"), "\(full)") }
            }
        }
    }

    @Test func everyExitCodeIsInTheListOfExitCodes() throws {
        let text = try document("docs/cli.md")
        let plain = text.replacing("`", with: "").lowercased()
        for code in Failure.Code.allCases {
            #expect(plain.contains("\n| \(code.rawValue) | \(code.meaning.dropLast().lowercased()) |\n"), "\(code)")
        }
    }

    @Test func everyPageThatTheReadmeNamesIsThereAndNamedOnce() throws {
        let readme = try document("README.md")
        for name in try FileManager.default.contentsOfDirectory(atPath: root + "/docs") {
            #expect(readme.contains("(docs/\(name))"), "docs/\(name)")
        }
        for match in readme.matches(of: /\((docs\/[a-z]+\.md|CHANGELOG\.md)\)/) {
            #expect(FileManager.default.fileExists(atPath: root + "/" + match.1), "\(match.1)")
        }
    }

    private var root: String { Documents.root }

    private func document(_ path: String) throws -> String { try Documents.text(path) }
}
