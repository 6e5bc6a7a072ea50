import BulkModel
import BulkTesting
import Testing

/// `PUT /crm/{version}/{module}` and `PUT /crm/{version}/{module}/{record}`. (platform specification, section 14.2)
@Suite struct RecordUpdateTests {
    private let fields = [
        "Last_Name", "Full_Name", "Company", "Email", "Phone", "Ext_Id", "Lead_Source", "Opt_Out", "Owner", "Modified_Time",
    ]

    @Test func anUpdateSetsWhatIsNamedAndLeavesTheRest() async throws {
        let tester = try await AppTester.writing()
        let before = try await tester.record(WriteFixture.l1, fields)
        let answer = try await tester.call(
            .put, "Leads", #"{"data":[{"id":"\#(WriteFixture.l1)","Phone":"222","Email":null,"First_Name":"Ann"}]}"#)
        #expect(answer.status == 200)
        #expect(answer.element().names == ["code", "details", "message", "status"])
        #expect(answer.element()["message"] == "record updated")
        #expect(answer.element().id == WriteFixture.l1)
        #expect(answer.element()["details"]?["Modified_By"]?["name"] == "Patricia Boyle")
        var expected = before
        expected["Phone"] = "222"
        expected["Email"] = ""
        expected["Full_Name"] = "Ann Old"
        expected["Modified_Time"] = "2026-03-01T17:30:00+05:30"
        #expect(try await tester.record(WriteFixture.l1, fields) == expected)
    }

    @Test func theIdInThePathNamesTheRecord() async throws {
        let tester = try await AppTester.writing()
        let answer = try await tester.call(
            .put, "Leads/\(WriteFixture.l1)", #"{"data":[{"id":"\#(WriteFixture.l3)","Phone":"222"}]}"#)
        #expect(answer.status == 200)
        #expect(answer.element().id == WriteFixture.l1)
        #expect(try await tester.record(WriteFixture.l1, ["Phone"])["Phone"] == "222")
    }

    @Test func aPathNamesOneRecordOnly() async throws {
        let tester = try await AppTester.writing()
        expectError(
            try await tester.call(.put, "Leads/\(WriteFixture.l1)", #"{"data":[{"Phone":"1"},{"Phone":"2"}]}"#), "LIMIT_EXCEEDED", 400,
            ["limit": 1, "limit_due_to": [["api_name": "data", "json_path": "$.data"]]])
    }

    @Test(arguments: ["1", "4711", "99999999999999999999999", "abc", "-1"])
    func anIdOfNothingIsRefused(_ id: String) async throws {
        let tester = try await AppTester.writing()
        let isNumber = id.count < 20 && id.allSatisfy(\.isNumber)
        for answer in [
            try await tester.call(.put, "Leads/\(id)", #"{"data":[{"Phone":"1"}]}"#),
            try await tester.call(.put, "Leads", #"{"data":[{"id":"\#(id)","Phone":"1"}]}"#),
        ] {
            if isNumber {
                expectRefused(answer, "INVALID_DATA", ["id": .string(id)], message: "the id given seems to be invalid")
            } else {
                expectRefused(
                    answer, "INVALID_DATA", ["expected_data_type": "bigint", "api_name": "id", "json_path": "$.data[0].id"])
            }
        }
    }

    @Test func anUpdateWithoutAnIdIsRefused() async throws {
        let tester = try await AppTester.writing()
        for record in [#"{"Phone":"1"}"#, #"{"Phone":"1","id":null}"#] {
            expectRefused(
                try await tester.call(.put, "Leads", #"{"data":[\#(record)]}"#), "MANDATORY_NOT_FOUND",
                ["api_name": "id", "json_path": "$.data[0].id"])
        }
    }

    @Test func whatIsMandatoryMayBeMissingButNotEmptied() async throws {
        let tester = try await AppTester.writing()
        let answer = try await tester.call(
            .put, "Leads", #"{"data":[{"id":"\#(WriteFixture.l1)","Last_Name":null},{"id":"\#(WriteFixture.l1)","Company":null}]}"#)
        #expect(answer.status == 207)
        #expect(answer.codes == ["MANDATORY_NOT_FOUND", "SUCCESS"])
        #expect(
            try await tester.record(WriteFixture.l1, ["Last_Name", "Company"]) == [
                "id": String(WriteFixture.l1), "Last_Name": "Old", "Company": "",
            ])
    }

    @Test func recordsThatNobodyMayChangeAreRefused() async throws {
        let tester = try await AppTester.writing()
        let wait = try await tester.call(.put, "Leads/\(WriteFixture.l2)", #"{"data":[{"Phone":"1"}]}"#)
        expectRefused(
            wait, "NOT_APPROVED", ["id": .string(String(WriteFixture.l2))], message: "Cannot update record that is not approved yet")
        let locked = try await tester.call(.put, "Leads/\(WriteFixture.l3)", #"{"data":[{"Phone":"1"}]}"#)
        expectRefused(
            locked, "RECORD_LOCKED", ["id": .string(String(WriteFixture.l3))],
            message: "You cannot perform this operation as the record is locked.")
        try await tester.seed(
            "Leads", ["Last_Name", "Converted__s"], [(WriteFixture.prefix * 1_000_000_000_000 + 777_777, ["Gone", "true"])])
        let converted = try await tester.call(
            .put, "Leads/\(WriteFixture.prefix * 1_000_000_000_000 + 777_777)", #"{"data":[{"Phone":"1"}]}"#)
        #expect(converted.codes == ["CANNOT_PROCESS"])
    }

    @Test func aUniqueValueMayBeWrittenAgainByItsOwnerAndByNobodyElse() async throws {
        let tester = try await AppTester.writing()
        let id = try await tester.insert(#"{"Last_Name":"Other","Ext_Id":"O"}"#)
        #expect(try await tester.call(.put, "Leads/\(id)", #"{"data":[{"Ext_Id":"o"}]}"#).status == 200)
        #expect(try await tester.call(.put, "Leads/\(id)", #"{"data":[{"Ext_Id":"E-1"}]}"#).codes == ["DUPLICATE_DATA"])
    }

    @Test func recordsOfACallSeeWhatThoseBeforeThemDid() async throws {
        let tester = try await AppTester.writing()
        let id = try await tester.insert(#"{"Last_Name":"Other","Ext_Id":"O"}"#)
        let answer = try await tester.call(
            .put, "Leads",
            """
            {"data":[{"id":"\(id)","Ext_Id":"E-1"},{"id":"\(WriteFixture.l1)","Ext_Id":"free"},{"id":"\(id)","Ext_Id":"E-1"},
            {"id":"\(id)","Phone":"1"},{"id":"\(id)","Phone":"2"}]}
            """)
        #expect(answer.codes == ["DUPLICATE_DATA", "SUCCESS", "SUCCESS", "SUCCESS", "SUCCESS"])
        let stored = try await tester.record(id, ["Ext_Id", "Phone"])
        #expect(stored["Ext_Id"] == "E-1")
        #expect(stored["Phone"] == "2")
    }

    @Test func optionsAreReplacedOrAppended() async throws {
        let tester = try await AppTester.writing()
        let id = try await tester.insert(#"{"Last_Name":"Boyle","Courses":["A"]}"#)
        let answer = try await tester.call(
            .put, "Leads",
            """
            {"data":[{"id":"\(id)","Courses":["B","a"],"$append_values":{"Courses":true}},
            {"id":"\(id)","Courses":["New"],"$append_values":{"Courses":true,"Phone":true,"Nope":true}},
            {"id":"\(id)","Courses":null,"$append_values":{"Courses":true}}]}
            """)
        #expect(answer.codes == ["SUCCESS", "SUCCESS", "SUCCESS"])
        #expect(try await tester.record(id, ["Courses"])["Courses"] == "A;B;New")
        _ = try await tester.call(.put, "Leads/\(id)", #"{"data":[{"Courses":["B"],"$append_values":{"Courses":false}}]}"#)
        #expect(try await tester.record(id, ["Courses"])["Courses"] == "B")
        #expect(try await tester.pickList("Courses") == ["A", "B", "New"])
    }

    @Test func aLayoutInAnUpdateMovesTheRecord() async throws {
        let tester = try await AppTester.writing()
        #expect(
            try await tester.call(.put, "Leads/\(WriteFixture.l1)", #"{"data":[{"Layout":{"name":"VIP"}}]}"#).status == 200)
        #expect(try await tester.record(WriteFixture.l1, ["Layout"])["Layout"] == String(WriteFixture.vipLayout))
    }

    @Test func aRecordChangedSinceAMomentIsLeftAlone() async throws {
        let tester = try await AppTester.writing()
        let id = try await tester.insert(#"{"Last_Name":"Boyle"}"#)
        tester.clock.advance(by: 600)
        let path = "Leads/\(id)"
        let early = "2026-03-01T17:29:59+05:30"
        let late = "2026-03-01T12:00:00Z"
        let refused = try await tester.call(.put, path, #"{"data":[{"Phone":"1"}]}"#, unmodifiedSince: early)
        expectRefused(
            refused, "ALREADY_MODIFIED", ["id": .string(String(id))],
            message: "record updated time has already passed if-unmodified-since time", status: 412)
        #expect(try await tester.call(.put, path, #"{"data":[{"Phone":"1"}]}"#, unmodifiedSince: late).status == 200)
        #expect(try await tester.call(.put, path, #"{"data":[{"Phone":"2"}]}"#, unmodifiedSince: late).status == 412)
        #expect(try await tester.record(id, ["Phone"])["Phone"] == "1")
        expectError(
            try await tester.call(.put, path, #"{"data":[{"Phone":"2"}]}"#, unmodifiedSince: "yesterday"), "INVALID_DATA", 400,
            ["expected_data_type": "datetime", "header": "If-Unmodified-Since"],
            message: "If-Unmodified-Since takes a time in ISO 8601 such as 2026-03-01T17:30:00+05:30, not 'yesterday'")
    }

    @Test func aSecondChangeInOneCallComesTooLateForTheMoment() async throws {
        let tester = try await AppTester.writing()
        let id = try await tester.insert(#"{"Last_Name":"Boyle"}"#)
        tester.clock.advance(by: 60)
        let answer = try await tester.call(
            .put, "Leads", #"{"data":[{"id":"\#(id)","Phone":"1"},{"id":"\#(id)","Phone":"2"}]}"#, unmodifiedSince: "2026-03-01T12:00:30Z")
        #expect(answer.codes == ["SUCCESS", "ALREADY_MODIFIED"])
        #expect(answer.status == 207)
    }

    @Test func scopeAndPermissionAreThoseOfUpdating() async throws {
        let tester = try await AppTester.writing()
        let creator = try await tester.token(scopes: "ZohoCRM.modules.leads.CREATE", user: WriteFixture.patricia)
        let path = "Leads/\(WriteFixture.l1)"
        expectError(
            try await tester.call(.put, path, #"{"data":[{"Phone":"1"}]}"#, token: creator), "OAUTH_SCOPE_MISMATCH", 401)
        let store = try await tester.engine.storage.store(of: tester.organization)
        try await store.set(Profile(name: "Administrator", denied: ["Crm_Implied_Edit_Leads"]))
        expectError(
            try await tester.call(.put, path, #"{"data":[{"Phone":"1"}]}"#), "NO_PERMISSION", 403,
            ["permissions": ["Crm_Implied_Edit_Leads"]])
    }

    @Test(arguments: [
        ("2026-03-01T17:30:00+05:30", "2026-03-01T17:30:00+05:30"), ("2026-03-01T17:30+0530", "2026-03-01T17:30:00+05:30"),
        ("2026-03-01T17:00:00+05", "2026-03-01T17:30:00+05:30"), ("20260301T120000Z", "2026-03-01T17:30:00+05:30"),
    ])
    func aTimeMayComeInAnyFormOfISO8601(sent: String, stored: String) async throws {
        let tester = try await AppTester.reading()
        let event = #"{"Event_Title":"E","Start_DateTime":"\#(sent)","End_DateTime":"20260302T120000Z"}"#
        let answer = try await tester.call(.post, "Events", #"{"data":[\#(event)]}"#)
        let id = try #require(answer.element().id, "\(answer.text)")
        let record = try await tester.call(.get, "Events/\(id)")
        #expect(record.json["data"]?[0]?["Start_DateTime"] == .string(stored), "\(record.text)")
    }

    @Test func aDayMayComeWithoutHyphens() async throws {
        let tester = try await AppTester.writing()
        let id = try await tester.insert(#"{"Last_Name":"Boyle","Date_of_Birth":"19800229"}"#, into: "Contacts")
        let record = try await tester.call(.get, "Contacts/\(id)")
        #expect(record.json["data"]?[0]?["Date_of_Birth"] == "1980-02-29", "\(record.text)")
        expectRefused(
            try await tester.call(.post, "Contacts", #"{"data":[{"Last_Name":"Boyle","Date_of_Birth":"19800230"}]}"#), "INVALID_DATA",
            ["expected_data_type": "date", "api_name": "Date_of_Birth", "json_path": "$.data[0].Date_of_Birth"])
    }
}
