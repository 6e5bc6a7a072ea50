import ArgumentParser
import BulkClient
import Foundation

extension JobsCommand {
    struct Report: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "report",
            abstract: "Fetch the account of an import: every row with what became of it, what is wrong and what to do.",
            discussion: """
                Examples:
                  longshore jobs report 5725767000001046378 --only-failed -o leads.failed.csv
                  longshore jobs report 5725767000001046378 --format jsonl | head
                """)

        @Argument(help: ArgumentHelp("Id of the job.", valueName: "id")) var id: String
        @Option(help: ArgumentHelp("csv or jsonl (default: csv).", valueName: "format"), completion: .cases(BulkClient.ReportFormat.self))
        var format: String?
        @Option(help: ArgumentHelp("API name of the module, for the CSV of an import with several.", valueName: "module")) var module:
            String?
        @Flag(help: "Only the rows that were refused, or never tried.") var onlyFailed = false
        @Option(
            name: [.customShort("o"), .customLong("output")],
            help: ArgumentHelp("File to write (default: standard output).", valueName: "file"), completion: .file())
        var output: String?
        @OptionGroup var connection: ConnectionOptions

        func run() async throws {
            guard let format = BulkClient.ReportFormat(rawValue: format ?? "csv") else {
                throw Failure(.usage, "format takes one of csv, jsonl, not '\(format ?? "")'")
            }
            try await BulkClientFailure.worded {
                let server = try await connection.connection(connection.settings())
                try server.requireLongshore(for: "a report")
                let pieces = try await server.client.report(of: id, format: format, module: module, onlyFailed: onlyFailed)
                try await write(pieces)
            }
        }

        /// The file gets its name when the report is whole.
        private func write(_ pieces: AsyncThrowingStream<[UInt8], any Error>) async throws {
            var file = FileHandle.standardOutput
            let temporary = output.map { $0 + ".part" }
            if let temporary {
                guard FileManager.default.createFile(atPath: temporary, contents: nil),
                    let handle = FileHandle(forWritingAtPath: temporary)
                else { throw Failure(.cannotWrite, "\(temporary) can't be written") }
                file = handle
            }
            do {
                for try await piece in pieces { try file.write(contentsOf: piece) }
            } catch let failure as TransportFailure {
                if let temporary { try? FileManager.default.removeItem(atPath: temporary) }
                throw Failure(.unavailable, "the report broke off: \(failure.reason); fetch it again")
            }
            if let temporary, let output, rename(temporary, output) != 0 {
                throw Failure(.cannotWrite, "\(output) can't be written: \(String(cString: strerror(errno)))")
            }
        }
    }
}
