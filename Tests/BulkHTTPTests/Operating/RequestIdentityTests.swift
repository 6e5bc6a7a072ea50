import BulkModel
import BulkTesting
import Foundation
import HTTPTypes
import Testing

@Suite struct RequestIdentityTests {
    @Test(arguments: ["/longshore/v1/health/live", "/crm/v8/org", "/nowhere"])
    func everyAnswerNamesItsRequest(path: String) async throws {
        let tester = try await AppTester.reading()
        let first = try #require(try await tester.send(.get, path).headers[.requestID])
        let second = try #require(try await tester.send(.get, path).headers[.requestID])
        #expect(first != second)
        #expect(first.allSatisfy { $0.isHexDigit })
    }

    @Test(arguments: ["1", "0b7e5c1a-3f0e-4f4e-9a6b-2f1d3c4b5a69", "my.request_7", String(repeating: "x", count: 64)])
    func aClientMayNameItsRequests(name: String) async throws {
        let tester = try await AppTester.reading()
        #expect(try await answeredName(to: name, tester) == name)
    }

    @Test(arguments: ["", " ", "a b", "a\"b", "a=b", "ä", "x;rm", "\u{1B}[31m", String(repeating: "x", count: 65)])
    func aNameThatCouldDoHarmIsPassedOver(name: String) async throws {
        let tester = try await AppTester.reading()
        let answered = try await answeredName(to: name, tester)
        #expect(answered != name)
        #expect(answered?.isEmpty == false)
    }

    @Test func theLineAboutANewJobTellsWhichRequestMadeIt() async throws {
        let log = RecordedLog()
        let tester = try await AppTester.reading(logger: log.logger)
        let answer = try await tester.send(
            .post, "/crm/bulk/v8/read", body: Data(#"{"query":{"module":{"api_name":"Leads"}}}"#.utf8),
            headers: [.authorization: "Zoho-oauthtoken \(tester.token)", .contentType: "application/json", .requestID: "call-1"])
        let job = try #require(answer.json["data"]?[0]?["details"]?["id"]?.string)
        let line = try #require(log.lines.first { $0.message == "job created" })
        #expect(line.level == .info)
        #expect(
            line.metadata == [
                "job": job, "kind": "read", "module": "Leads", "org": tester.organization.description, "request": "call-1",
            ])
    }

    @Test func everyLineAboutAJobHasItsIDAndNoneOfTheRequest() async throws {
        let log = RecordedLog()
        let tester = try await AppTester.reading(logger: log.logger)
        let body = #"{"callback":{"url":"http://127.0.0.1:9/","method":"post"},"query":{"module":{"api_name":"Leads"}}}"#
        let job = try await tester.createRead(body)
        let before = log.lines.count
        try await tester.runJobs()
        try await tester.sendCallbacks(through: RecordingTransport([.failed(reason: "no route")]))
        tester.clock.advance(by: 60)
        try await tester.sendCallbacks(through: RecordingTransport())
        let lines = log.lines.dropFirst(before)
        #expect(
            lines.map(\.message) == [
                "job begins", "job ended", "a callback did not arrive and will be tried again", "a callback has arrived",
            ])
        #expect(lines.allSatisfy { $0.metadata["job"] == job && $0.metadata["request"] == nil })
    }

    private func answeredName(to name: String, _ tester: AppTester) async throws -> String? {
        try await tester.send(.get, "/longshore/v1/health/live", body: nil, headers: [.requestID: name]).headers[.requestID]
    }
}

extension HTTPField.Name {
    fileprivate static let requestID = Self("X-Request-Id")!
}
