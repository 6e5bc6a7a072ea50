import BulkModel
import BulkTesting
import HTTPTypes
import Testing

/// Which rows a layout's mandatory fields are asked of. Company is mandatory in the standard layout of Leads, and in no other.
/// (bulk write specification, sections 7.7 and 7.8)
@Suite struct WriteLayoutTests {
    private static let vip = ImportMapping("Layout=\(WriteFixture.vipLayout)")

    private func send(_ operation: String, _ csv: String, _ mappings: [ImportMapping]) async throws -> Answer {
        let tester = try await AppTester.writing()
        let file = try await tester.upload(csv)
        return try await tester.sendWrite(AppTester.request(operation, file: file, mappings))
    }

    @Test("Y-01 what the standard layout asks for isn't asked of rows that all go into another")
    func otherLayoutForAll() async throws {
        let tester = try await AppTester.writing()
        let unmapped = try await tester.write("insert", "Last_Name\nA", ["Last_Name@0", Self.vip])
        #expect(unmapped.statuses == ["ADDED"])
        let empty = try await tester.write("insert", "Last_Name,Company\nB,\nC,X", ["Last_Name@0", "Company@1", Self.vip])
        #expect(empty.statuses == ["ADDED", "ADDED"])
        let stored = try await tester.record(empty.recordNumber(0), ["Company", "Layout"])
        #expect(stored["Company"] == "" && stored["Layout"] == String(WriteFixture.vipLayout))
    }

    @Test(
        "what every layout has is asked for in each, and the standard layout's own where rows go into it by default",
        arguments: [
            ("Company\nX", ["Company@0", "Layout=\(WriteFixture.vipLayout)"], "Last_Name"),
            ("Last_Name\nA", ["Last_Name@0", "Layout=\(WriteFixture.standardLayout)"], "Company"),
            ("Last_Name\nA", ["Last_Name@0", "Layout=Nope"], "Company"),
        ])
    func askedAtCreation(csv: String, mappings: [String], missing: String) async throws {
        expectError(
            try await send("insert", csv, mappings.map { ImportMapping($0) }), "MANDATORY_FIELDS_NOT_MAPPED", 400,
            ["fields": [["api_name": .string(missing)]]])
    }

    @Test func whereEachRowTellsItsLayoutTheStandardOnesFieldsAreAskedOfItsRowsOnly() async throws {
        let tester = try await AppTester.writing()
        let outcome = try await tester.write(
            "insert", "Last_Name,Company,Layout\nA,,VIP\nB,,Standard\nC,,Nope\nD,,\nE,X,Standard\n,,VIP",
            ["Last_Name@0", "Company@1", "Layout@2"])
        #expect(outcome.statuses == ["ADDED", "SKIPPED", "SKIPPED", "SKIPPED", "ADDED", "SKIPPED"])
        let company = "MANDATORY_NOT_FOUND-Company"
        #expect(outcome.errors == ["", company, company, company, "", "MANDATORY_NOT_FOUND-Last_Name"])
    }

    @Test func aFieldWithoutAColumnIsAskedOfThoseRowsToo() async throws {
        let tester = try await AppTester.writing()
        let outcome = try await tester.write(
            "insert", "Last_Name,Layout\nA,VIP\nB,Standard\n,Standard", ["Last_Name@0", "Layout@1"])
        #expect(outcome.statuses == ["ADDED", "SKIPPED", "SKIPPED"])
        #expect(outcome.errors == ["", "MANDATORY_NOT_FOUND-Company", "MANDATORY_NOT_FOUND-Last_Name,Company"])
        #expect(outcome.details["resource"]?[0]?["field_mappings"]?.array?.count == 2, "only what was sent is shown")
        let report = try await tester.send(.get, AppTester.path(of: outcome.job, "/report?format=jsonl"))
        let second = try JSONValue(parsing: String(report.text.split(separator: "\n")[1]))
        #expect(second["errors"]?[0]?["field"] == "Company" && second["errors"]?[0]?["value"] == JSONValue.null)
        #expect(second["errors"]?[0]?["hint"]?.string?.isEmpty == false)
    }

    @Test func aRecordOfAnotherLayoutMayLoseWhatOnlyTheStandardOneAsksFor() async throws {
        let tester = try await AppTester.writing()
        let vip = try await tester.write("insert", "Last_Name,Company,Ext_Id\nA,X,V-1", ["Last_Name@0", "Company@1", "Ext_Id@2", Self.vip])
        let outcome = try await tester.write(
            "update", "Ext_Id,Company\nV-1,\nE-1,\nE-404,", ["Ext_Id@0", "Company@1"], findBy: "Ext_Id")
        #expect(outcome.statuses == ["UPDATED", "SKIPPED", "SKIPPED"])
        #expect(
            outcome.errors == ["", "MANDATORY_NOT_FOUND-Company", "MANDATORY_NOT_FOUND-Company:RESOURCE_NOT_FOUND-Ext_Id"])
        #expect(try await tester.record(vip.recordNumber(0), ["Company"])["Company"] == "")
        #expect(try await tester.record(WriteFixture.l1, ["Company"])["Company"] == "Acme")
    }

    @Test func anUpsertAsksByTheLayoutOfTheRecordItFindsOrMakes() async throws {
        let tester = try await AppTester.writing()
        let outcome = try await tester.write(
            "upsert", "Last_Name,Company,Ext_Id,Layout\nA,,V-1,VIP\nB,,V-1,VIP\nC,,E-1,Standard\nD,,E-9,Standard\nE,,E-1,VIP",
            ["Last_Name@0", "Company@1", "Ext_Id@2", "Layout@3"], findBy: "Ext_Id")
        #expect(outcome.statuses == ["ADDED", "UPDATED", "SKIPPED", "SKIPPED", "SKIPPED"])
        let company = "MANDATORY_NOT_FOUND-Company"
        #expect(outcome.errors == ["", "", company, company, "\(company):CANNOT_PROCESS-Ext_Id"])
    }

    @Test func whereALayoutMovesRecordsTheNewOneDecides() async throws {
        var quirks = Quirks.lenient
        quirks[.layoutRestrictsUpdates] = false
        let tester = try await AppTester.writing(quirks: quirks)
        let outcome = try await tester.write(
            "update", "Ext_Id,Company,Layout\nE-1,,VIP\nE-1,,\nE-1,,Standard", ["Ext_Id@0", "Company@1", "Layout@2"], findBy: "Ext_Id")
        #expect(outcome.statuses == ["UPDATED", "UPDATED", "SKIPPED"])
        #expect(outcome.errors == ["", "", "MANDATORY_NOT_FOUND-Company"])
    }
}
