import BulkModel

/// Jobs as Longshore manages them; other servers know none of this. (docs/jobs.md)
extension BulkClient {
    /// A page of jobs, the newest first.
    public struct JobPage: Sendable {
        public var jobs: [ManagedJob]
        /// What the next page is asked for with; nil behind the last.
        public var nextPageToken: String?
    }

    /// Lists jobs.
    /// - Parameters:
    ///   - filter: which ones.
    ///   - perPage: 1 to 200.
    ///   - pageToken: of the page before; nil for the first.
    /// - Throws: ``BulkClientError``.
    public func jobs(_ filter: JobFilter = JobFilter(), perPage: Int = 50, pageToken: String? = nil) async throws -> JobPage {
        var parameters = filter.parameters + [("per_page", String(perPage))]
        if let pageToken { parameters.append(("page_token", pageToken)) }
        let query = parameters.map { "\($0)=\(FormEncoding.escape($1))" }.joined(separator: "&")
        let answer = try await json(APICall("GET", url: url("/longshore/v1/jobs?\(query)")))
        return JobPage(
            jobs: try (answer["jobs"]?.array ?? []).map(ManagedJob.init), nextPageToken: answer["info"]?["next_page_token"]?.string)
    }

    public func job(_ id: String) async throws -> ManagedJob {
        try ManagedJob(await json(APICall("GET", url: jobURL(id))))
    }

    /// Asks a job to stop. What it has written stays, and is accounted for.
    public func cancelJob(_ id: String) async throws -> ManagedJob {
        try ManagedJob(await json(APICall("POST", url: jobURL(id) + "/actions/cancel")))
    }

    /// Lets a job that failed or was cancelled go on.
    public func retryJob(_ id: String) async throws -> ManagedJob {
        try ManagedJob(await json(APICall("POST", url: jobURL(id) + "/actions/retry")))
    }

    /// Removes a job that has ended, with its files.
    public func deleteJob(_ id: String) async throws {
        _ = try await json(APICall("DELETE", url: jobURL(id), isRepeatable: false))
    }

    /// Fetches the result archive of a job of either kind.
    public func downloadResult(
        of id: String, to path: String, onProgress: @escaping @Sendable (DownloadProgress) -> Void = { _ in }
    ) async throws {
        try await download("/longshore/v1/jobs/\(FormEncoding.escape(id))/result", to: path, onProgress: onProgress)
    }

    /// The account of an import, row by row, while it is made.
    /// - Parameters:
    ///   - id: of the job.
    ///   - format: one row on a line, or one object.
    ///   - module: needed for a CSV of an import with several.
    ///   - onlyFailed: leaves out rows that became, or changed, a record.
    /// - Returns: the text's pieces.
    public func report(
        of id: String, format: ReportFormat = .csv, module: String? = nil, onlyFailed: Bool = false
    ) async throws -> AsyncThrowingStream<[UInt8], any Error> {
        var query = "format=\(format.rawValue)&only=\(onlyFailed ? "failed" : "all")"
        if let module { query += "&module=\(FormEncoding.escape(module))" }
        return try await send(APICall("GET", url: "\(jobURL(id))/report?\(query)")).body
    }

    public enum ReportFormat: String, Sendable, CaseIterable {
        case csv, jsonl
    }

    /// What a job does, as it does it: the job each time something has changed, and at last as it has ended. A connection that breaks is
    /// made again.
    public func watchJob(_ id: String) -> AsyncThrowingStream<ManagedJob, any Error> {
        AsyncThrowingStream { continuation in
            let task = Task {
                do {
                    try await watch(id) { continuation.yield($0) }
                    continuation.finish()
                } catch {
                    continuation.finish(throwing: error)
                }
            }
            continuation.onTermination = { _ in task.cancel() }
        }
    }

    private func watch(_ id: String, _ onChange: (ManagedJob) -> Void) async throws {
        var schedule = RetrySchedule(retry)
        let call = APICall("GET", url: jobURL(id) + "/events", headers: [("Accept", "text/event-stream")])
        while true {
            do {
                var lines = EventLines()
                for try await piece in try await send(call, &schedule).body {
                    for event in lines.take(piece) {
                        guard let json = try? JSONValue(parsing: Array(event.data.utf8)) else { continue }
                        let job = try ManagedJob(json)
                        schedule.reset()
                        onChange(job)
                        if job.phase.isEnded { return }
                    }
                }
                throw TransportFailure("the stream ended before the job", mayHaveArrived: true)
            } catch let failure as TransportFailure {
                try await pause(&schedule, after: failure, of: call)
            }
        }
    }

    private func jobURL(_ id: String) -> String {
        url("/longshore/v1/jobs/\(FormEncoding.escape(id))")
    }
}
