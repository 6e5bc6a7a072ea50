import BulkClient
import BulkModel
import Foundation

extension ImportSession {
    /// Fetches what became of the part's rows, and puts those that failed into files of the part's own.
    /// - Parameter isComplete: whether the job has handled all rows.
    func collect(_ part: Int, job: String, counts: [ImportLedger.Counts], isComplete: Bool) async throws {
        show(.collecting, part: part, handled: contents[part].rows, job: job)
        let tables = contents[part].tables
        var counts = counts
        var errors: [ImportError] = []
        var isAccounted = true
        while counts.count < tables.count { counts.append(ImportLedger.Counts()) }
        let isClean = isComplete && zip(tables, counts).allSatisfy { $0.rows == $1.added + $1.updated }
        if !isClean {
            // A job that broke off before its first row has no account.
            let isUntouched = !isComplete && counts.allSatisfy { $0.added + $0.updated == 0 }
            let account = try await account(of: part, job: job) ?? (isUntouched ? .nothingDone : nil)
            isAccounted = account != nil
            if let account {
                for (index, table) in tables.enumerated() {
                    let collected = try collect(table, of: part, account)
                    counts[index].failed = collected.failed
                    counts[index].skipped = collected.skipped
                    let known = counts[index].added + counts[index].updated + collected.failed + collected.skipped
                    guard known == table.rows else {
                        throw TransferFailure(
                            .incomplete,
                            "job \(job) was sent \(table.rows) rows of \(table.name), and the server accounts for \(known); run the command again"
                        )
                    }
                    errors += collected.errors
                }
            }
        }
        if plan.isLongshore, isComplete, let notes = try await notes(of: job) {
            try change { $0.serverNotes = ($0.serverNotes ?? [:]).merging([part: ServerNote.list(notes)]) { $1 } }
        }
        try record(.collected(job: job, counts: counts, errors: errors, isAccounted: isAccounted), of: part)
        removeArchives(of: part)
    }

    /// - Returns: the job with its notes; nil if the server has no job any more.
    private func notes(of job: String) async throws -> JSONValue? {
        do {
            return try await client.job(job).json
        } catch BulkClientError.refused(let refusal) where refusal.status == 404 {
            return nil
        }
    }

    /// - Returns: nil if the server has no account any more.
    private func account(of part: Int, job: String) async throws -> JobAccount? {
        if plan.isLongshore {
            let path = folder.path(of: contents[part].fileName, "report")
            do {
                try await client.download("/longshore/v1/jobs/\(job)/report?format=jsonl&only=failed", to: path)
                return .report(path: path)
            } catch BulkClientError.refused(let refusal) where refusal.status == 404 {
                return nil
            }
        }
        guard let address = try await client.writeJob(job).downloadURL else { return nil }
        let path = folder.path(of: contents[part].fileName, "result")
        do {
            try await client.download(address, to: path)
            return .result(path: path)
        } catch BulkClientError.refused(let refusal) where refusal.status == 403 || refusal.status == 404 {
            return nil
        }
    }

    private func collect(_ table: FilePart.Table, of part: Int, _ account: JobAccount) throws -> FailedRows.Tally {
        let resource = plan.resources[table.source]
        let archive = folder.path + "/" + contents[part].fileName
        let source: any OutcomeSource =
            switch account {
            case .nothingDone: NoOutcomes()
            case .report(let path): try ReportOutcomes(path: path, module: resource.module)
            case .result(let path):
                try ResultOutcomes(path: path, module: resource.module, table: table.name, labels: labels(of: resource))
            }
        let rows = FailedRows(header: resource.table.header, module: resource.module)
        let tally = try rows.collect(
            SourceFile(path: archive, entry: table.name, name: table.name), origins: table.origins, outcomes: source,
            into: failedPath(of: part, table.source))
        return tally
    }

    /// What a result file calls each mapping: the column's header, or the field.
    private func labels(of resource: ImportPlan.Resource) -> [String] {
        resource.mappings.map { mapping in
            guard let column = mapping.column, resource.table.header.indices.contains(column) else { return mapping.field }
            return resource.table.header[column]
        }
    }

    /// Where failed rows of a part are, without a header.
    func failedPath(of part: Int, _ source: Int) -> String {
        folder.path(of: contents[part].fileName, "failed-\(source).csv")
    }

    /// What isn't needed any more.
    private func removeArchives(of part: Int) {
        let fileName = contents[part].fileName
        for path in [folder.path + "/" + fileName, folder.path(of: fileName, "report"), folder.path(of: fileName, "result")] {
            try? FileManager.default.removeItem(atPath: path)
        }
    }
}

/// Where a server says what became of a job's rows.
private enum JobAccount {
    /// No row was attempted.
    case nothingDone
    /// Longshore's report of failed rows.
    case report(path: String)
    /// The result archive.
    case result(path: String)
}
