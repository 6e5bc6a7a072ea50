import ArgumentParser
import BulkModel

struct VersionCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "version",
        abstract: "Print the version, and what it was made with and runs on.",
        discussion: """
            Example:
              longshore version --json
            """)

    @Flag(help: "Print one JSON object.") var json = false

    func run() throws {
        let isJSON = try Settings(file: nil).flag(.json, json)
        Terminal.print(isJSON ? VersionReport.current.json.description : VersionReport.current.text)
    }
}
