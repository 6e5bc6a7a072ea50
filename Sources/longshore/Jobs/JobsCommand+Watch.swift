import ArgumentParser
import BulkClient
import BulkModel

extension JobsCommand {
    struct Watch: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "watch",
            abstract: "Follow a job until it has ended. The exit code says how.",
            discussion: """
                Examples:
                  longshore jobs watch 5725767000001046378
                  longshore jobs watch 5725767000001046378 --json
                """)

        @OptionGroup var job: JobOptions

        func run() async throws {
            let isJSON = try job.connection.settings().flag(.json, job.json)
            let id = job.id
            let options = job
            let line = ProgressLine(isSilent: isJSON)
            let last = try await Interruption.watched(message: { "the job goes on without being watched: longshore jobs watch \(id)" }) {
                defer { line.finish() }
                return try await options.run("watching jobs") { client in
                    var last: ManagedJob?
                    for try await job in client.watchJob(id) {
                        if isJSON { Terminal.print(job.json.description) } else { line.show(ProgressLine.State(job)) }
                        last = job
                    }
                    // A stream that is given up ends without an error.
                    try Task.checkCancellation()
                    return last
                }
            }
            guard let last else { throw Failure(.protocolError, "the server ended the stream without a word about the job") }
            if !isJSON { Terminal.print(JobText(job: last).details) }
            guard last.phase == .completed else { throw Failure(.jobFailed, "job \(id) ended as \(last.state)") }
        }
    }
}

extension ProgressLine.State {
    fileprivate init(_ job: ManagedJob) {
        self.init(
            stage: job.state == "CANCELLING" ? "Cancelling" : job.stage.prefix(1).uppercased() + job.stage.dropFirst(),
            done: job.rows.read, total: job.rows.total, share: job.share, unit: job.kind == "read" ? "records" : "rows")
    }
}
