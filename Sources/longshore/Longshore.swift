import ArgumentParser
import BulkModel
import Foundation

/// The command line: the one place that knows which store runs and where settings come from.
@main
struct Longshore: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "longshore",
        abstract: "The Zoho CRM Bulk API on your own machine.",
        discussion: """
            Examples:
              longshore serve --data ./data --demo
              longshore login --data ./data
              longshore import Leads leads.csv --insert
              longshore export Leads

            Settings can also be given as environment variables (--time-zone is LONGSHORE_TIME_ZONE) or as lines of the configuration \
            file that --config names. The command line wins over the environment, the environment over the file. What belongs to \
            one transfer alone, such as its fields, is said on the command line.
            """,
        version: VersionReport.current.text,
        subcommands: [
            ExportCommand.self, ImportCommand.self, JobsCommand.self, OpenCommand.self, LoginCommand.self, LogoutCommand.self,
            ServeCommand.self,
            InitCommand.self, SeedCommand.self,
            OrgCommand.self, UserCommand.self, ClientCommand.self, TokenCommand.self,
            ProfileCommand.self, SchemaCommand.self,
            CompletionsCommand.self, VersionCommand.self, ManualCommand.self,
        ]
    )

    static func main() async {
        // Whatever is written is for this user's eyes, also in folders that others may enter.
        umask(0o077)
        do {
            var command = try parseAsRoot()
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
        } catch let failure as Failure {
            FileHandle.standardError.write(Data("longshore: \(failure.message)\n".utf8))
            Foundation.exit(failure.code.rawValue)
        } catch let closed as OrganizationClosed {
            FileHandle.standardError.write(Data("longshore: \(closed)\n".utf8))
            Foundation.exit(Failure.Code.organizationClosed.rawValue)
        } catch {
            exit(withError: error)
        }
    }
}
