import BulkModel
import BulkTesting
import HTTPTypes
import Testing

/// Conformance cases of bulk write: which record a row means, and what becomes of it. (bulk write specification, sections 7.2, 7.6, 12
/// and 14.3)
@Suite struct WriteMatchingTests {
    private static let l1 = String(WriteFixture.l1)
    private static let all: [ImportMapping] = ["Last_Name@0", "Company@1", "Ext_Id@2"]

    /// The fields of the first lead that the fixture fills, and those that the server does.
    private static let leadFields = [
        "Last_Name", "Company", "Email", "Ext_Id", "Phone", "Lead_Source", "Owner", "Layout", "Full_Name", "Created_By", "Created_Time",
        "Last_Activity_Time", "Opt_Out", "Account_Lookup",
    ]

    @Test("O-01 an insert with find_by passes over rows whose record exists and leaves it as it is")
    func insertFindBy() async throws {
        let tester = try await AppTester.writing()
        let before = try await tester.record(WriteFixture.l1, Self.leadFields + ["Modified_Time"])
        let outcome = try await tester.write("insert", "Last_Name,Company,Ext_Id\nX,Y,E-1\nX,Y,E-9", Self.all, findBy: "Ext_Id")
        #expect(outcome.lines().dropFirst().first == "X,Y,E-1,SKIPPED,,DUPLICATE_DATA-Ext_Id")
        #expect(outcome.statuses == ["SKIPPED", "ADDED"])
        #expect(outcome.counts() == "1/0/1/2")
        #expect(try await tester.record(WriteFixture.l1, Self.leadFields + ["Modified_Time"]) == before)
    }

    @Test("O-02 an insert without find_by refuses a unique value that is taken; an e-mail address may come twice")
    func insertUnique() async throws {
        let tester = try await AppTester.writing()
        let outcome = try await tester.write(
            "insert", "Last_Name,Company,Ext_Id,Email\nA,X,E-7,\nB,X,E-7,\nC,X,,old@x.com",
            ["Last_Name@0", "Company@1", "Ext_Id@2", "Email@3"])
        #expect(outcome.statuses == ["ADDED", "SKIPPED", "ADDED"])
        #expect(outcome.errors == ["", "DUPLICATE_DATA-Ext_Id", ""])
    }

    @Test("O-03 an update by id changes what is mapped and the stamps of change, and nothing else")
    func updateByID() async throws {
        let tester = try await AppTester.writing()
        let before = try await tester.record(WriteFixture.l1, Self.leadFields)
        tester.clock.advance(by: 60)
        let outcome = try await tester.write("update", "id,Phone\n5725767000000720001,222", ["id@0", "Phone@1"], findBy: "id")
        #expect(outcome.lines() == ["id,Phone,STATUS,RECORD_ID,ERRORS", "5725767000000720001,222,UPDATED,5725767000000720001,"])
        var expected = before
        expected["Phone"] = "222"
        #expect(try await tester.record(WriteFixture.l1, Self.leadFields) == expected)
        let stamps = try await tester.record(WriteFixture.l1, ["Modified_By", "Modified_Time"])
        #expect(stamps["Modified_By"] == String(WriteFixture.patricia))
        #expect(stamps["Modified_Time"] == "2026-03-01T17:31:00+05:30")
    }

    @Test("O-04 an update never creates the record it doesn't find")
    func updateUnmatched() async throws {
        let tester = try await AppTester.writing()
        let count = try await tester.records([]).count
        let outcome = try await tester.write("update", "Ext_Id,Phone\nE-404,5", ["Ext_Id@0", "Phone@1"], findBy: "Ext_Id")
        #expect(outcome.lines().last == "E-404,5,SKIPPED,,RESOURCE_NOT_FOUND-Ext_Id")
        #expect(try await tester.records([]).count == count)
    }

    @Test(
        "O-05 an empty cell clears the value, unless ignore_empty says otherwise, on the resource before the top level",
        arguments: [(nil, nil, ""), (true, nil, "111"), (false, true, "111")] as [(Bool?, Bool?, String)])
    func emptyCell(top: Bool?, resource: Bool?, phone: String) async throws {
        let tester = try await AppTester.writing()
        let outcome = try await tester.write(
            "update", "Ext_Id,Phone\nE-1,", ["Ext_Id@0", "Phone@1"], findBy: "Ext_Id", ignoreEmpty: top,
            resource: resource.map { [("ignore_empty", .boolean($0))] } ?? [])
        #expect(outcome.statuses == ["UPDATED"])
        let stored = try await tester.record(WriteFixture.l1, ["Phone"])
        #expect(stored["Phone"] == phone)
    }

    @Test("O-06 a mandatory field can't be cleared")
    func clearMandatory() async throws {
        let tester = try await AppTester.writing()
        let before = try await tester.record(WriteFixture.l1, Self.leadFields + ["Modified_Time"])
        let outcome = try await tester.write(
            "update", "Ext_Id,Company,Phone\nE-1,,5", ["Ext_Id@0", "Company@1", "Phone@2"], findBy: "Ext_Id", ignoreEmpty: false)
        #expect(outcome.lines().last == "E-1,,5,SKIPPED,,MANDATORY_NOT_FOUND-Company")
        #expect(try await tester.record(WriteFixture.l1, Self.leadFields + ["Modified_Time"]) == before)
    }

    @Test("O-07 an upsert updates what it finds, and what an earlier row of the file has added")
    func upsert() async throws {
        let tester = try await AppTester.writing()
        let outcome = try await tester.write(
            "upsert", "Last_Name,Company,Ext_Id\nNew,Acme,E-1\nB,X,E-8\nC,X,E-8", Self.all, findBy: "Ext_Id")
        #expect(outcome.statuses == ["UPDATED", "ADDED", "UPDATED"])
        #expect(outcome.row(0).record == Self.l1)
        #expect(outcome.row(2).record == outcome.row(1).record)
        #expect(outcome.counts() == "1/2/0/3")
        let first = try await tester.record(WriteFixture.l1, ["Last_Name"])
        #expect(first["Last_Name"] == "New")
        let second = try await tester.record(outcome.recordNumber(1), ["Last_Name"])
        #expect(second["Last_Name"] == "C")
    }

    @Test("O-08 the field that records are matched by must be mapped")
    func findByNotMapped() async throws {
        let tester = try await AppTester.writing()
        let file = try await tester.upload("Last_Name,Company,Ext_Id\nA,X,E-1")
        let answer = try await tester.sendWrite(
            AppTester.request("upsert", file: file, ["Last_Name@0", "Company@1"], resource: [("find_by", "Ext_Id")]))
        expectError(
            answer, "MANDATORY_FIELDS_NOT_MAPPED", 400, ["fields": [["api_name": "Ext_Id"]]],
            message: "All mandatory fields are not mapped for the layout")
    }

    @Test("O-09 records that wait for approval or are locked are not changed")
    func notChangeable() async throws {
        let tester = try await AppTester.writing()
        let outcome = try await tester.write("update", "Ext_Id,Phone\nE-2,5\nE-3,5", ["Ext_Id@0", "Phone@1"], findBy: "Ext_Id")
        #expect(outcome.statuses == ["SKIPPED", "SKIPPED"])
        #expect(outcome.errors == ["NOT_APPROVED-Ext_Id", "BLOCKED_RECORD-Ext_Id"])
        for id in [WriteFixture.l2, WriteFixture.l3] {
            let stored = try await tester.record(id, ["Phone"])
            #expect(stored["Phone"] == "")
        }
    }

    @Test("O-10 of two rows for one record the later wins")
    func laterWins() async throws {
        let tester = try await AppTester.writing()
        let outcome = try await tester.write("update", "Ext_Id,Phone\nE-1,5\nE-1,6", ["Ext_Id@0", "Phone@1"], findBy: "Ext_Id")
        #expect(outcome.statuses == ["UPDATED", "UPDATED"])
        #expect(outcome.counts() == "0/2/0/2")
        let stored = try await tester.record(WriteFixture.l1, ["Phone"])
        #expect(stored["Phone"] == "6")
    }

    @Test("an upsert passes over records that wait, are locked or were converted, just as an update does")
    func upsertNotChangeable() async throws {
        let tester = try await AppTester.writing()
        try await tester.seed(
            "Leads", ["Last_Name", "Company", "Ext_Id", "Locked__s", "Converted__s"],
            [(5_725_767_000_000_720_009, ["Done", "Acme", "E-6", "false", "true"])])
        let outcome = try await tester.write(
            "upsert", "Last_Name,Company,Ext_Id\nA,X,E-2\nA,X,E-3\nA,X,E-6", Self.all, findBy: "Ext_Id")
        #expect(outcome.statuses == ["SKIPPED", "SKIPPED", "SKIPPED"])
        #expect(outcome.errors == ["NOT_APPROVED-Ext_Id", "BLOCKED_RECORD-Ext_Id", "CANNOT_PROCESS-Ext_Id"])
    }

    @Test("an insert with find_by adds the first of two rows with a new key and refuses the second")
    func insertFindByTwice() async throws {
        let tester = try await AppTester.writing()
        let outcome = try await tester.write("insert", "Last_Name,Company,Ext_Id\nA,X,E-7\nB,X,e-7 ", Self.all, findBy: "Ext_Id")
        #expect(outcome.statuses == ["ADDED", "SKIPPED"])
        #expect(outcome.errors == ["", "DUPLICATE_DATA-Ext_Id"])
    }

    @Test("keys are compared without regard to letter case and white space around them")
    func letterCase() async throws {
        let tester = try await AppTester.writing()
        let outcome = try await tester.write("update", "Ext_Id,Phone\n  e-1 ,5", ["Ext_Id@0", "Phone@1"], findBy: "Ext_Id")
        #expect(outcome.row(0).record == Self.l1)
        let byEmail = try await tester.write("update", "Email,Phone\nOLD@X.COM,6", ["Email@0", "Phone@1"], findBy: "Email")
        #expect(byEmail.row(0).record == Self.l1)
    }

    @Test("two records can't swap their unique values, since each value is taken when its row comes")
    func swap() async throws {
        let tester = try await AppTester.writing()
        try await tester.seed("Leads", ["Last_Name", "Company", "Ext_Id"], [(5_725_767_000_000_720_009, ["Other", "Acme", "E-5"])])
        let outcome = try await tester.write(
            "update", "id,Ext_Id\n5725767000000720001,E-5\n5725767000000720009,E-1", ["id@0", "Ext_Id@1"], findBy: "id")
        #expect(outcome.errors == ["DUPLICATE_DATA-Ext_Id", "DUPLICATE_DATA-Ext_Id"])
        let first = try await tester.record(WriteFixture.l1, ["Ext_Id"])
        #expect(first["Ext_Id"] == "E-1")
        let second = try await tester.record(5_725_767_000_000_720_009, ["Ext_Id"])
        #expect(second["Ext_Id"] == "E-5")
    }

    @Test("a unique value that an earlier row gives up can be taken by a later one, and by no earlier one")
    func freedValue() async throws {
        let tester = try await AppTester.writing()
        try await tester.seed("Leads", ["Last_Name", "Company", "Ext_Id"], [(5_725_767_000_000_720_009, ["Other", "Acme", "E-5"])])
        let outcome = try await tester.write(
            "update", "id,Ext_Id\n5725767000000720009,E-1\n5725767000000720001,E-10\n5725767000000720009,E-1\n5725767000000720001,E-5",
            ["id@0", "Ext_Id@1"], findBy: "id")
        #expect(outcome.statuses == ["SKIPPED", "UPDATED", "UPDATED", "UPDATED"])
        #expect(outcome.errors == ["DUPLICATE_DATA-Ext_Id", "", "", ""])
        let first = try await tester.record(WriteFixture.l1, ["Ext_Id"])
        #expect(first["Ext_Id"] == "E-5")
        let second = try await tester.record(5_725_767_000_000_720_009, ["Ext_Id"])
        #expect(second["Ext_Id"] == "E-1")
    }

    @Test("a unique value that an earlier row clears can be taken by a new record")
    func clearedValue() async throws {
        let tester = try await AppTester.writing()
        let outcome = try await tester.write(
            "upsert", "id,Last_Name,Company,Ext_Id\n5725767000000720001,Old,Acme,\n,New,Acme,E-1",
            ["id@0", "Last_Name@1", "Company@2", "Ext_Id@3"], findBy: "id")
        #expect(outcome.statuses == ["UPDATED", "ADDED"])
        let first = try await tester.record(WriteFixture.l1, ["Ext_Id"])
        #expect(first["Ext_Id"] == "")
        let second = try await tester.record(outcome.recordNumber(1), ["Ext_Id"])
        #expect(second["Ext_Id"] == "E-1")
    }

    @Test("writing a record's own unique value again is no collision")
    func ownValue() async throws {
        let tester = try await AppTester.writing()
        let outcome = try await tester.write("update", "id,Ext_Id\n5725767000000720001,e-1", ["id@0", "Ext_Id@1"], findBy: "id")
        #expect(outcome.statuses == ["UPDATED"])
        let stored = try await tester.record(WriteFixture.l1, ["Ext_Id"])
        #expect(stored["Ext_Id"] == "e-1")
    }

    @Test("an upsert whose key is new but whose other unique value is taken is refused, by the store and by the file alike")
    func upsertCollision() async throws {
        let tester = try await AppTester.writing()
        let outcome = try await tester.write(
            "upsert", "Last_Name,Company,Ext_Id,Email\nA,X,E-1,a@x.com\nB,X,E-7,b@x.com\nC,X,E-7,c@x.com",
            ["Last_Name@0", "Company@1", "Ext_Id@2", "Email@3"], findBy: "Email")
        #expect(outcome.statuses == ["SKIPPED", "ADDED", "SKIPPED"])
        #expect(outcome.errors == ["DUPLICATE_DATA-Ext_Id", "", "DUPLICATE_DATA-Ext_Id"])
    }

    @Test(
        "an empty key adds a record where that is possible, and is refused by an update",
        arguments: [("insert", "ADDED", ""), ("update", "SKIPPED", "MANDATORY_NOT_FOUND-Ext_Id"), ("upsert", "ADDED", "")])
    func emptyKey(operation: String, status: String, errors: String) async throws {
        let tester = try await AppTester.writing()
        let outcome = try await tester.write(operation, "Last_Name,Company,Ext_Id\nA,X,", Self.all, findBy: "Ext_Id")
        #expect(outcome.statuses == [status])
        #expect(outcome.errors == [errors])
    }

    @Test("an upsert by id adds rows without an id, and refuses those whose id no record has")
    func upsertByID() async throws {
        let tester = try await AppTester.writing()
        let outcome = try await tester.write(
            "upsert", "id,Last_Name,Company\n5725767000000720001,Old,Acme\n5725767000000799999,A,X\n,B,X\nabc,C,X",
            ["id@0", "Last_Name@1", "Company@2"], findBy: "id")
        #expect(outcome.statuses == ["UPDATED", "SKIPPED", "ADDED", "SKIPPED"])
        #expect(outcome.errors == ["", "RESOURCE_NOT_FOUND-id", "", "INVALID_DATA-id"])
    }

    @Test(
        "where several records have the key, none is changed and none is added",
        arguments: [
            ("insert", "DUPLICATE_DATA-Email"), ("update", "CANNOT_PROCESS-Email"), ("upsert", "CANNOT_PROCESS-Email"),
        ])
    func severalMatch(operation: String, errors: String) async throws {
        let tester = try await AppTester.writing()
        let mappings: [ImportMapping] = ["Last_Name@0", "Company@1", "Email@2"]
        let twins = try await tester.write("insert", "Last_Name,Company,Email\nA,X,twin@x.com\nB,X,twin@x.com", mappings)
        #expect(twins.counts() == "2/0/0/2")
        let before = try await tester.records(["Last_Name"])
        let outcome = try await tester.write(operation, "Last_Name,Company,Email\nC,X,twin@x.com", mappings, findBy: "Email")
        #expect(outcome.statuses == ["SKIPPED"])
        #expect(outcome.errors == [errors])
        #expect(try await tester.records(["Last_Name"]) == before)
    }

    @Test("an empty check box is unticked, unless empty cells are ignored", arguments: [(false, "false"), (true, "true")])
    func emptyCheckBox(ignoreEmpty: Bool, ticked: String) async throws {
        let tester = try await AppTester.writing()
        _ = try await tester.write("update", "Ext_Id,Opt_Out\nE-1,true", ["Ext_Id@0", "Opt_Out@1"], findBy: "Ext_Id")
        let outcome = try await tester.write(
            "update", "Ext_Id,Opt_Out\nE-1,", ["Ext_Id@0", "Opt_Out@1"], findBy: "Ext_Id", ignoreEmpty: ignoreEmpty)
        #expect(outcome.statuses == ["UPDATED"])
        let stored = try await tester.record(WriteFixture.l1, ["Opt_Out"])
        #expect(stored["Opt_Out"] == ticked)
    }

    @Test("where empty cells are ignored, an empty mandatory cell is an error of new records only")
    func ignoredMandatory() async throws {
        let tester = try await AppTester.writing()
        let update = try await tester.write(
            "update", "Ext_Id,Company,Phone\nE-1,,5", ["Ext_Id@0", "Company@1", "Phone@2"], findBy: "Ext_Id", ignoreEmpty: true)
        #expect(update.statuses == ["UPDATED"])
        let upsert = try await tester.write(
            "upsert", "Last_Name,Company,Ext_Id\nNew,,E-1\nB,,E-8", Self.all, findBy: "Ext_Id", ignoreEmpty: true)
        #expect(upsert.statuses == ["UPDATED", "SKIPPED"])
        #expect(upsert.errors == ["", "MANDATORY_NOT_FOUND-Company"])
        let stored = try await tester.record(WriteFixture.l1, ["Last_Name", "Company", "Phone"])
        #expect(stored == ["id": Self.l1, "Last_Name": "New", "Company": "Acme", "Phone": "5"])
    }

    @Test("an owner is never cleared")
    func ownerStays() async throws {
        let tester = try await AppTester.writing()
        _ = try await tester.write("update", "Ext_Id,Owner\nE-1,j.smith@zylker.com", ["Ext_Id@0", "Owner@1"], findBy: "Ext_Id")
        let outcome = try await tester.write(
            "update", "Ext_Id,Owner\nE-1,", ["Ext_Id@0", "Owner@1"], findBy: "Ext_Id", ignoreEmpty: false)
        #expect(outcome.statuses == ["UPDATED"])
        let stored = try await tester.record(WriteFixture.l1, ["Owner"])
        #expect(stored["Owner"] == String(WriteFixture.smith))
    }

    @Test("a default overwrites what an update finds where the cell is empty, even if empty cells are ignored")
    func defaultInUpdate() async throws {
        let tester = try await AppTester.writing()
        let outcome = try await tester.write(
            "update", "Ext_Id,Phone\nE-1,", ["Ext_Id@0", "Phone@1=333"], findBy: "Ext_Id", ignoreEmpty: true)
        #expect(outcome.statuses == ["UPDATED"])
        let stored = try await tester.record(WriteFixture.l1, ["Phone"])
        #expect(stored["Phone"] == "333")
    }

    @Test("a value of a picklist in other letter case is that value, and the list stays as it is")
    func optionInOtherCase() async throws {
        let tester = try await AppTester.writing()
        let before = try await tester.pickList("Lead_Source")
        let outcome = try await tester.write(
            "insert", "Last_Name,Company,Lead_Source\nA,X,cold CALL", ["Last_Name@0", "Company@1", "Lead_Source@2"])
        let stored = try await tester.record(outcome.recordNumber(0), ["Lead_Source"])
        #expect(stored["Lead_Source"] == "Cold Call")
        #expect(try await tester.pickList("Lead_Source") == before)
    }

    @Test("nothing of a refused row is stored, not even its new value of a picklist")
    func refusedRowLeavesNothing() async throws {
        let tester = try await AppTester.writing()
        let before = try await tester.pickList("Lead_Source")
        let count = try await tester.records([]).count
        let outcome = try await tester.write(
            "insert", "Last_Name,Company,Lead_Source\n,X,Webinar", ["Last_Name@0", "Company@1", "Lead_Source@2"])
        #expect(outcome.errors == ["MANDATORY_NOT_FOUND-Last_Name"])
        #expect(try await tester.records([]).count == count)
        #expect(try await tester.pickList("Lead_Source") == before)
    }

    @Test("a layout restricts upserts too, for records of the store and for those that the file has just added")
    func layoutRestrictsUpserts() async throws {
        let tester = try await AppTester.writing()
        let mappings: [ImportMapping] = ["Last_Name@0", "Company@1", "Ext_Id@2", "Layout@3"]
        let outcome = try await tester.write(
            "upsert", "Last_Name,Company,Ext_Id,Layout\nNew,Acme,E-1,VIP\nA,X,E-8,VIP\nB,X,E-8,Standard\nC,X,E-8,VIP\nD,X,E-8,Nope",
            mappings, findBy: "Ext_Id")
        #expect(outcome.statuses == ["SKIPPED", "ADDED", "SKIPPED", "UPDATED", "UPDATED"])
        #expect(outcome.errors == ["CANNOT_PROCESS-Ext_Id", "", "CANNOT_PROCESS-Ext_Id", "", ""])
        let stored = try await tester.record(outcome.recordNumber(1), ["Last_Name", "Layout"])
        #expect(stored["Last_Name"] == "D" && stored["Layout"] == String(WriteFixture.vipLayout))
    }

    @Test("an id that a file maps without matching by it is passed over")
    func unusedID() async throws {
        let tester = try await AppTester.writing()
        let outcome = try await tester.write(
            "insert", "Last_Name,Company,id\nA,X,5725767000000720001", ["Last_Name@0", "Company@1", "id@2"])
        #expect(outcome.statuses == ["ADDED"])
        #expect(outcome.row(0).record != Self.l1)
    }

    @Test("a cell of a hundred thousand options is refused for its length, without comparing each with each")
    func countlessOptions() async throws {
        let tester = try await AppTester.writing()
        let options = (0..<100_000).map { "o\($0)" }.joined(separator: ";")
        let outcome = try await tester.write(
            "insert", "Last_Name,Company,Courses\nDaly,ABC,\(options)", ["Last_Name@0", "Company@1", "Courses@2"])
        #expect(outcome.row(0).status == "SKIPPED")
        #expect(outcome.row(0).errors == "INVALID_DATA-Courses")
    }

}
