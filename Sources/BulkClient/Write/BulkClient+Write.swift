import BulkModel
import Foundation

/// Bulk write. (bulk write specification, sections 4, 6 and 9)
extension BulkClient {
    /// Sends an archive.
    /// - Parameters:
    ///   - path: of a ZIP file with a CSV, or several for a parent and its children.
    ///   - organization: the number that ``organization()`` tells (`zgid`).
    /// - Returns: the file's id, for ``BulkWriteRequest/Resource/fileID``.
    /// - Throws: ``BulkClientError``.
    public func upload(_ path: String, organization: String) async throws -> String {
        guard let size = (try? FileManager.default.attributesOfItem(atPath: path))?[.size] as? Int64 else {
            throw BulkClientError.file(path: path, reason: "can't be read")
        }
        let boundary = "longshore-\(UUID().uuidString)"
        let name = URL(filePath: path).lastPathComponent.filter { $0 != "\"" && !$0.isNewline }
        let before = """
            --\(boundary)\r\nContent-Disposition: form-data; name="file"; filename="\(name)"\r\nContent-Type: application/zip\r\n\r\n
            """
        // An upload without a job is no more than a file that goes away by itself, so it may be sent twice.
        let answer = try await json(
            APICall(
                "POST", url: "\(server.files)/crm/\(version)/upload",
                headers: [
                    ("Content-Type", "multipart/form-data; boundary=\(boundary)"), ("feature", "bulk-write"), ("X-CRM-ORG", organization),
                ],
                body: .file(path: path, size: size, before: Array(before.utf8), after: Array("\r\n--\(boundary)--\r\n".utf8)),
                isRepeatable: true))
        if let id = answer["details"]?["file_id"]?.string { return id }
        // What isn't taken comes with the status 200.
        throw BulkClientError.refused(Refusal(status: 200, body: Array(answer.description.utf8)))
    }

    /// Creates an import.
    /// - Parameters:
    ///   - request: what it is to do.
    ///   - key: makes the call one that may be repeated.
    /// - Returns: the job's id.
    /// - Throws: ``BulkClientError``; ``BulkClientError/unreachable(address:reason:mayHaveArrived:)`` says whether there may be a job.
    public func createWrite(_ request: BulkWriteRequest, key: IdempotencyKey? = nil) async throws -> String {
        let answer = try await json(creation(at: "/crm/bulk/\(version)/write", request.body, key))
        guard let id = answer["details"]?["id"]?.string else { throw BulkClientError.unexpectedAnswer("id of a job") }
        return id
    }

    /// - Throws: ``BulkClientError``.
    public func writeJob(_ id: String) async throws -> BulkWriteJob {
        try BulkWriteJob(await json(APICall("GET", url: url("/crm/bulk/\(version)/write/\(id)"))))
    }

    /// Looks at an import until it has ended.
    /// - Parameters:
    ///   - id: of the job.
    ///   - schedule: how often it is looked at.
    ///   - onChange: told of the job each time it was looked at.
    public func waitForWrite(
        _ id: String, polling schedule: PollSchedule = PollSchedule(), onChange: @Sendable (BulkWriteJob) async -> Void = { _ in }
    ) async throws -> BulkWriteJob {
        try await waited(polling: schedule, onChange: onChange) { try await writeJob(id) }
    }
}
