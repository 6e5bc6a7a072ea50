import BulkModel
import BulkTesting
import HTTPTypes
import Testing

/// The requests that the service's documents print, sent as they are. (bulk read specification, section 12.3)
@Suite struct DocumentedRequestTests {
    @Test(
        "a documented request is accepted, completes with its count, and calls back once if it names an address",
        arguments: DocumentedRequests.all)
    func accepted(example: DocumentedRequests.Example) async throws {
        let tester = try await AppTester.reading()
        let job = try await tester.createRead(example.body, version: example.version)
        try await tester.runJobs()
        let details = try await tester.details(of: job, version: example.version)
        #expect(details["state"] == "COMPLETED")
        #expect(details["result"]?["count"] == .integer(example.count))
        if let csv = example.csv { #expect(try await tester.csv(of: job, version: example.version).hasPrefix(csv)) }
        let transport = RecordingTransport()
        try await tester.sendCallbacks(through: transport)
        #expect(transport.calls.count == (example.body.contains("https://www.example.com/callback") ? 1 : 0))
        if example.id.hasPrefix("S-21 Boyle") {
            #expect(details["query"]?["criteria"]?["group"]?[1]?["value"] == "Boyle", "the value is echoed as it was sent")
        }
    }

    @Test("S-12 rigid refuses the group of one that the Node.js sample sends")
    func rigidSingleMember() async throws {
        let tester = try await AppTester.reading(quirks: .rigid)
        let example = try #require(DocumentedRequests.all.first { $0.id == "S-12" })
        let criteria = try JSONValue(parsing: example.body)["query"]?["criteria"] ?? .null
        expectError(try await tester.send(.post, readPath("v2"), body: example.body), "AMBIGUOUS_GROUP_IN_CRITERIA", 400, criteria)
    }

    @Test("S-23 a completed job with more records has the keys of the document")
    func completedJob() async throws {
        var limits = Limits.strict
        limits.recordsPerPage = 2
        let tester = try await AppTester.reading(limits: limits)
        let job = try await tester.createRead(#"{"query":{"module":{"api_name":"Leads"}}}"#)
        try await tester.runJobs()
        let details = try await tester.details(of: job)
        #expect(
            details.object?.members.map(\.name) == [
                "id", "operation", "state", "result", "query", "created_by", "created_time", "file_type",
            ])
        #expect(
            details["result"]?.object?.members.map(\.name) == [
                "page", "per_page", "count", "download_url", "more_records", "next_page_token",
            ])
        #expect(details["query"]?.object?.members.map(\.name) == ["module", "page"])
    }
}
