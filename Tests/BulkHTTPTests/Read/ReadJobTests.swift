import BulkModel
import BulkTesting
import HTTPTypes
import Testing

/// Conformance cases of bulk read: a job from its creation to its result. (bulk read specification, section 12.2)
@Suite struct ReadJobTests {
    @Test("BR-01 a job is accepted with 201 and the documented body")
    func create() async throws {
        let tester = try await AppTester.reading()
        let answer = try await tester.send(.post, readPath(), body: #"{"query":{"module":{"api_name":"Leads"},"fields":["Last_Name"]}}"#)
        #expect(answer.status == 201)
        let id = try #require(answer.json["data"]?[0]?["details"]?["id"]?.string)
        #expect(
            answer.text == """
                {"data":[{"status":"success","code":"ADDED_SUCCESSFULLY","message":"Added successfully.","details":{"id":"\(id)",\
                "operation":"read","state":"ADDED","created_by":{"id":"554023000000235011","name":"Patricia Boyle"},\
                "created_time":"2026-03-01T17:30:00+05:30"}}],"info":{}}
                """)
    }

    @Test("BR-02 a completed job shows its result and echoes the query")
    func completed() async throws {
        let tester = try await AppTester.reading()
        let job = try await tester.createRead(#"{"query":{"module":{"api_name":"Leads"},"fields":["Last_Name"]}}"#)
        try await tester.runJobs()
        let answer = try await tester.send(.get, readPath() + "/\(job)")
        #expect(answer.status == 200)
        #expect(
            answer.text == """
                {"data":[{"id":"\(job)","operation":"read","state":"COMPLETED","result":{"page":1,"per_page":200000,"count":3,\
                "download_url":"/crm/bulk/v8/read/\(job)/result","more_records":false},"query":{"fields":["Last_Name"],\
                "module":{"id":"554023000000000125","api_name":"Leads"},"page":1},\
                "created_by":{"id":"554023000000235011","name":"Patricia Boyle"},"created_time":"2026-03-01T17:30:00+05:30",\
                "file_type":"csv"}]}
                """)
    }

    @Test("BR-03 the result is a ZIP with one CSV, named after the job")
    func download() async throws {
        let tester = try await AppTester.reading()
        let job = try await tester.createRead(#"{"query":{"module":{"api_name":"Leads"},"fields":["Last_Name"]}}"#)
        try await tester.runJobs()
        let answer = try await tester.send(.get, readPath() + "/\(job)/result")
        #expect(answer.status == 200)
        #expect(answer.headers[.contentType] == "application/zip")
        #expect(answer.headers[.contentDisposition] == "attachment;filename*=UTF-8''\(job).zip")
        #expect(answer.headers[.contentLength] == String(answer.body.count))
        let csv = try Unzip.entry("\(job).csv", of: answer.body)
        #expect(
            String(decoding: csv, as: UTF8.self)
                == "Id,Last_Name\n554023000000700001,Patricia\n554023000000700002,Kumar\n554023000000700003,Lee\n")
    }

    @Test("BR-04 a job that has not run yet shows no result")
    func waiting() async throws {
        let tester = try await AppTester.reading()
        let job = try await tester.createRead(#"{"query":{"module":{"api_name":"Leads"}}}"#)
        let details = try await tester.details(of: job)
        #expect(["ADDED", "QUEUED", "IN PROGRESS"].contains(details["state"]?.string))
        #expect(details["result"] == nil)
    }

    @Test("BR-05 v2 takes and gives the module as a string")
    func version2() async throws {
        let tester = try await AppTester.reading()
        let job = try await tester.createRead(#"{"query":{"module":"Leads","fields":["Last_Name"],"page":1}}"#, version: "v2")
        try await tester.runJobs()
        let details = try await tester.details(of: job, version: "v2")
        #expect(details["query"]?["module"] == "Leads")
        #expect(details["result"]?["download_url"] == .string("/crm/bulk/v2/read/\(job)/result"))
    }

    @Test("every version from v2.1 on takes and gives the module as an object", arguments: APIVersion.allCases.filter { $0 != .v2 })
    func laterVersions(version: APIVersion) async throws {
        let tester = try await AppTester.reading()
        let job = try await tester.createRead(
            #"{"query":{"module":{"api_name":"Contacts"},"fields":["Last_Name"]}}"#, version: version.rawValue)
        try await tester.runJobs()
        let details = try await tester.details(of: job, version: version.rawValue)
        #expect(details["query"]?["module"] == ["id": "554023000000000129", "api_name": "Contacts"])
        #expect(details["result"]?["download_url"] == .string("/crm/bulk/\(version.rawValue)/read/\(job)/result"))
        let answer = try await tester.send(.get, "/crm/bulk/\(version.rawValue)/read/\(job)/result")
        #expect(answer.headers[.contentType] == (version == .v8 ? "application/zip" : "application/x-download"))
    }

    @Test("BR-06 an object as module is refused by v2")
    func objectInVersion2() async throws {
        let tester = try await AppTester.reading()
        let answer = try await tester.send(.post, readPath("v2"), body: #"{"query":{"module":{"api_name":"Leads"}}}"#)
        expectError(answer, "QUERY_NOT_SUPPORTED", 400)
    }

    @Test("BR-07 a string as module is refused by v8")
    func stringInVersion8() async throws {
        let tester = try await AppTester.reading()
        let answer = try await tester.send(.post, readPath(), body: #"{"query":{"module":"Leads"}}"#)
        expectError(answer, "REQUEST_BODY_NOT_SUPPORTED", 400, message: "request body contains invalid format")
    }

    @Test("a module may be named by its id alone, and the name decides where both are given")
    func moduleByID() async throws {
        let tester = try await AppTester.reading()
        let byID = try await tester.createRead(#"{"query":{"module":{"id":"554023000000000129"}}}"#)
        #expect(try await tester.details(of: byID)["query"]?["module"]?["api_name"] == "Contacts")
        let byBoth = try await tester.createRead(#"{"query":{"module":{"id":"554023000000000129","api_name":"Leads"}}}"#)
        #expect(try await tester.details(of: byBoth)["query"]?["module"]?["api_name"] == "Leads")
    }

    @Test("BR-71 a job that does not exist is not found, whatever the path says", arguments: ["5725767000006841003", "abc"])
    func unknownJob(segment: String) async throws {
        let tester = try await AppTester.reading()
        for path in [readPath() + "/\(segment)", readPath() + "/\(segment)/result"] {
            let answer = try await tester.send(.get, path)
            expectError(
                answer, "RESOURCE_NOT_FOUND", 404, ["resource": .string(segment)], message: "The requested resource doesn't exist.")
        }
    }

    @Test("BR-72 the result of an unfinished job is not found")
    func unfinished() async throws {
        let tester = try await AppTester.reading()
        let job = try await tester.createRead(#"{"query":{"module":{"api_name":"Leads"}}}"#)
        expectError(try await tester.send(.get, readPath() + "/\(job)/result"), "RESOURCE_NOT_FOUND", 404, ["resource": .string(job)])
    }

    @Test("BR-73 a result is gone a day after completion, the job stays")
    func expired() async throws {
        let tester = try await AppTester.reading()
        let job = try await tester.createRead(#"{"query":{"module":{"api_name":"Leads"}}}"#)
        try await tester.runJobs()
        let token = try await tester.engine.issueAccessToken(
            organization: tester.organization, user: ObjectID(ReadFixture.patricia), scopes: .all, lifetime: 1_000_000)
        tester.clock.advance(by: 86_399)
        #expect(try await tester.send(.get, readPath() + "/\(job)/result", token: token).status == 200)
        tester.clock.advance(by: 1)
        let answer = try await tester.send(.get, readPath() + "/\(job)/result", token: token)
        expectError(answer, "RESOURCE_NOT_FOUND", 404, ["resource": .string(job)])
        #expect(try await tester.send(.get, readPath() + "/\(job)", token: token).status == 200)
    }

    @Test("BR-74 the eleventh download in a minute is refused, for a minute")
    func downloads() async throws {
        let tester = try await AppTester.reading()
        let job = try await tester.createRead(#"{"query":{"module":{"api_name":"Leads"}}}"#)
        try await tester.runJobs()
        for _ in 1...10 { #expect(try await tester.send(.get, readPath() + "/\(job)/result").status == 200) }
        let refused = try await tester.send(.get, readPath() + "/\(job)/result")
        expectError(
            refused, "TOO_MANY_REQUESTS", 429, ["limit": "downloads_per_minute", "resets_at": "2026-03-01T17:31:00+05:30"],
            message: "Many requests fired in concurrent than the allowed limit")
        #expect(refused.headers[.retryAfter] == "60")
        tester.clock.advance(by: 59)
        #expect(try await tester.send(.get, readPath() + "/\(job)/result").status == 429)
        tester.clock.advance(by: 1)
        #expect(try await tester.send(.get, readPath() + "/\(job)/result").status == 200)
    }

    @Test("in the native preset there is no limit of downloads")
    func nativeDownloads() async throws {
        let tester = try await AppTester.reading(limits: .native)
        let job = try await tester.createRead(#"{"query":{"module":{"api_name":"Leads"}}}"#)
        try await tester.runJobs()
        for _ in 1...20 { #expect(try await tester.send(.get, readPath() + "/\(job)/result").status == 200) }
    }

    @Test("BR-79 a job whose worker fails ends in FAILURE, without a result")
    func failing() async throws {
        let tester = try await AppTester.reading()
        let job = try await tester.createRead(#"{"query":{"module":{"api_name":"Leads"}}}"#, version: "v7")
        try tester.makeResultsUnwritable()
        try await tester.runJobs()
        let details = try await tester.details(of: job, version: "v7")
        #expect(details["state"] == "FAILURE")
        #expect(
            details["result"] == [
                "error_message": [
                    "status": "error", "code": "INTERNAL_SERVER_ERROR", "message": "Internal server error occurred.", "details": [:],
                ]
            ])
        expectError(
            try await tester.send(.get, readPath("v7") + "/\(job)/result"), "RESOURCE_NOT_FOUND", 404, ["resource": .string(job)])
    }

    @Test("a job made through one version is shown by another in that one's shape, with the first one's address")
    func acrossVersions() async throws {
        let tester = try await AppTester.reading()
        let job = try await tester.createRead(#"{"query":{"module":"Leads"}}"#, version: "v2")
        try await tester.runJobs()
        let details = try await tester.details(of: job)
        #expect(details["query"]?["module"]?["api_name"] == "Leads")
        #expect(details["result"]?["download_url"] == .string("/crm/bulk/v2/read/\(job)/result"))
    }

    @Test("a job of another organisation is not found")
    func foreignJob() async throws {
        let tester = try await AppTester.reading()
        let job = try await tester.createRead(#"{"query":{"module":{"api_name":"Leads"}}}"#)
        try await tester.runJobs()
        let foreign = try await tester.tokenOfAnotherOrganization()
        for path in [readPath() + "/\(job)", readPath() + "/\(job)/result"] {
            expectError(try await tester.send(.get, path, token: foreign), "RESOURCE_NOT_FOUND", 404, ["resource": .string(job)])
        }
    }
}
