import BulkModel

/// Bulk read. (bulk read specification, section 1)
extension BulkClient {
    /// Creates an export.
    /// - Parameters:
    ///   - query: what it is to hold.
    ///   - key: makes the call one that may be repeated.
    /// - Returns: the job's id.
    /// - Throws: ``BulkClientError``.
    public func createRead(_ query: BulkReadQuery, key: IdempotencyKey? = nil) async throws -> String {
        try await createRead(body: query.body(version), key: key)
    }

    /// Creates the export that goes on where another ended. From version 7 on.
    /// - Parameters:
    ///   - pageToken: of the completed job before.
    ///   - key: makes the call one that may be repeated.
    public func createRead(pageToken: String, key: IdempotencyKey? = nil) async throws -> String {
        try await createRead(body: ["query": ["page_token": .string(pageToken)]], key: key)
    }

    private func createRead(body: JSONValue, key: IdempotencyKey?) async throws -> String {
        let answer = try await json(creation(at: "/crm/bulk/\(version)/read", body, key))
        guard let id = answer["data"]?[0]?["details"]?["id"]?.string else { throw BulkClientError.unexpectedAnswer("id of a job") }
        return id
    }

    /// - Throws: ``BulkClientError``.
    public func readJob(_ id: String) async throws -> BulkReadJob {
        let answer = try await json(APICall("GET", url: url("/crm/bulk/\(version)/read/\(id)")))
        guard let job = answer["data"]?[0] else { throw BulkClientError.unexpectedAnswer("job") }
        return try BulkReadJob(job)
    }

    /// Looks at an export until it has ended, with or without a result.
    /// - Parameters:
    ///   - id: of the job.
    ///   - schedule: how often it is looked at.
    ///   - onChange: told of the job each time it was looked at.
    public func waitForRead(
        _ id: String, polling schedule: PollSchedule = PollSchedule(), onChange: @Sendable (BulkReadJob) async -> Void = { _ in }
    ) async throws -> BulkReadJob {
        try await waited(polling: schedule, onChange: onChange) { try await readJob(id) }
    }

    /// A call that makes a job.
    func creation(at path: String, _ body: JSONValue, _ key: IdempotencyKey?) -> APICall {
        var headers = [(name: "Content-Type", value: "application/json")]
        if let key { headers.append(("Idempotency-Key", key.text)) }
        return APICall(
            "POST", url: url(path), headers: headers, body: .bytes(Array(body.description.utf8)), isRepeatable: key != nil)
    }
}
