import BulkClient

extension ImportSession {
    /// How often a job that failed for a reason of the server's own is told to go on.
    private static let retriesOfJob = 2

    /// Waits for the part's job, and meanwhile sends the next part's archive.
    func wait(_ part: Int, job: String) async throws {
        async let ahead: Void = uploadAhead(part + 1)
        let ended: BulkWriteJob
        do {
            ended = try await client.waitForWrite(job, polling: options.polling) { [self] in await show($0, of: part) }
        } catch BulkClientError.refused(let refusal) where refusal.status == 404 {
            throw TransferFailure(
                .job,
                "the server no longer knows job \(job), which imported part \(part + 1); what became of its rows can't be told. \(Self.wayOut)"
            )
        }
        await ahead
        guard ended.phase == .completed else { return try await settle(part, ended) }
        try record(.ended(job: job, counts: counts(of: ended), isComplete: true), of: part)
    }

    /// What fails here is done again in its turn.
    private func uploadAhead(_ part: Int) async {
        guard let parts = ledger?.parts, parts.indices.contains(part), case .planned = parts[part].step else { return }
        let path = "\(folder.path)/\(contents[part].fileName)"
        guard let id = try? await client.upload(path, organization: plan.organization) else { return }
        if case .planned = ledger?.parts[part].step { try? record(.uploaded(file: id), of: part) }
    }

    private func show(_ job: BulkWriteJob, of part: Int) {
        let handled = job.resources.reduce(0) { $0 + $1.handled }
        show(job.phase == .waiting ? .waiting : .importing, part: part, handled: handled, job: job.id)
    }

    /// Sees what is to be done about a job that failed or was cancelled.
    private func settle(_ part: Int, _ job: BulkWriteJob) async throws {
        let managed = plan.isLongshore ? try? await client.job(job.id) : nil
        let isCancelled = managed?.state == "CANCELLED"
        if options.acceptsFailedJobs {
            return try record(.ended(job: job.id, counts: counts(of: job), isComplete: false), of: part)
        }
        let code = managed?.failure?.code ?? job.resources.first { $0.status == "FAILED" }?.code ?? job.status
        let count = retries[job.id] ?? 0
        if plan.isLongshore, !isCancelled, code.hasPrefix("INTERNAL"), count < Self.retriesOfJob {
            retries[job.id] = count + 1
            _ = try await client.retryJob(job.id)
            return onIncident(.retried(job: job.id))
        }
        let handled = job.resources.reduce(0) { $0 + $1.added + $1.updated }
        let what = isCancelled ? "was cancelled" : "failed (\(code)\(managed?.failure.map { ": \($0.message)" } ?? ""))"
        let again = plan.isLongshore ? "To let it go on, run 'longshore jobs retry \(job.id)', then this command again. " : ""
        throw TransferFailure(
            .job,
            """
            job \(job.id), part \(part + 1) of \(contents.count), \(what) at the server; \(handled) of its \(contents[part].rows) rows are in and \
            stay in. \(again)To go on without the rows it hasn't imported, run the command again with --accept-failed-jobs: they go to \
            the file of failed rows
            """)
    }

    /// In the order of the part's tables. Rows refused and rows not attempted aren't told apart yet.
    private func counts(of job: BulkWriteJob) -> [ImportLedger.Counts] {
        job.resources.map { ImportLedger.Counts(added: $0.added, updated: $0.updated, failed: $0.skipped) }
    }
}
