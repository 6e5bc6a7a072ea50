import BulkModel
import BulkTesting
import HTTPTypes
import Testing

/// Conformance cases of bulk read: modules, pages, file types. (sections 3.2, 3.5 and 3.7)
@Suite struct ReadModulesTests {
    @Test("BR-39 an unknown module is refused by name")
    func unknownModule() async throws {
        let tester = try await AppTester.reading()
        let answer = try await tester.send(.post, readPath(), body: #"{"query":{"module":{"api_name":"Nope"}}}"#)
        expectError(answer, "MODULE_NOT_AVAILABLE", 400, ["api_name": "Nope"], message: "Requested module 'Nope' is not available.")
    }

    @Test("BR-40 Notes can't be exported")
    func notes() async throws {
        let tester = try await AppTester.reading()
        let answer = try await tester.send(.post, readPath(), body: #"{"query":{"module":{"api_name":"Notes"}}}"#)
        expectError(
            answer, "MODULE_NOT_SUPPORTED", 400, message: "Invalid module for the query. Module 'Notes' is not supported.")
    }

    @Test("Users is no module of its own, and API names are case-sensitive", arguments: ["Users", "leads", "sqlite_master", "_jobs"])
    func noSuchModule(name: String) async throws {
        let tester = try await AppTester.reading()
        let answer = try await tester.send(.post, readPath(), body: #"{"query":{"module":{"api_name":"\#(name)"}}}"#)
        expectError(answer, "MODULE_NOT_AVAILABLE", 400, ["api_name": .string(name)])
    }

    @Test("subforms, linking modules and appointments are modules too (S-17, S-19 and S-20 without their criteria)")
    func otherModules() async throws {
        let tester = try await AppTester.reading()
        #expect(
            try await tester.export(
                #"{"query":{"module":{"api_name":"Project_Details"},"fields":["Project_Name","Project_Type","Expected_Budget","Status"]}}"#)
                    == """
                    Id,Project_Name,Project_Type,Expected_Budget,Status
                    554023000000500001,Alpha,Internal,35000,Open
                    554023000000500002,Beta,External,50000,Closed

                    """)
        #expect(
            try await tester.export(
                """
                {"query":{"module":{"api_name":"EmpXSkills"},"fields":["Employees.Name","Employees.Year_of_Experience","Skills.Name"]}}
                """)
                == "Id,Employees.Name,Employees.Year_of_Experience,Skills.Name\n554023000000530001,Ann,6,Social Media\n")
        #expect(
            try await tester.export(#"{"query":{"module":{"api_name":"Appointments__s"},"fields":["Appointment_Name"]}}"#)
                == "Id,Appointment_Name\n554023000000540001,Checkup\n")
    }

    @Test("BR-46 a page beyond the last allowed is out of range", arguments: ["501", "\"501\"", "99999999999999999999"])
    func pageTooHigh(page: String) async throws {
        let tester = try await AppTester.reading()
        let answer = try await tester.send(.post, readPath(), body: #"{"query":{"module":{"api_name":"Leads"},"page":\#(page)}}"#)
        expectError(answer, "PAGE_RANGE_EXCEEDED", 400, ["max_limit": 500])
        if page == "501" {
            #expect(
                answer.json["message"]
                    == "Invalid page number for query. Page 501 is not supported for the query. Page range is from 1 to 500.")
        }
    }

    @Test("BR-47 what is no page number is not supported", arguments: ["0", "-1", "1.5", "\"\"", "\"x\"", "true", "[1]", "1e2"])
    func pageTooLow(page: String) async throws {
        let tester = try await AppTester.reading()
        let answer = try await tester.send(.post, readPath(), body: #"{"query":{"module":{"api_name":"Leads"},"page":\#(page)}}"#)
        expectError(answer, "PAGE_NOT_SUPPORTED", 400)
        if page == "0" {
            #expect(answer.json["message"] == "Invalid page number for query. Page 0 is not supported for the query.")
        }
    }

    @Test("BR-48 a page past the end completes with the header only")
    func pagePastTheEnd() async throws {
        let tester = try await AppTester.reading()
        let job = try await tester.createRead(#"{"query":{"module":{"api_name":"Leads"},"fields":["Last_Name"],"page":2}}"#)
        try await tester.runJobs()
        let details = try await tester.details(of: job)
        #expect(details["result"]?["page"] == 2)
        #expect(details["result"]?["count"] == 0)
        #expect(details["result"]?["more_records"] == false)
        #expect(try await tester.csv(of: job) == "Id,Last_Name\n")
    }

    @Test("BR-53 pages divide the records; v6 has no page token")
    func pages() async throws {
        var limits = Limits.strict
        limits.recordsPerPage = 2
        let tester = try await AppTester.reading(limits: limits)
        let first = try await tester.createRead(#"{"query":{"module":{"api_name":"Leads"},"fields":["Last_Name"]}}"#, version: "v6")
        let second = try await tester.createRead(
            #"{"query":{"module":{"api_name":"Leads"},"fields":["Last_Name"],"page":"2"}}"#, version: "v6")
        try await tester.runJobs()
        let result = try await tester.details(of: first, version: "v6")["result"]
        #expect(result?["count"] == 2)
        #expect(result?["more_records"] == true)
        #expect(result?["next_page_token"] == nil)
        #expect(try await tester.csv(of: second, version: "v6") == "Id,Last_Name\n554023000000700003,Lee\n")
    }

    @Test(
        "BR-57 csv may be asked for in either place, in any letter case",
        arguments: [
            #"{"query":{"module":{"api_name":"Leads"},"file_type":"csv"}}"#,
            #"{"query":{"module":{"api_name":"Leads"}},"file_type":"CSV"}"#,
            #"{"query":{"module":{"api_name":"Leads"}},"file_type":null}"#,
        ])
    func csvFileType(body: String) async throws {
        let tester = try await AppTester.reading()
        let job = try await tester.createRead(body, version: "v3")
        #expect(try await tester.details(of: job, version: "v3")["file_type"] == "csv")
    }

    @Test(
        "another file type is refused by the code of the version",
        arguments: [
            ("v8", "REQUEST_BODY_NOT_SUPPORTED"), ("v5", "REQUEST_BODY_NOT_SUPPORTED"), ("v4", "JOB_NOT_SUPPORTED"),
        ])
    func otherFileType(version: String, code: String) async throws {
        let tester = try await AppTester.reading()
        let answer = try await tester.send(
            .post, readPath(version), body: #"{"query":{"module":{"api_name":"Leads"}},"file_type":"xlsx"}"#)
        expectError(answer, code, 400)
    }
}
