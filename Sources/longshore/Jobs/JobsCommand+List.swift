import ArgumentParser
import BulkClient
import BulkModel
import Foundation

extension JobsCommand {
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list",
            abstract: "List the jobs of an organisation, the newest first.",
            discussion: """
                Examples:
                  longshore jobs list --module Leads --kind write
                  longshore jobs list --state ADDED,'IN PROGRESS' --json
                """)

        @Option(
            help: ArgumentHelp("read (exports) or write (imports) (default: both).", valueName: "kind"), completion: .cases(JobKind.self))
        var kind: String?
        @Option(
            help: ArgumentHelp(
                "States, separated by commas: ADDED, 'IN PROGRESS', CANCELLING, CANCELLED, COMPLETED, FAILURE (default: all).",
                valueName: "states"))
        var state: String?
        @Option(help: ArgumentHelp("API name of a module (default: all).", valueName: "module")) var module: String?
        @Option(help: ArgumentHelp("Created at this time or later, such as 2026-01-01T00:00:00Z.", valueName: "time")) var since: String?
        @Option(help: ArgumentHelp("Created before this time.", valueName: "time")) var before: String?
        @Option(help: ArgumentHelp("How many at most; 0 for all (default: 50).", valueName: "n")) var limit = 50
        @Flag(help: "Print one JSON object.") var json = false
        @OptionGroup var connection: ConnectionOptions

        func run() async throws {
            guard limit >= 0 else { throw Failure(.usage, "limit takes a whole number from 0, not '\(limit)'") }
            let settings = try connection.settings()
            let (jobs, hasMore) = try await BulkClientFailure.worded {
                let server = try await connection.connection(settings)
                try server.requireLongshore(for: "a list of jobs")
                return try await list(server.client)
            }
            if try settings.flag(.json, json) {
                let answer: JSONValue = ["jobs": .array(jobs.map(\.json)), "more_records": .boolean(hasMore)]
                return Terminal.print(answer.description)
            }
            guard !jobs.isEmpty else { return Terminal.print("There are no such jobs.") }
            Terminal.print(TextTable(header: JobText.header, rows: jobs.map { JobText(job: $0).row }).text)
            if hasMore { Terminal.note("There are more; --limit 0 lists all.") }
        }

        private func list(_ client: BulkClient) async throws -> (jobs: [ManagedJob], hasMore: Bool) {
            let filter = JobFilter(
                kind: kind, states: state?.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) } ?? [], module: module,
                createdSince: since, createdBefore: before)
            let limit = limit == 0 ? Int.max : limit
            var jobs: [ManagedJob] = []
            var token: String?
            repeat {
                let page = try await client.jobs(filter, perPage: min(limit - jobs.count, 200), pageToken: token)
                jobs += page.jobs
                token = page.nextPageToken
            } while token != nil && jobs.count < limit
            return (jobs, token != nil)
        }
    }
}
