import BulkModel
import BulkTesting
import HTTPTypes
import Testing

/// Conformance cases of bulk write: the records, users and layouts that cells name. (bulk write specification, section 14.3)
@Suite struct WriteLookupTests {
    private static let a1 = String(WriteFixture.a1)
    private static let smith = String(WriteFixture.smith)

    @Test(
        "L-01 a header names a lookup and the field that its cells are compared with",
        arguments: [("Account_Lookup.id", "5725767000000700001"), ("Account_Lookup.Account_Name", "Zylker")])
    func lookupHeaders(header: String, cell: String) async throws {
        let tester = try await AppTester.writing()
        let outcome = try await tester.write("insert", "Last_Name,Company,\(header)\nDaly,ABC,\(cell)", nil)
        #expect(outcome.counts() == "1/0/0/1")
        let stored = try await tester.record(outcome.recordNumber(0), ["Account_Lookup"])
        #expect(stored["Account_Lookup"] == Self.a1)
    }

    @Test("L-02 a name links to the one record that has it; one that none or several have is refused")
    func lookupByName() async throws {
        let tester = try await AppTester.writing()
        let outcome = try await tester.write(
            "insert", "Last_Name,Company,Account\nA,X,Zylker\nB,X,Nobody\nC,X,Dup Co",
            ["Last_Name@0", "Company@1", "Account_Lookup@2^Account_Name"])
        #expect(outcome.statuses == ["ADDED", "SKIPPED", "SKIPPED"])
        #expect(outcome.errors == ["", "RESOURCE_NOT_FOUND-Account", "CANNOT_PROCESS-Account"])
        let stored = try await tester.record(outcome.recordNumber(0), ["Account_Lookup"])
        #expect(stored["Account_Lookup"] == Self.a1)
        let accounts = try await tester.records(of: "Accounts", ["Account_Name"])
        #expect(accounts.map { $0["Account_Name"] ?? "" } == ["Zylker", "Dup Co", "Dup Co"], "no account is created")
    }

    @Test("L-03 an id that is none is invalid, one that no record has is not found")
    func lookupByID() async throws {
        let tester = try await AppTester.writing()
        let outcome = try await tester.write(
            "insert", "Last_Name,Company,Account\nA,X,abc\nB,X,5725767000000799999\nC,X,5725767000000700001",
            ["Last_Name@0", "Company@1", "Account_Lookup@2^id"])
        #expect(outcome.statuses == ["SKIPPED", "SKIPPED", "ADDED"])
        #expect(outcome.errors == ["INVALID_DATA-Account", "RESOURCE_NOT_FOUND-Account", ""])
    }

    @Test("L-04 owners and other users are named by e-mail address or id; without a name the creator owns the record")
    func users() async throws {
        let tester = try await AppTester.writing()
        let outcome = try await tester.write(
            "insert",
            """
            Last_Name,Company,Owner,Reviewer
            A,X,j.smith@zylker.com,j.smith@zylker.com
            B,X,5725767000000281001,j.smith@zylker.com
            C,X,,j.smith@zylker.com
            D,X,x@y.zz,j.smith@zylker.com
            """,
            ["Last_Name@0", "Company@1", "Owner@2", "Reviewer@3^email"])
        #expect(outcome.statuses == ["ADDED", "ADDED", "ADDED", "SKIPPED"])
        #expect(outcome.errors == ["", "", "", "INVALID_DATA-Owner"])
        let owners = [Self.smith, Self.smith, String(WriteFixture.patricia)]
        for (row, owner) in owners.enumerated() {
            let stored = try await tester.record(outcome.recordNumber(row), ["Owner", "Reviewer"])
            #expect(stored["Owner"] == owner && stored["Reviewer"] == Self.smith, "row \(row)")
        }
    }

    @Test("L-05 find_by is accepted on a field that is no lookup, shown, and without effect")
    func findByOnPlainField() async throws {
        let tester = try await AppTester.writing()
        let outcome = try await tester.write(
            "insert", "Last_Name,Company,Email\nDaly,ABC,d@x.com", ["Last_Name@0", "Company@1", "Email@2^email"])
        #expect(outcome.details["resource"]?[0]?["field_mappings"]?[2]?["find_by"] == "email")
        #expect(outcome.statuses == ["ADDED"])
        let stored = try await tester.record(outcome.recordNumber(0), ["Email"])
        #expect(stored["Email"] == "d@x.com")
    }

    @Test("Y-01 a layout by default puts every row into it")
    func layoutByDefault() async throws {
        let tester = try await AppTester.writing()
        let outcome = try await tester.write(
            "insert", "Last_Name,Company\nA,X\nB,X", ["Last_Name@0", "Company@1", "Layout=5725767000001022170"])
        #expect(outcome.counts() == "2/0/0/2")
        for row in 0...1 {
            let stored = try await tester.record(outcome.recordNumber(row), ["Layout"])
            #expect(stored["Layout"] == String(WriteFixture.vipLayout))
        }
    }

    @Test("Y-02 a cell names a layout; an unknown name and an empty cell mean the standard layout")
    func layoutByName() async throws {
        let tester = try await AppTester.writing()
        let outcome = try await tester.write(
            "insert", "Last_Name,Company,Layout\nA,X,VIP\nB,X,Nope\nC,X,", ["Last_Name@0", "Company@1", "Layout@2"])
        #expect(outcome.statuses == ["ADDED", "ADDED", "ADDED"])
        let layouts = [WriteFixture.vipLayout, WriteFixture.standardLayout, WriteFixture.standardLayout]
        for (row, layout) in layouts.enumerated() {
            let stored = try await tester.record(outcome.recordNumber(row), ["Layout"])
            #expect(stored["Layout"] == String(layout), "row \(row)")
        }
    }

    @Test("a layout that is named by its id in a cell is that one, and an unknown one by default is the standard layout")
    func layoutByID() async throws {
        let tester = try await AppTester.writing()
        let byCell = try await tester.write(
            "insert", "Last_Name,Company,Layout\nA,X,5725767000001022170", ["Last_Name@0", "Company@1", "Layout@2"])
        let first = try await tester.record(byCell.recordNumber(0), ["Layout"])
        #expect(first["Layout"] == String(WriteFixture.vipLayout))
        let unknown = try await tester.write(
            "insert", "Last_Name,Company\nB,X", ["Last_Name@0", "Company@1", "Layout=5725767000009999999"])
        let second = try await tester.record(unknown.recordNumber(0), ["Layout"])
        #expect(second["Layout"] == String(WriteFixture.standardLayout))
    }

    @Test("the default of a lookup is a record's id, and stands in for empty cells")
    func lookupDefault() async throws {
        let tester = try await AppTester.writing()
        let outcome = try await tester.write(
            "insert", "Last_Name,Company,Account\nA,X,\nB,X,Zylker",
            ["Last_Name@0", "Company@1", "Account_Lookup@2^Account_Name=5725767000000700002"])
        #expect(outcome.statuses == ["ADDED", "ADDED"])
        let first = try await tester.record(outcome.recordNumber(0), ["Account_Lookup"])
        #expect(first["Account_Lookup"] == String(WriteFixture.a2))
        let second = try await tester.record(outcome.recordNumber(1), ["Account_Lookup"])
        #expect(second["Account_Lookup"] == Self.a1)
    }

    @Test("the default of a lookup that no record has is not found, row by row, under the field's name")
    func unknownLookupDefault() async throws {
        let tester = try await AppTester.writing()
        let outcome = try await tester.write(
            "insert", "Last_Name,Company\nA,X", ["Last_Name@0", "Company@1", "Account_Lookup=5725767000000799999"])
        #expect(outcome.errors == ["RESOURCE_NOT_FOUND-Account_Lookup"])
    }

    @Test("the default of a lookup that is no id is refused at once")
    func unreadableLookupDefault() async throws {
        let tester = try await AppTester.writing()
        let file = try await tester.upload("Last_Name,Company\nA,X")
        let answer = try await tester.sendWrite(
            AppTester.request("insert", file: file, ["Last_Name@0", "Company@1", "Account_Lookup=Zylker"]))
        expectError(
            answer, "INVALID_DATA", 400,
            ["api_name": "Account_Lookup", "json_path": "$.resource[0].field_mappings[2].default_value.value"], message: "invalid data")
    }

    @Test("a lookup can't be compared with a field that doesn't identify records")
    func unusableFindBy() async throws {
        let tester = try await AppTester.writing()
        let file = try await tester.upload("Last_Name,Company,Account\nA,X,Zylker")
        let answer = try await tester.sendWrite(
            AppTester.request("insert", file: file, ["Last_Name@0", "Company@1", "Account_Lookup@2^Phone"]))
        expectError(
            answer, "INVALID_FIELD", 400, ["api_name": "find_by", "json_path": "$.resource[0].field_mappings[2].find_by"],
            message: "invalid field. Phone cannot be used as find_by")
    }

    @Test("an empty lookup cell clears the link of an update, unless empty cells are ignored", arguments: [false, true])
    func emptyLookup(ignoreEmpty: Bool) async throws {
        let tester = try await AppTester.writing()
        let linked = try await tester.write(
            "update", "Ext_Id,Account\nE-1,Zylker", ["Ext_Id@0", "Account_Lookup@1^Account_Name"], findBy: "Ext_Id")
        #expect(linked.statuses == ["UPDATED"])
        let outcome = try await tester.write(
            "update", "Ext_Id,Account\nE-1,", ["Ext_Id@0", "Account_Lookup@1^Account_Name"], findBy: "Ext_Id", ignoreEmpty: ignoreEmpty)
        #expect(outcome.statuses == ["UPDATED"])
        let stored = try await tester.record(WriteFixture.l1, ["Account_Lookup"])
        #expect(stored["Account_Lookup"] == (ignoreEmpty ? Self.a1 : ""))
    }

    @Test("a user who left can't be made an owner")
    func inactiveUser() async throws {
        let tester = try await AppTester.writing()
        let store = try await tester.engine.storage.store(of: tester.organization)
        try await store.add(
            User(
                id: ObjectID(5_725_767_000_000_281_999), firstName: "Gone", lastName: "Away", email: "gone@zylker.com",
                timeZone: "Asia/Kolkata", status: .disabled))
        let outcome = try await tester.write(
            "insert", "Last_Name,Company,Owner\nA,X,gone@zylker.com\nB,X,5725767000000281999", ["Last_Name@0", "Company@1", "Owner@2"])
        #expect(outcome.errors == ["INVALID_DATA-Owner", "INVALID_DATA-Owner"])
    }

    @Test("a row may link to a record that an earlier row of the same file adds, but not to one that a later row adds")
    func linkWithinTheFile() async throws {
        let tester = try await AppTester.writing()
        let outcome = try await tester.write(
            "insert", "Account_Name,Parent\nEarly,Head\nHead,\nBranch,Head\nShop,Branch",
            ["Account_Name@0", "Parent_Account@1^Account_Name"], module: "Accounts")
        #expect(outcome.statuses == ["SKIPPED", "ADDED", "ADDED", "ADDED"])
        #expect(outcome.errors == ["RESOURCE_NOT_FOUND-Parent", "", "", ""])
        let branch = try await tester.record(outcome.recordNumber(2), of: "Accounts", ["Parent_Account"])
        #expect(branch["Parent_Account"] == outcome.row(1).record)
        let shop = try await tester.record(outcome.recordNumber(3), of: "Accounts", ["Parent_Account"])
        #expect(shop["Parent_Account"] == outcome.row(2).record)
    }

    @Test("a name that an earlier row of the same file gives to a second record means several from then on")
    func nameTakenTwiceWithinTheFile() async throws {
        let tester = try await AppTester.writing()
        let outcome = try await tester.write(
            "insert", "Account_Name,Parent\nFirst,Zylker\nZylker,\nSecond,Zylker",
            ["Account_Name@0", "Parent_Account@1^Account_Name"], module: "Accounts")
        #expect(outcome.statuses == ["ADDED", "ADDED", "SKIPPED"])
        #expect(outcome.errors == ["", "", "CANNOT_PROCESS-Parent"])
        let first = try await tester.record(outcome.recordNumber(0), of: "Accounts", ["Parent_Account"])
        #expect(first["Parent_Account"] == Self.a1)
    }

    @Test("a record that an earlier row of the same file renames is found by its new name, and not by its old one")
    func renamedWithinTheFile() async throws {
        let tester = try await AppTester.writing()
        let outcome = try await tester.write(
            "update", "id,Account_Name,Parent\n5725767000000700001,New,\n5725767000000700002,,New\n5725767000000700003,,Zylker",
            ["id@0", "Account_Name@1", "Parent_Account@2^Account_Name"], module: "Accounts", findBy: "id", ignoreEmpty: true)
        #expect(outcome.statuses == ["UPDATED", "UPDATED", "SKIPPED"])
        #expect(outcome.errors == ["", "", "RESOURCE_NOT_FOUND-Parent"])
        let second = try await tester.record(WriteFixture.a2, of: "Accounts", ["Parent_Account"])
        #expect(second["Parent_Account"] == Self.a1)
    }

    @Test("a date and time without an offset is one of the zone of whoever made the job")
    func zoneOfTheCreator() async throws {
        let tester = try await AppTester.writing()
        let store = try await tester.engine.storage.store(of: tester.organization)
        let user: Int64 = 5_725_767_000_000_281_777
        try await store.add(
            User(id: ObjectID(user), firstName: "Ann", lastName: "York", email: "ann@zylker.com", timeZone: "America/New_York"))
        let token = try await tester.token(scopes: "ZohoCRM.bulk.ALL,ZohoCRM.modules.ALL", user: user)
        let file = try await tester.upload(
            "Last_Name,Company,Visit\nA,X,2025-03-21 10:00:00\nB,X,2025-01-21 10:00:00\nC,X,2025-03-21T10:00:00+00:00")
        let answer = try await tester.sendWrite(
            AppTester.request("insert", file: file, ["Last_Name@0", "Company@1", "Visit@2"]), token: token)
        let job = try #require(answer.json["details"]?["id"]?.string)
        try await tester.runJobs()
        let outcome = try await tester.outcome(of: job)
        let shown = ["2025-03-21T19:30:00+05:30", "2025-01-21T20:30:00+05:30", "2025-03-21T15:30:00+05:30"]
        for (row, time) in shown.enumerated() {
            let stored = try await tester.record(outcome.recordNumber(row), ["Visit", "Owner"])
            #expect(stored["Visit"] == time && stored["Owner"] == String(user), "row \(row)")
        }
    }

    @Test("a contact that an earlier row of the same file renames is found by its new full name")
    func renamedContact() async throws {
        let tester = try await AppTester.writing()
        let (c1, c2) = (WriteFixture.c1, WriteFixture.c2)
        let outcome = try await tester.write(
            "update", "id,First,Last,Boss\n\(c1),Ann,Lee,\n\(c2),Bo,Kim,Ann Lee",
            ["id@0", "First_Name@1", "Last_Name@2", "Reporting_To@3^Full_Name"], module: "Contacts", findBy: "id", ignoreEmpty: true)
        #expect(outcome.statuses == ["UPDATED", "UPDATED"])
        let stored = try await tester.record(c2, of: "Contacts", ["Full_Name", "Reporting_To"])
        #expect(stored == ["id": "\(c2)", "Full_Name": "Bo Kim", "Reporting_To": "\(c1)"])
    }

}
