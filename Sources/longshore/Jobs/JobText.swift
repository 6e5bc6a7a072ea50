import BulkClient

/// A job in words.
struct JobText {
    let job: ManagedJob

    static let header = ["ID", "KIND", "STATE", "MODULES", "ROWS", "FAILED", "CREATED", "BY"]

    /// A line of the list.
    var row: [String] {
        [
            job.id, job.operation, job.state, job.modules.joined(separator: ","), rows, failed, job.createdTime, job.createdBy,
        ]
    }

    /// All there is to know, a line for each thing.
    var details: String {
        var fields: [(name: String, value: String)] = [
            ("id", job.id), ("kind", job.kind == "read" ? "export" : "import (\(job.operation))"), ("state", state),
            ("modules", job.modules.joined(separator: ", ")), ("created", "\(job.createdTime) by \(job.createdBy)"),
        ]
        if let started = job.startedTime { fields.append(("started", started)) }
        if let ended = job.endedTime { fields.append(("ended", ended)) }
        if job.kind == "read" { fields.append(("records", rows)) }
        fields.append(("bytes", Terminal.size(job.bytes)))
        if let seconds = job.seconds { fields.append(("time", Terminal.time(seconds) + rate + left)) }
        if let size = job.resultSize {
            fields.append(("result", Terminal.size(size) + (job.resultExpires.map { ", until \($0)" } ?? "")))
        }
        if job.hasReport { fields.append(("report", "longshore jobs report \(job.id)")) }
        if let failure = job.failure { fields.append(("failure", "\(failure.code): \(failure.message)")) }
        let text = TextFields(fields: fields).text
        return job.kind == "read" ? text : text + "\n\n" + outcomes
    }

    /// What has become of an import's rows.
    private var outcomes: String {
        TextTable(
            header: ["MODULE", "FILE", "STATE", "ROWS", "ADDED", "UPDATED", "FAILED", "NOT TRIED"],
            rows: job.resources.map { resource in
                let rows = resource.rows
                return [
                    resource.module, resource.file, resource.state, rows.total.map(Terminal.grouped) ?? "-", Terminal.grouped(rows.added),
                    Terminal.grouped(rows.updated), Terminal.grouped(rows.failed), Terminal.grouped(rows.skipped),
                ]
            }
        ).text
    }

    private var state: String {
        guard !job.phase.isEnded else { return job.state }
        let share = job.share.map { " (\(Int($0 * 100)) %)" } ?? ""
        return "\(job.state), \(job.stage)\(share)"
    }

    private var rows: String {
        Terminal.grouped(job.rows.read) + (job.rows.total.map { $0 == job.rows.read ? "" : " of \(Terminal.grouped($0))" } ?? "")
    }

    private var failed: String {
        job.kind == "read" ? "-" : Terminal.grouped(job.rows.failed)
    }

    private var rate: String {
        job.rate.map { ", \(Terminal.grouped(Int($0))) rows a second" } ?? ""
    }

    private var left: String {
        job.secondsLeft.map { ", \(Terminal.time($0)) left" } ?? ""
    }
}
