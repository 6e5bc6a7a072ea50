import BulkModel
import BulkTesting
import HTTPTypes
import Testing

/// Conformance cases of bulk write: a job from its creation to its result. (bulk write specification, section 14.3)
@Suite struct WriteJobTests {
    @Test("J-01 rows become records, and the result has a line for each")
    func insert() async throws {
        let tester = try await AppTester.writing()
        let file = try await tester.upload("Last_Name,Company,Email\nDaly,ABC,d@x.com")
        let answer = try await tester.sendWrite(AppTester.request("insert", file: file, ["Last_Name@0", "Company@1", "Email@2"]))
        #expect(answer.status == 201)
        let id = try #require(answer.json["details"]?["id"]?.string)
        #expect(
            answer.text == """
                {"status":"success","code":"SUCCESS","message":"success","details":{"id":"\(id)",\
                "created_by":{"id":"5725767000000411001","name":"Patricia Boyle"}}}
                """)
        try await tester.runJobs()
        let outcome = try await tester.outcome(of: id)
        #expect(outcome.counts() == "1/0/0/1")
        #expect(outcome.entries.map(\.name) == ["Leads-leads.csv"])
        let record = outcome.row(0).record
        #expect(outcome.lines() == ["Last_Name,Company,Email,STATUS,RECORD_ID,ERRORS", "Daly,ABC,d@x.com,ADDED,\(record),"])
        let stored = try await tester.record(Int64(record) ?? 0, ["Last_Name", "Company", "Email", "Owner", "Created_By", "Full_Name"])
        #expect(
            stored == [
                "id": record, "Last_Name": "Daly", "Company": "ABC", "Email": "d@x.com", "Owner": "5725767000000411001",
                "Created_By": "5725767000000411001", "Full_Name": "Daly",
            ])
    }

    @Test("J-02 without mappings the header maps the columns, and details show what it came to")
    func automaticMapping() async throws {
        let tester = try await AppTester.writing()
        let outcome = try await tester.write("insert", "Last_Name,Company,Email\nDaly,ABC,d@x.com", nil)
        #expect(outcome.counts() == "1/0/0/1")
        let record = outcome.row(0).record
        let stored = try await tester.record(Int64(record) ?? 0, ["Last_Name", "Company", "Email", "Owner", "Created_By", "Full_Name"])
        #expect(
            stored == [
                "id": record, "Last_Name": "Daly", "Company": "ABC", "Email": "d@x.com", "Owner": "5725767000000411001",
                "Created_By": "5725767000000411001", "Full_Name": "Daly",
            ])
        let mappings = outcome.details["resource"]?[0]?["field_mappings"]?.array ?? []
        #expect(mappings.compactMap { $0["api_name"]?.string } == ["Last_Name", "Company", "Email"])
        #expect(mappings.compactMap { $0["index"]?.integer } == [0, 1, 2])
    }

    @Test("J-03 v2 takes and shows the module as a string, and has no code for a resource")
    func version2() async throws {
        let tester = try await AppTester.writing()
        let file = try await tester.upload("Last_Name,Company,Email\nDaly,ABC,d@x.com")
        let answer = try await tester.sendWrite(
            """
            {"operation":"insert","resource":[{"type":"data","module":"Leads","file_id":"\(file)","field_mappings":[\
            {"api_name":"Last_Name","index":0},{"api_name":"Company","index":1},{"api_name":"Email","index":2}]}]}
            """, version: "v2")
        #expect(answer.status == 201)
        let job = try #require(answer.json["details"]?["id"]?.string)
        try await tester.runJobs()
        let outcome = try await tester.outcome(of: job, version: "v2")
        #expect(outcome.counts() == "1/0/0/1")
        let resource = try #require(outcome.details["resource"]?[0])
        #expect(resource["module"] == "Leads")
        #expect(resource["code"] == nil)
    }

    @Test("J-04 in v2.1 mappings have no parent_column_index, and the result's address is one of v2")
    func version2Point1() async throws {
        let tester = try await AppTester.writing()
        let outcome = try await insert(into: tester, version: "v2.1")
        #expect(outcome.counts() == "1/0/0/1")
        for mapping in outcome.details["resource"]?[0]?["field_mappings"]?.array ?? [] {
            #expect(mapping.object?.members.map(\.name) == ["api_name", "index", "format", "find_by", "module", "default_value"])
        }
        let url = try #require(outcome.details["result"]?["download_url"]?.string)
        #expect(url.contains("/v2/crm/60001234/bulk-write/\(outcome.job)/\(outcome.job).zip"))
    }

    @Test("J-04 in v8 mappings have parent_column_index in addition")
    func version8() async throws {
        let tester = try await AppTester.writing()
        let outcome = try await insert(into: tester, version: "v8")
        #expect(outcome.counts() == "1/0/0/1")
        let mappings = outcome.details["resource"]?[0]?["field_mappings"]?.array ?? []
        #expect(mappings.count == 3)
        for mapping in mappings {
            #expect(
                mapping.object?.members.map(\.name) == [
                    "api_name", "index", "format", "find_by", "module", "parent_column_index", "default_value",
                ])
            #expect(mapping["parent_column_index"] == .null)
        }
    }

    private func insert(into tester: AppTester, version: String) async throws -> WriteOutcome {
        let file = try await tester.upload("Last_Name,Company,Email\nDaly,ABC,d@x.com")
        return try await tester.write(
            AppTester.request("insert", file: file, ["Last_Name@0", "Company@1", "Email@2"]), version: version)
    }
}
