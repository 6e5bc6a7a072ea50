import ArgumentParser
import BulkClient
import BulkModel

extension JobsCommand {
    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "show",
            abstract: "Show a job with its counters.",
            discussion: """
                Example:
                  longshore jobs show 5725767000001046378
                """)

        @OptionGroup var job: JobOptions

        func run() async throws {
            try job.print(try await job.run("a job's account") { try await $0.job(job.id) })
        }
    }

    struct Cancel: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "cancel",
            abstract: "Stop a job. What it has written stays, and its report tells of it.",
            discussion: """
                Example:
                  longshore jobs cancel 5725767000001046378
                """)

        @OptionGroup var job: JobOptions

        func run() async throws {
            try job.print(try await job.run("cancelling jobs") { try await $0.cancelJob(job.id) })
        }
    }

    struct Retry: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "retry",
            abstract: "Let a job that failed or was cancelled go on: an import behind its last row, an export from its start.",
            discussion: """
                Example:
                  longshore jobs retry 5725767000001046378
                """)

        @OptionGroup var job: JobOptions

        func run() async throws {
            try job.print(try await job.run("retrying jobs") { try await $0.retryJob(job.id) })
        }
    }

    struct Delete: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "delete",
            abstract: "Remove a job that has ended, with its result and its report. Records stay.",
            discussion: """
                Example:
                  longshore jobs delete 5725767000001046378
                """)

        @OptionGroup var job: JobOptions

        func run() async throws {
            try await job.run("deleting jobs") { try await $0.deleteJob(job.id) }
            let answer: JSONValue = ["id": .string(job.id), "deleted": true]
            Terminal.print(
                try job.connection.settings().flag(.json, job.json) ? answer.description : "Job \(job.id) is deleted.")
        }
    }
}
