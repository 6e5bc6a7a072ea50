import BulkModel
import BulkTesting
import Foundation
import HTTPTypes
import Testing

/// Longshore's own report of an import: every row whole, with what became of it and what to do about it.
@Suite struct WriteReportTests {
    private static let csv = "Last_Name,Company,Email\nDaly,ABC,d@x.com\nKim,ABC,nonsense\nLee,,l@x.com"
    private static let mappings: [ImportMapping] = ["Last_Name@0", "Company@1", "Email@2"]
    private static let columns = "LONGSHORE_STATUS,LONGSHORE_RECORD_ID,LONGSHORE_LINE,LONGSHORE_ERRORS,LONGSHORE_HINTS,LONGSHORE_NOTES"

    private func path(_ job: String, _ query: String) -> String {
        "/longshore/v1/jobs/\(job)/report?\(query)"
    }

    /// The lines of a report that must be there; the last one ends with a line end as well.
    private func report(of job: String, _ query: String, _ tester: AppTester) async throws -> [String] {
        let answer = try await tester.send(.get, path(job, query))
        guard answer.status == 200 else { throw UnexpectedAnswer(answer: answer) }
        #expect(answer.text.hasSuffix("\n"))
        return answer.text.dropLast().split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }

    @Test("the CSV has all rows and columns, and behind them the outcome, the line, the errors and a hint")
    func all() async throws {
        let tester = try await AppTester.writing()
        let outcome = try await tester.write("insert", Self.csv, Self.mappings)
        let answer = try await tester.send(.get, path(outcome.job, "format=csv&only=all"))
        #expect(answer.headers[.contentType] == "text/csv;charset=UTF-8")
        #expect(answer.headers[.contentDisposition] == "attachment;filename*=UTF-8''\(outcome.job).csv")
        let lines = try await report(of: outcome.job, "format=csv&only=all", tester)
        #expect(lines.count == 4)
        #expect(lines[0] == "Last_Name,Company,Email,\(Self.columns)")
        #expect(lines[1] == "Daly,ABC,d@x.com,ADDED,\(outcome.row(0).record),2,,,")
        #expect(lines[2].hasPrefix("Kim,ABC,nonsense,SKIPPED,,3,INVALID_DATA-Email,"))
        #expect(lines[3].hasPrefix("Lee,,l@x.com,SKIPPED,,4,MANDATORY_NOT_FOUND-Company,"))
        for line in lines[2...] { #expect(!line.hasSuffix(",,"), "a refused row has a hint, and no note") }
        #expect(try await report(of: outcome.job, "", tester) == lines, "this is what comes without being asked for")
    }

    @Test("only=failed has the rows that did not become a record, whole")
    func failed() async throws {
        let tester = try await AppTester.writing()
        let outcome = try await tester.write("insert", Self.csv, Self.mappings)
        let lines = try await report(of: outcome.job, "only=failed", tester)
        #expect(lines.map { String($0.prefix { $0 != "," }) } == ["Last_Name", "Kim", "Lee"])
    }

    @Test("columns that no mapping reads are in the report too, and cells that need quotes have them")
    func wholeRows() async throws {
        let tester = try await AppTester.writing()
        let outcome = try await tester.write("insert", "Last_Name;Note;Company\nA,B;\"say \"\"x\"\"\";X", ["Last_Name@0", "Company@2"])
        let lines = try await report(of: outcome.job, "format=csv", tester)
        #expect(lines[0] == "Last_Name,Note,Company,\(Self.columns)")
        #expect(lines[1] == "\"A,B\",\"say \"\"x\"\"\",X,ADDED,\(outcome.row(0).record),2,,,")
    }

    @Test("the failed rows, corrected and sent again as they are, are imported", arguments: [false, true])
    func corrected(automatic: Bool) async throws {
        let tester = try await AppTester.writing()
        let first = try await tester.write("insert", Self.csv, automatic ? nil : Self.mappings)
        #expect(first.counts() == "1/0/2/3")
        let failed = try await report(of: first.job, "format=csv&only=failed", tester).joined(separator: "\n")
        let corrected = failed.replacing("Kim,ABC,nonsense", with: "Kim,ABC,k@x.com").replacing("Lee,,", with: "Lee,XYZ,")
        let second = try await tester.write("insert", corrected, automatic ? nil : Self.mappings)
        #expect(second.counts() == "2/0/0/2")
        #expect(second.lines().first == "Last_Name,Company,Email,STATUS,RECORD_ID,ERRORS")
        let lee = try await tester.record(second.recordNumber(1), ["Last_Name", "Company", "Email"])
        #expect(lee == ["id": second.row(1).record, "Last_Name": "Lee", "Company": "XYZ", "Email": "l@x.com"])
        let again = try await report(of: second.job, "format=csv", tester)
        #expect(again.first == "Last_Name,Company,Email,\(Self.columns)", "the columns of the first report are left behind")
    }

    @Test("as JSON lines each error says its code, field, column, value, line and what to do")
    func objects() async throws {
        let tester = try await AppTester.writing()
        let outcome = try await tester.write(
            "insert", "Surname,Firm,Note,Mail\nDaly,ABC,,d@x.com\nKim,,\"one\ntwo\",nonsense",
            ["Last_Name@0", "Company@1", "Notes_S@2", "Email@3"])
        let answer = try await tester.send(.get, path(outcome.job, "format=jsonl&only=all"))
        #expect(answer.headers[.contentType] == "application/jsonl;charset=UTF-8")
        #expect(answer.headers[.contentDisposition] == "attachment;filename*=UTF-8''\(outcome.job).jsonl")
        let objects = try await report(of: outcome.job, "format=jsonl&only=all", tester).map { try JSONValue(parsing: $0) }
        #expect(objects.count == 2)
        let daly = outcome.lines()[1].split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        #expect(daly.prefix(4) == ["Daly", "ABC", "", "ADDED"])
        #expect(
            objects[0] == [
                "module": "Leads", "file": "leads.csv", "line": 2, "status": "ADDED", "record_id": .string(daly[4]), "errors": [],
                "notes": [],
                "row": ["Surname": "Daly", "Firm": "ABC", "Note": "", "Mail": "d@x.com"],
            ])
        let kim = objects[1]
        #expect(kim["status"] == "SKIPPED")
        #expect(kim["line"] == 3)
        #expect(kim["record_id"] == JSONValue.null)
        #expect(kim["row"] == ["Surname": "Kim", "Firm": "", "Note": "one\ntwo", "Mail": "nonsense"])
        let errors = kim["errors"]?.array ?? []
        #expect(errors.count == 2)
        let missing = errors.first { $0["code"] == "MANDATORY_NOT_FOUND" }
        #expect(missing?["field"] == "Company")
        #expect(missing?["column"] == "Firm")
        #expect(missing?["value"] == "")
        #expect(missing?["line"] == 3)
        let invalid = errors.first { $0["code"] == "INVALID_DATA" }
        #expect(invalid?["field"] == "Email")
        #expect(invalid?["column"] == "Mail")
        #expect(invalid?["value"] == "nonsense")
        #expect(invalid?["line"] == 4, "the cell stands in the line behind the line break")
        for error in errors { #expect(error["hint"]?.string?.isEmpty == false) }
    }

    @Test("an error of a mapping without a column has the field's name and no value")
    func errorWithoutColumn() async throws {
        let tester = try await AppTester.writing()
        let outcome = try await tester.write(
            "insert", "Last_Name,Company\nA,X", ["Last_Name@0", "Company@1", "Account_Lookup=5725767000000799999"])
        let lines = try await report(of: outcome.job, "format=jsonl&only=failed", tester)
        let error = try JSONValue(parsing: lines[0])["errors"]?[0]
        #expect(error?["code"] == "RESOURCE_NOT_FOUND")
        #expect(error?["field"] == "Account_Lookup")
        #expect(error?["column"] == "Account_Lookup")
        #expect(error?["value"] == JSONValue.null)
    }

    @Test("there is no report before the job has ended, nor of a job that there isn't")
    func tooEarly() async throws {
        let tester = try await AppTester.writing()
        let job = try await tester.createWrite(AppTester.request("insert", file: try await tester.upload(Self.csv), Self.mappings))
        for id in [job, "123", "abc"] {
            expectError(
                try await tester.send(.get, path(id, "format=csv")), "RESOURCE_NOT_FOUND", 404, ["resource": .string(id)],
                message: "The requested resource doesn't exist.")
        }
    }

    @Test("a report is of the job's own organisation only, and takes a token with a scope for bulk")
    func foreign() async throws {
        let tester = try await AppTester.writing()
        let outcome = try await tester.write("insert", Self.csv, Self.mappings)
        let foreign = try await tester.tokenOfAnotherOrganization()
        expectError(
            try await tester.send(.get, path(outcome.job, "format=csv"), token: foreign), "RESOURCE_NOT_FOUND", 404,
            ["resource": .string(outcome.job)])
        expectError(try await tester.send(.get, path(outcome.job, "format=csv"), token: nil), "AUTHENTICATION_FAILURE", 401)
        let token = try await tester.token(scopes: "ZohoCRM.modules.ALL", user: WriteFixture.patricia)
        expectError(try await tester.send(.get, path(outcome.job, "format=csv"), token: token), "OAUTH_SCOPE_MISMATCH", 401)
    }

    @Test("formats and selections that there are not are refused with those that there are")
    func choices() async throws {
        let tester = try await AppTester.writing()
        let outcome = try await tester.write("insert", Self.csv, Self.mappings)
        expectError(
            try await tester.send(.get, path(outcome.job, "format=xml")), "INVALID_DATA", 400,
            ["api_name": "format", "json_path": "$.format", "supported_values": ["csv", "jsonl"]])
        expectError(
            try await tester.send(.get, path(outcome.job, "only=some")), "INVALID_DATA", 400,
            ["api_name": "only", "json_path": "$.only", "supported_values": ["all", "failed"]])
    }

    @Test("of a parent and its children, JSON lines have all rows, and a CSV those of the module that must be named")
    func family() async throws {
        let tester = try await AppTester.writing()
        let file = try await tester.upload([
            ("p.csv", "Last_Name,Company\nAnn,\nBob,Y"), ("s.csv", "Secondary_Email,Key\na@x.com,Ann\nb@x.com,Bob\nc@x.com,Zed"),
        ])
        let outcome = try await tester.write(
            familyRequest(
                file: file, ("Leads", "p.csv", #"{"api_name":"Last_Name","index":0},{"api_name":"Company","index":1}"#),
                (
                    "Secondary", "s.csv",
                    #"{"api_name":"Secondary_Email","index":0},{"api_name":"Parent_Id","index":1,"parent_column_index":0}"#
                )))
        expectError(
            try await tester.send(.get, path(outcome.job, "format=csv")), "MANDATORY_NOT_FOUND", 400,
            ["api_name": "module", "json_path": "$.module"], message: "Required key module is not available")
        let rows = try await report(of: outcome.job, "format=csv&only=failed&module=Secondary", tester)
        #expect(rows[0] == "Secondary_Email,Key,\(Self.columns)")
        #expect(rows.count == 3)
        #expect(rows[1].hasPrefix("a@x.com,Ann,UNPROCESSED,,2,"))
        #expect(rows[2].hasPrefix("c@x.com,Zed,SKIPPED,,4,RESOURCE_NOT_FOUND-Key,"))
        let objects = try await report(of: outcome.job, "format=jsonl", tester).map { try JSONValue(parsing: $0) }
        #expect(objects.map { $0["module"]?.string ?? "" } == ["Leads", "Leads", "Secondary", "Secondary", "Secondary"])
        #expect(objects.map { $0["file"]?.string ?? "" } == ["p.csv", "p.csv", "s.csv", "s.csv", "s.csv"])
        #expect(objects.map { $0["status"]?.string ?? "" } == ["SKIPPED", "ADDED", "UNPROCESSED", "ADDED", "SKIPPED"])
        let other = try await tester.send(.get, path(outcome.job, "format=csv&module=Accounts"))
        #expect(other.status == 404)
    }

    @Test("a report of a file in another encoding is UTF-8")
    func encoding() async throws {
        let tester = try await AppTester.writing()
        let file = try await tester.upload(data: [("leads.csv", Data("Last_Name,Company\nM".utf8) + Data([0xFC]) + Data("ller,".utf8))])
        let outcome = try await tester.write(AppTester.request("insert", file: file, ["Last_Name@0", "Company@1"]))
        let lines = try await report(of: outcome.job, "format=csv&only=failed", tester)
        #expect(lines.last?.hasPrefix("Müller,,SKIPPED,,2,MANDATORY_NOT_FOUND-Company,") == true)
    }
}
