import BulkModel
import BulkTesting
import Testing

/// Expects a refusal for the sake of the uploaded file. Its details hold a reason for people, which is this server's own addition.
func expectFileError(_ answer: Answer, _ code: String, _ message: String, sourceLocation: SourceLocation = #_sourceLocation) {
    #expect(answer.status == 400, "\(answer.text)", sourceLocation: sourceLocation)
    #expect(answer.json["status"] == "error", sourceLocation: sourceLocation)
    #expect(answer.json["code"] == .string(code), "\(answer.text)", sourceLocation: sourceLocation)
    #expect(answer.json["message"] == .string(message), sourceLocation: sourceLocation)
}

extension AppTester {
    /// Uploads a file and asks for a job with it.
    /// - Parameter json: the body, in which `$F` stands for the `file_id`.
    func sendWrite(_ json: String, with csv: String, version: String = "v8") async throws -> Answer {
        let file = try await upload(csv)
        return try await sendWrite(json.replacing("$F", with: file), version: version)
    }

    /// Patricia's token for a time when the first one has run out.
    func laterToken() async throws -> String {
        try await token(scopes: "ZohoFiles.files.ALL,ZohoCRM.bulk.ALL,ZohoCRM.modules.ALL", user: WriteFixture.patricia)
    }
}
