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
}
