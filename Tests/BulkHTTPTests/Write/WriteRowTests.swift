import BulkModel
import BulkTesting
import Testing

/// Conformance cases of bulk write: what the cells of a row become, and what is said of those that can't be read.
/// (bulk write specification, sections 7, 8 and 14.3)
@Suite struct WriteRowTests {
    @Test("R-01 a row without a mandatory value is skipped, its line says which, and nothing of it is stored")
    func missingValue() async throws {
        let tester = try await AppTester.writing()
        let outcome = try await tester.write("insert", "Last_Name,Company\n,ABC\nX,", ["Last_Name@0", "Company@1"])
        #expect(
            outcome.lines() == [
                "Last_Name,Company,STATUS,RECORD_ID,ERRORS",
                ",ABC,SKIPPED,,MANDATORY_NOT_FOUND-Last_Name",
                "X,,SKIPPED,,MANDATORY_NOT_FOUND-Company",
            ])
        #expect(outcome.counts() == "0/0/2/2")
        #expect(outcome.status == "COMPLETED")
        let ids = try await tester.records(["Last_Name"]).compactMap { $0["id"] }
        #expect(ids == ["5725767000000720001", "5725767000000720002", "5725767000000720003"])
    }

    @Test("R-02 all errors of a row are in its line: grouped by code, with the columns in their order")
    func manyErrors() async throws {
        let tester = try await AppTester.writing()
        let outcome = try await tester.write(
            "insert", "Last_Name,Company,Ext_Id\n,,E-1", ["Last_Name@0", "Company@1", "Ext_Id@2"])
        #expect(
            outcome.lines() == [
                "Last_Name,Company,Ext_Id,STATUS,RECORD_ID,ERRORS",
                #",,E-1,SKIPPED,,"MANDATORY_NOT_FOUND-Last_Name,Company:DUPLICATE_DATA-Ext_Id""#,
            ])
        #expect(outcome.counts() == "0/0/1/1")
    }

    @Test("R-03 an error names the column by its header, whatever the field is called")
    func headerInErrors() async throws {
        let tester = try await AppTester.writing()
        let named = try await tester.write(
            "insert", "Last_Name,Company,Email\nDaly,ABC,no address", ["Last_Name@0", "Company@1", "Email@2"])
        #expect(named.statuses == ["SKIPPED"])
        #expect(named.errors == ["INVALID_DATA-Email"])
        let foreign = try await tester.write(
            "insert", "Surname,Firm,Mail\nDaly,ABC,no address", ["Last_Name@0", "Company@1", "Email@2"])
        #expect(
            foreign.lines() == [
                "Surname,Firm,Mail,STATUS,RECORD_ID,ERRORS",
                "Daly,ABC,no address,SKIPPED,,INVALID_DATA-Mail",
            ])
    }

    @Test("R-04 a result shows the first three mapped columns in the order of the file, not of the mappings")
    func columnsShown() async throws {
        let tester = try await AppTester.writing()
        let outcome = try await tester.write(
            "insert", "Last_Name,Ext_Id,Company,Phone,Email\nDaly,E-9,ABC,555,d@x.com",
            ["Email@4", "Company@2", "Last_Name@0", "Phone@3", "Ext_Id@1"])
        #expect(
            outcome.lines() == [
                "Last_Name,Ext_Id,Company,STATUS,RECORD_ID,ERRORS",
                "Daly,E-9,ABC,ADDED,\(outcome.row(0).record),",
            ])
    }

    @Test("rigid ends a result with the names of the overview: ID, Status, Error")
    func documentedColumns() async throws {
        let tester = try await AppTester.writing(quirks: .rigid)
        let outcome = try await tester.write("insert", "Last_Name,Company\nA,X\nB,", ["Last_Name@0", "Company@1"])
        let lines = outcome.lines()
        #expect(lines[0] == "Last_Name,Company,ID,Status,Error")
        #expect(lines[1].hasPrefix("A,X,5725767") && lines[1].hasSuffix(",ADDED,"))
        #expect(lines[2] == "B,,,SKIPPED,MANDATORY_NOT_FOUND-Company")
    }

    @Test("R-05 a text longer than its field is refused")
    func longText() async throws {
        let tester = try await AppTester.writing()
        let fitting = String(repeating: "x", count: 80)
        let long = String(repeating: "x", count: 81)
        let outcome = try await tester.write("insert", "Last_Name,Company\n\(long),ABC\n\(fitting),ABC", ["Last_Name@0", "Company@1"])
        #expect(outcome.statuses == ["SKIPPED", "ADDED"])
        #expect(outcome.errors == ["INVALID_DATA-Last_Name", ""])
    }

    @Test("R-06 integers may have groups, but neither more than nine digits nor a fraction")
    func integers() async throws {
        let tester = try await AppTester.writing()
        let outcome = try await tester.write(
            "insert", "Last_Name,Company,Employees\nA,X,350\nB,X,\"123,344\"\nC,X,1234567890\nD,X,1.5",
            ["Last_Name@0", "Company@1", "Employees@2"])
        #expect(
            try await values(of: "Employees", in: outcome, tester) == [
                "350", "123344", "INVALID_DATA-Employees", "INVALID_DATA-Employees",
            ])
        #expect(outcome.counts() == "2/0/2/4")
    }

    @Test("R-07 decimals beyond those of the field are cut off")
    func decimals() async throws {
        let tester = try await AppTester.writing()
        let outcome = try await tester.write(
            "insert", "Last_Name,Company,Revenue\nA,X,10.999", ["Last_Name@0", "Company@1", "Revenue@2"])
        #expect(outcome.statuses == ["ADDED"])
        #expect(try await values(of: "Revenue", in: outcome, tester) == ["10.99"])
    }

    @Test("R-08 a checkbox takes true, false, 1 and 0 in any letter case")
    func checkboxes() async throws {
        let tester = try await AppTester.writing()
        let outcome = try await tester.write(
            "insert", "Last_Name,Company,Opt_Out\nA,X,TRUE\nB,X,false\nC,X,1\nD,X,0\nE,X,maybe",
            ["Last_Name@0", "Company@1", "Opt_Out@2"])
        #expect(
            try await values(of: "Opt_Out", in: outcome, tester) == ["true", "false", "true", "false", "INVALID_DATA-Opt_Out"])
    }

    @Test("R-09 values that a picklist doesn't have are stored and join the list")
    func pickLists() async throws {
        let tester = try await AppTester.writing()
        let outcome = try await tester.write(
            "insert", "Last_Name,Company,Lead_Source,Courses\nA,X,Webinar,A; C",
            ["Last_Name@0", "Company@1", "Lead_Source@2", "Courses@3"])
        #expect(outcome.statuses == ["ADDED"])
        #expect(try await values(of: "Lead_Source", in: outcome, tester) == ["Webinar"])
        #expect(try await values(of: "Courses", in: outcome, tester) == ["A;C"])
        #expect(try await tester.pickList("Lead_Source").contains("Webinar"))
        #expect(try await tester.pickList("Courses") == ["A", "B", "C"])
    }

    @Test("R-10 without a format, dates are read month first or in ISO 8601, and must exist")
    func dates() async throws {
        let tester = try await AppTester.writing()
        let outcome = try await tester.write(
            "insert", "Last_Name,Company,Reg_Day\nA,X,03/21/2025\nB,X,2025-03-21\nC,X,21/03/2025\nD,X,02/30/2025",
            ["Last_Name@0", "Company@1", "Reg_Day@2"])
        #expect(
            try await values(of: "Reg_Day", in: outcome, tester) == [
                "2025-03-21", "2025-03-21", "INVALID_DATA-Reg_Day", "INVALID_DATA-Reg_Day",
            ])
    }

    @Test("R-11 with a format, dates are read in that one only")
    func dateFormat() async throws {
        let tester = try await AppTester.writing()
        let outcome = try await tester.write(
            "insert", "Last_Name,Company,Reg_Day\nA,X,21-03-2025\nB,X,03/21/2025",
            ["Last_Name@0", "Company@1", "Reg_Day@2~dd-MM-yyyy"])
        #expect(try await values(of: "Reg_Day", in: outcome, tester) == ["2025-03-21", "INVALID_DATA-Reg_Day"])
    }

    @Test("R-11 a format that there isn't is refused when the job is made")
    func unknownFormat() async throws {
        let tester = try await AppTester.writing()
        let file = try await tester.upload("Last_Name,Company,Reg_Day\nA,X,21-03-2025")
        expectError(
            try await tester.sendWrite(AppTester.request("insert", file: file, ["Last_Name@0", "Company@1", "Reg_Day@2~bananas"])),
            "INVALID_FORMAT", 400, ["api_name": "Reg_Day", "json_path": "$.resource[0].field_mappings[2].format"],
            message: "You have entered the date in the wrong format.")
    }

    @Test("R-12 a time without an offset is in the zone of whoever made the job")
    func dateTimes() async throws {
        let tester = try await AppTester.writing()
        let outcome = try await tester.write(
            "insert", "Last_Name,Company,Visit\nA,X,03/21/2025 10:00:00\nB,X,2025-03-21T10:00:00+00:00",
            ["Last_Name@0", "Company@1", "Visit@2"])
        #expect(try await values(of: "Visit", in: outcome, tester) == ["2025-03-21T10:00:00+05:30", "2025-03-21T15:30:00+05:30"])
    }

    @Test("R-13 a default stands in for empty cells; without a column it is every row's value")
    func defaults() async throws {
        let tester = try await AppTester.writing()
        let outcome = try await tester.write(
            "insert", "Last_Name,Company,Lead_Source\nA,X,\nB,X,Advertisement",
            ["Last_Name@0", "Company@1", "Lead_Source@2=Cold Call", "Reg_Day=2025-03-21"])
        #expect(outcome.statuses == ["ADDED", "ADDED"])
        #expect(try await values(of: "Lead_Source", in: outcome, tester) == ["Cold Call", "Advertisement"])
        #expect(try await values(of: "Reg_Day", in: outcome, tester) == ["2025-03-21", "2025-03-21"])
    }

    /// For each row what the field has in the record it became, or the errors of a row that became none.
    private func values(of field: String, in outcome: WriteOutcome, _ tester: AppTester) async throws -> [String] {
        let records = try await tester.records([field])
        return outcome.lines().indices.dropLast().map { index in
            let row = outcome.row(index)
            guard row.status == "ADDED" else { return row.errors }
            return records.first { $0["id"] == row.record }?[field] ?? "no record"
        }
    }
}
