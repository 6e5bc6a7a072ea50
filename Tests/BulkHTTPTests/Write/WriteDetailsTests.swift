import BulkModel
import BulkTesting
import Foundation
import HTTPTypes
import Testing

/// Conformance cases of bulk write: details, callbacks and downloads. (bulk write specification, sections 9 and 14.3)
@Suite struct WriteDetailsTests {
    private static let leads = "Last_Name,Company,Email\nDaly,ABC,d@x.com"

    @Test("D-01 a job that there isn't is not found, whatever the path says", arguments: ["123", "abc", "99999999999999999999"])
    func unknownJob(segment: String) async throws {
        let tester = try await AppTester.writing()
        expectError(
            try await tester.send(.get, "/crm/bulk/v8/write/\(segment)"), "RESOURCE_NOT_FOUND", 404, ["resource": .string(segment)],
            message: "The requested resource doesn't exist.")
    }

    @Test("with missingJobIsNotFound off, an unknown job is a bad request")
    func unknownJobAsBadRequest() async throws {
        var quirks = Quirks.lenient
        quirks[.missingJobIsNotFound] = false
        let tester = try await AppTester.writing(quirks: quirks)
        expectError(
            try await tester.send(.get, "/crm/bulk/v8/write/123"), "RESOURCE_NOT_FOUND", 400, ["resource": "123"],
            message: "The requested resource doesn't exist.")
    }

    @Test("a job of another organisation, and one of bulk read, are not found")
    func foreignJobs() async throws {
        let tester = try await AppTester.writing()
        let file = try await tester.upload(Self.leads)
        let job = try await tester.createWrite(AppTester.request("insert", file: file, ["Last_Name@0", "Company@1"]))
        let foreign = try await tester.tokenOfAnotherOrganization()
        expectError(
            try await tester.send(.get, "/crm/bulk/v8/write/\(job)", token: foreign), "RESOURCE_NOT_FOUND", 404,
            ["resource": .string(job)])
        let export = try await tester.createRead(#"{"query":{"module":{"api_name":"Leads"}}}"#)
        expectError(
            try await tester.send(.get, "/crm/bulk/v8/write/\(export)"), "RESOURCE_NOT_FOUND", 404, ["resource": .string(export)])
        expectError(
            try await tester.send(.get, "/crm/bulk/v8/read/\(job)"), "RESOURCE_NOT_FOUND", 404, ["resource": .string(job)])
    }

    @Test("a job can be looked at for 30 days")
    func expiredJob() async throws {
        let tester = try await AppTester.writing()
        let file = try await tester.upload(Self.leads)
        let job = try await tester.createWrite(AppTester.request("insert", file: file, ["Last_Name@0", "Company@1"]))
        tester.clock.advance(by: 30 * 86_400 - 1)
        let token = try await tester.laterToken()
        #expect(try await tester.send(.get, "/crm/bulk/v8/write/\(job)", token: token).status == 200)
        tester.clock.advance(by: 1)
        expectError(
            try await tester.send(.get, "/crm/bulk/v8/write/\(job)", token: token), "RESOURCE_NOT_FOUND", 404,
            ["resource": .string(job)])
    }

    @Test("D-02 a job that has not begun shows neither result nor encoding, and of its file only that it is not done")
    func added() async throws {
        let tester = try await AppTester.writing()
        let file = try await tester.upload(Self.leads)
        let job = try await tester.createWrite(AppTester.request("insert", file: file, ["Last_Name@0", "Company@1"]))
        let answer = try await tester.send(.get, "/crm/bulk/v8/write/\(job)")
        #expect(answer.status == 200)
        #expect(
            answer.text == """
                {"status":"ADDED","resource":[{"status":"INPROGRESS","type":"data",\
                "module":{"id":"5725767000000002175","api_name":"Leads"},"field_mappings":[\
                {"api_name":"Last_Name","index":0,"format":null,"find_by":null,"module":null,"parent_column_index":null,\
                "default_value":null},\
                {"api_name":"Company","index":1,"format":null,"find_by":null,"module":null,"parent_column_index":null,\
                "default_value":null}],\
                "file":{"status":"INPROGRESS"},"code":"ADDED"}],"id":"\(job)",\
                "created_by":{"id":"5725767000000411001","name":"Patricia Boyle"},"operation":"insert",\
                "created_time":"2026-03-01T17:30:00+05:30"}
                """)
    }

    @Test("D-03 a completed job shows its result, and callback and ignore_empty where they were sent")
    func completed() async throws {
        let tester = try await AppTester.writing()
        let file = try await tester.upload(Self.leads)
        let job = try await tester.createWrite(
            AppTester.request(
                "insert", file: file, ["Last_Name@0", "Company@1"],
                body: [("callback", ["url": "https://www.example.com/callback", "method": "post"]), ("ignore_empty", true)]))
        try await tester.runJobs()
        let answer = try await tester.send(.get, "/crm/bulk/v8/write/\(job)")
        #expect(answer.status == 200)
        let text = try #require(answer.json["result"]?["download_url"]?.string)
        let url = try #require(URL(string: text))
        #expect(url.scheme == "http" || url.scheme == "https")
        #expect(url.host()?.isEmpty == false)
        #expect(url.path() == "/v8/crm/60001234/bulk-write/\(job)/\(job).zip")
        #expect(
            answer.text == """
                {"status":"COMPLETED","character_encoding":"UTF-8","resource":[{"status":"COMPLETED","type":"data",\
                "module":{"id":"5725767000000002175","api_name":"Leads"},"field_mappings":[\
                {"api_name":"Last_Name","index":0,"format":null,"find_by":null,"module":null,"parent_column_index":null,\
                "default_value":null},\
                {"api_name":"Company","index":1,"format":null,"find_by":null,"module":null,"parent_column_index":null,\
                "default_value":null}],\
                "file":{"status":"COMPLETED","name":"leads.csv","added_count":1,"skipped_count":0,"updated_count":0,"total_count":1},\
                "code":"COMPLETED"}],"id":"\(job)","callback":{"url":"https://www.example.com/callback","method":"post"},\
                "result":{"download_url":"\(text)"},"created_by":{"id":"5725767000000411001","name":"Patricia Boyle"},\
                "ignore_empty":true,"operation":"insert","created_time":"2026-03-01T17:30:00+05:30"}
                """)
    }

    @Test("D-03 callback and ignore_empty are not shown where they were not sent")
    func completedWithoutOptions() async throws {
        let tester = try await AppTester.writing()
        let outcome = try await tester.write("insert", Self.leads, ["Last_Name@0", "Company@1", "Email@2"])
        #expect(outcome.status == "COMPLETED")
        #expect(
            outcome.details.object?.members.map(\.name) == [
                "status", "character_encoding", "resource", "id", "result", "created_by", "operation", "created_time",
            ])
        #expect(
            outcome.details["resource"]?[0]?.object?.members.map(\.name) == [
                "status", "type", "module", "field_mappings", "file", "code",
            ])
    }

    @Test("find_by and ignore_empty of a resource are shown at that level")
    func resourceKeys() async throws {
        let tester = try await AppTester.writing()
        let outcome = try await tester.write(
            "update", "Ext_Id,Phone\nE-1,222", ["Ext_Id@0", "Phone@1"], findBy: "Ext_Id", resource: [("ignore_empty", true)])
        #expect(outcome.details["resource"]?[0]?["find_by"] == "Ext_Id")
        #expect(outcome.details["resource"]?[0]?["ignore_empty"] == true)
        #expect(outcome.details["ignore_empty"] == nil)
    }

    @Test("with resourceCodeWhenDone off, a resource that is done has the code SUCCESS")
    func successCode() async throws {
        var quirks = Quirks.lenient
        quirks[.resourceCodeWhenDone] = false
        let tester = try await AppTester.writing(quirks: quirks)
        let outcome = try await tester.write("insert", Self.leads, ["Last_Name@0", "Company@1"])
        #expect(outcome.details["resource"]?[0]?["code"] == "SUCCESS")
        #expect(outcome.details["resource"]?[0]?["status"] == "COMPLETED")
    }

    @Test("D-04 a mapping without a column is shown with its default")
    func defaultOnly() async throws {
        let tester = try await AppTester.writing()
        let outcome = try await tester.write("insert", "Last_Name\nDaly", ["Last_Name@0", "Company=Acme"])
        #expect(
            outcome.details["resource"]?[0]?["field_mappings"]?[1] == [
                "api_name": "Company", "index": .null, "format": .null, "find_by": .null, "module": .null, "parent_column_index": .null,
                "default_value": ["value": "Acme"],
            ])
    }

    @Test("D-05 a job that has ended calls back once, with its details")
    func callback() async throws {
        let tester = try await AppTester.writing()
        let file = try await tester.upload(Self.leads)
        let job = try await tester.createWrite(
            AppTester.request(
                "insert", file: file, ["Last_Name@0", "Company@1", "Email@2"],
                body: [("callback", ["url": "https://www.example.com/callback", "method": "post"])]))
        let transport = RecordingTransport()
        try await tester.sendCallbacks(through: transport)
        #expect(transport.calls.isEmpty, "nothing is sent before the end")
        try await tester.runJobs()
        try await tester.sendCallbacks(through: transport)
        tester.clock.advance(by: 60)
        try await tester.sendCallbacks(through: transport)
        let details = try await tester.writeDetails(of: job)
        #expect(details["status"] == "COMPLETED")
        #expect(transport.calls.map(\.url) == ["https://www.example.com/callback"])
        #expect(transport.calls.map(\.json) == [details])
    }

    @Test("a callback has the shape of the version that created the job", arguments: APIVersion.allCases)
    func callbackVersion(version: APIVersion) async throws {
        let tester = try await AppTester.writing()
        let file = try await tester.upload(Self.leads)
        let job = try await tester.createWrite(
            AppTester.request(
                "insert", file: file, ["Last_Name@0", "Company@1"],
                body: [("callback", ["url": "https://www.example.com/callback", "method": "post"])]), version: version.rawValue)
        try await tester.runJobs()
        let transport = RecordingTransport()
        try await tester.sendCallbacks(through: transport)
        let details = try await tester.writeDetails(of: job, version: version.rawValue)
        #expect(transport.calls.map(\.json) == [details])
    }

    @Test("D-06 the result is fetched with the token, under a name that official clients read")
    func download() async throws {
        let tester = try await AppTester.writing()
        let outcome = try await tester.write("insert", Self.leads, ["Last_Name@0", "Company@1", "Email@2"])
        let answer = try await tester.send(.get, "/v8/crm/60001234/bulk-write/\(outcome.job)/\(outcome.job).zip")
        #expect(answer.status == 200)
        #expect(answer.headers[.contentType] == "application/octet-stream")
        #expect(answer.headers[.contentDisposition] == "attachment;filename*=UTF-8''\(outcome.job).zip")
        #expect(answer.headers[.contentLength] == String(answer.body.count))
        #expect(try Unzip.entries(of: answer.body).map(\.name) == ["Leads-leads.csv"])
    }

    @Test("D-06 the result of a job that there isn't is not given")
    func downloadOfNothing() async throws {
        let tester = try await AppTester.writing()
        let job = try await tester.write("insert", Self.leads, ["Last_Name@0", "Company@1", "Email@2"]).job
        let other = "\(job.dropLast())\(job.hasSuffix("9") ? "8" : "9")"
        expectInvalidLink(try await tester.send(.get, "/v8/crm/60001234/bulk-write/\(other)/\(other).zip"))
    }

    @Test("any version, and the organisation's number with org before it, lead to a result", arguments: ["/v2/crm/", "/v7/crm/org"])
    func otherAddresses(start: String) async throws {
        let tester = try await AppTester.writing()
        let job = try await tester.write("insert", Self.leads, ["Last_Name@0", "Company@1"]).job
        #expect(try await tester.send(.get, "\(start)60001234/bulk-write/\(job)/\(job).zip").status == 200)
    }

    @Test("a result that is not there yet, that another organisation asks for, or that is 7 days old is not given")
    func refusedDownloads() async throws {
        let tester = try await AppTester.writing()
        let file = try await tester.upload(Self.leads)
        let job = try await tester.createWrite(AppTester.request("insert", file: file, ["Last_Name@0", "Company@1"]))
        let path = "/v8/crm/60001234/bulk-write/\(job)/\(job).zip"
        expectInvalidLink(try await tester.send(.get, path))
        try await tester.runJobs()
        let foreign = try await tester.tokenOfAnotherOrganization()
        expectInvalidLink(try await tester.send(.get, path, token: foreign))
        expectInvalidLink(try await tester.send(.get, "/v8/crm/1/bulk-write/\(job)/\(job).zip"))
        #expect(try await tester.send(.get, path).status == 200)
        tester.clock.advance(by: 7 * 86_400)
        let token = try await tester.laterToken()
        expectInvalidLink(try await tester.send(.get, path, token: token))
    }

    @Test("without a token, or with a bad one, a result is refused in the words of the upload host")
    func unauthorizedDownloads() async throws {
        let tester = try await AppTester.writing()
        let job = try await tester.write("insert", Self.leads, ["Last_Name@0", "Company@1"]).job
        for token in [nil, "bad"] {
            let answer = try await tester.send(.get, "/v8/crm/60001234/bulk-write/\(job)/\(job).zip", token: token)
            #expect(answer.status == 401)
            #expect(answer.text == #"{"ERROR_CODE":401,"ERROR_MESSAGE":"Unauthorized Error"}"#)
        }
    }

    private func expectInvalidLink(_ answer: Answer, sourceLocation: SourceLocation = #_sourceLocation) {
        #expect(answer.status == 403, sourceLocation: sourceLocation)
        #expect(
            answer.text == #"{"x-info":"Link not valid","info":"Forbidden","http_status":"403"}"#, sourceLocation: sourceLocation)
    }
}
