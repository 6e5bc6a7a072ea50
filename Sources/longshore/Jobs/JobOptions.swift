import ArgumentParser
import BulkClient
import BulkModel

/// A job of a server, and how to get there.
struct JobOptions: ParsableArguments {
    @Argument(help: ArgumentHelp("Id of the job.", valueName: "id")) var id: String
    @Flag(help: "Print one JSON object.") var json = false
    @OptionGroup var connection: ConnectionOptions

    func validate() throws {
        guard !id.isEmpty, id.allSatisfy({ $0.isASCII && $0.isNumber }) else {
            throw ValidationError("A job's id is a number such as 5725767000001046378, not '\(id)'; 'longshore jobs list' shows them.")
        }
    }

    /// Does something at the server.
    /// - Throws: ``Failure``.
    func run<Value>(_ purpose: String, _ work: (BulkClient) async throws -> Value) async throws -> Value {
        try await BulkClientFailure.worded {
            let server = try await connection.connection(connection.settings())
            try server.requireLongshore(for: purpose)
            return try await work(server.client)
        }
    }

    /// Prints a job as it is now.
    func print(_ job: ManagedJob) throws {
        Terminal.print(try connection.settings().flag(.json, json) ? job.json.description : JobText(job: job).details)
    }
}
