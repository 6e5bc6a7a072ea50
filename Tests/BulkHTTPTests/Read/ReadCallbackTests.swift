import BulkModel
import BulkTesting
import Foundation
import HTTPTypes
import Testing

/// Conformance cases of bulk read: callbacks. (section 7)
@Suite struct ReadCallbackTests {
    private static let callback = #""callback":{"url":"https://www.example.com/callback","method":"post"}"#

    @Test("BR-75 only post is a method", arguments: [("\"get\"", "get"), ("1", "1"), ("null", "null")])
    func method(method: String, shown: String) async throws {
        let tester = try await AppTester.reading()
        let answer = try await tester.send(
            .post, readPath(),
            body: #"{"callback":{"url":"http://127.0.0.1:9/cb","method":\#(method)},"query":{"module":{"api_name":"Leads"}}}"#)
        expectError(
            answer, "INVALID_CALLBACK_METHOD", 400, ["supported_callback_methods": ["post"]],
            message: "Invalid request method \(shown) for callback.")
    }

    @Test(
        "BR-76 only absolute http and https URLs are addresses",
        arguments: [
            "not a url", "", "/cb", "ftp://example.com/", "file:///etc/passwd", "https://", "http:///x", "javascript:alert(1)",
            "https://user:secret@example.com/", "http://example.com:65536/", "http://exa mple.com/", "http://1.2.3.999/",
        ])
    func url(url: String) async throws {
        let tester = try await AppTester.reading()
        let answer = try await tester.send(
            .post, readPath(), body: #"{"callback":{"url":"\#(url)","method":"POST"},"query":{"module":{"api_name":"Leads"}}}"#)
        expectError(answer, "INVALID_CALLBACK_URL", 400, message: "Invalid URL '\(url)' for callback.")
    }

    @Test(
        "a callback of the wrong JSON type is named as that, in every version", arguments: APIVersion.allCases,
        [#""https://example.com/""#, "[]", "1", "true"])
    func wrongType(version: APIVersion, callback: String) async throws {
        let tester = try await AppTester.reading()
        let module = version == .v2 ? #""Leads""# : #"{"api_name":"Leads"}"#
        let answer = try await tester.send(
            .post, readPath(version.rawValue), body: #"{"callback":\#(callback),"query":{"module":\#(module)}}"#)
        let details: JSONValue = ["expected_data_type": "jsonobject", "api_name": "callback", "json_path": "$.callback"]
        if version < .v5 {
            expectError(answer, "INVALID_CALLBACK_URL", 400, details)
        } else {
            expectError(answer, "REQUEST_BODY_NOT_SUPPORTED", 400, details, message: "request body contains invalid format")
        }
    }

    @Test("S-17, S-24 a callback without an address is none, and an error where the quirk is off", arguments: [#""url":null,"#, ""])
    func withoutURL(url: String) async throws {
        let body = #"{"callback":{\#(url)"method":"post"},"query":{"module":{"api_name":"Project_Details"}},"file_type":"csv"}"#
        let lenient = try await AppTester.reading()
        let job = try await lenient.createRead(body)
        try await lenient.runJobs()
        let transport = RecordingTransport()
        try await lenient.sendCallbacks(through: transport)
        #expect(transport.calls.isEmpty)
        #expect(try await lenient.details(of: job)["result"]?["count"] == 2)
        let rigid = try await AppTester.reading(quirks: .rigid)
        expectError(
            try await rigid.send(.post, readPath(), body: body), "INVALID_CALLBACK_URL", 400, message: "Invalid URL 'null' for callback.")
    }

    @Test("BR-77 from v2.1 on the body is that of the details call", arguments: APIVersion.allCases.filter { $0 != .v2 })
    func detailsBody(version: APIVersion) async throws {
        let tester = try await AppTester.reading()
        let job = try await tester.createRead(
            #"{\#(Self.callback),"query":{"module":{"api_name":"Leads"}}}"#, version: version.rawValue)
        let transport = RecordingTransport()
        try await tester.sendCallbacks(through: transport)
        #expect(transport.calls.isEmpty, "nothing is sent before the end")
        try await tester.runJobs()
        try await tester.sendCallbacks(through: transport)
        try await tester.sendCallbacks(through: transport)
        #expect(transport.calls.map(\.url) == ["https://www.example.com/callback"])
        #expect(transport.calls[0].body == (try await tester.send(.get, readPath(version.rawValue) + "/\(job)")).text)
    }

    @Test("BR-78, S-06 the body of v2 is flat")
    func flatBody() async throws {
        let tester = try await AppTester.reading()
        let job = try await tester.createRead(
            """
            {\(Self.callback),"query":{"module":"Leads","cvid":"554023000000093005","fields":["Last_Name","Owner"],\
            "criteria":{"api_name":"Owner.last_name","comparator":"equal","value":"Patricia Boyle"}}}
            """, version: "v2")
        let transport = RecordingTransport()
        try await tester.runJobs()
        try await tester.sendCallbacks(through: transport)
        #expect(
            transport.calls.map(\.body) == [
                """
                {"job_id":"\(job)","operation":"read","state":"COMPLETED","query":{"module":"Leads","criteria":{"group":[\
                {"api_name":"$converted","comparator":"equal","value":true},\
                {"api_name":"Owner.last_name","comparator":"equal","value":"Patricia Boyle"}],"group_operator":"and"},"page":1,\
                "fields":["Last_Name","Owner"],"cvid":"554023000000093005"},"result":{"page":1,"count":1,\
                "download_url":"/crm/bulk/v2/read/\(job)/result","per_page":200000,"more_records":false}}
                """
            ])
    }

    @Test("S-27 a failed job calls back too; in v2 its details are text")
    func flatFailure() async throws {
        let tester = try await AppTester.reading()
        _ = try await tester.createRead(#"{\#(Self.callback),"query":{"module":"Leads"}}"#, version: "v2")
        try tester.makeResultsUnwritable()
        try await tester.runJobs()
        let transport = RecordingTransport()
        try await tester.sendCallbacks(through: transport)
        let body = try #require(transport.calls.first?.json.object)
        #expect(body.members.map(\.name) == ["job_id", "operation", "state", "query", "result"])
        #expect(body["state"] == "FAILURE")
        #expect(
            body["result"]?["error_message"] == [
                "message": "Internal server error occurred.", "details": "", "status": "error", "code": "INTERNAL_SERVER_ERROR",
            ])
    }

    @Test("S-28 in v7 a failed job is shown as the details call shows it")
    func detailsFailure() async throws {
        let tester = try await AppTester.reading()
        _ = try await tester.createRead(
            """
            {\(Self.callback),"query":{"module":{"api_name":"Leads"},"fields":["Last_Name"],\
            "criteria":{"field":{"api_name":"Owner.last_name"},"comparator":"equal","value":"Patricia Boyle"}}}
            """, version: "v7")
        try tester.makeResultsUnwritable()
        try await tester.runJobs()
        let transport = RecordingTransport()
        try await tester.sendCallbacks(through: transport)
        let job = try #require(transport.calls.first?.json["data"]?[0])
        #expect(job["state"] == "FAILURE")
        #expect(job["result"]?["error_message"]?["details"] == [:])
        #expect(job["query"]?["criteria"]?.object?.members.map(\.name) == ["field", "comparator", "value"])
        #expect(job["created_by"] != nil && job["created_time"] != nil && job["file_type"] == "csv")
    }

    @Test("a callback that does not arrive is tried three times with growing pauses, and each attempt is recorded")
    func retries() async throws {
        let tester = try await AppTester.reading()
        let job = try await tester.createRead(#"{\#(Self.callback),"query":{"module":{"api_name":"Leads"}}}"#)
        try await tester.runJobs()
        let transport = RecordingTransport([
            .failed(reason: "the connection failed"), .answered(status: 302), .answered(status: 500),
        ])
        var sent: [Int] = []
        for _ in 0...60 {
            try await tester.sendCallbacks(through: transport)
            sent.append(transport.calls.count)
            tester.clock.advance(by: 1)
        }
        #expect(sent.firstIndex(of: 2) == 10 && sent.firstIndex(of: 3) == 30 && sent.last == 3)
        let store = try await tester.engine.storage.store(of: tester.organization)
        let deliveries = try await store.deliveries(of: try #require(ObjectID(job)))
        #expect(deliveries.count == 1)
        #expect(deliveries[0].delivery.attempts == 3 && deliveries[0].delivery.due == nil)
        #expect(
            deliveries[0].attempts.map(\.outcome) == [
                .failed(reason: "the connection failed"), .answered(status: 302), .answered(status: 500),
            ])
        #expect(try await tester.details(of: job)["state"] == "COMPLETED")
    }

    @Test("an attempt that arrives ends the trying")
    func arrival() async throws {
        let tester = try await AppTester.reading()
        _ = try await tester.createRead(#"{\#(Self.callback),"query":{"module":{"api_name":"Leads"}}}"#)
        try await tester.runJobs()
        let transport = RecordingTransport([.answered(status: 503), .answered(status: 204)])
        for _ in 0..<5 {
            try await tester.sendCallbacks(through: transport)
            tester.clock.advance(by: 30)
        }
        #expect(transport.calls.count == 2)
    }
}
