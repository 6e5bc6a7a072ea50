import BulkEngine
import BulkModel
import BulkTesting
import Testing

/// `DELETE /crm/{version}/{module}`, `…/{record}` and `GET …/deleted`. (platform specification, sections 14.1 and 14.2)
@Suite struct RecordDeleteTests {
    @Test func deletedRecordsAreGoneForAllWhoAsk() async throws {
        let tester = try await AppTester.writing()
        let other = try await tester.insert(#"{"Last_Name":"Other"}"#)
        let answer = try await tester.call(.delete, "Leads?ids=\(WriteFixture.l1),%20\(other)")
        #expect(answer.status == 200)
        #expect(
            answer.element(0) == [
                "code": "SUCCESS", "details": ["id": .string(String(WriteFixture.l1))], "message": "record deleted", "status": "success",
            ])
        #expect(answer.element(1).id == other)
        #expect(try await tester.records([]).map { $0["id"] } == [String(WriteFixture.l2), String(WriteFixture.l3)])
        expectRefused(
            try await tester.call(.put, "Leads/\(other)", #"{"data":[{"Phone":"1"}]}"#), "INVALID_DATA", ["id": .string(String(other))])
        let outcome = try await tester.write("update", "id,Phone\n\(other),1", ["id@0", "Phone@1"], findBy: "id")
        #expect(outcome.errors == ["RESOURCE_NOT_FOUND-id"])
        // Its unique value is free again, its id is not.
        #expect(try await tester.insert(#"{"Last_Name":"New","Ext_Id":"E-1"}"#) > other)
    }

    @Test func oneRecordIsDeletedByItsPath() async throws {
        let tester = try await AppTester.writing()
        #expect(try await tester.call(.delete, "Leads/\(WriteFixture.l1)").status == 200)
        expectRefused(
            try await tester.call(.delete, "Leads/\(WriteFixture.l1)"), "INVALID_DATA", ["id": .string(String(WriteFixture.l1))],
            message: "the id given seems to be invalid")
    }

    @Test func whatCantBeDeletedStaysAndTheRestGoes() async throws {
        let tester = try await AppTester.writing()
        let ids = ["\(WriteFixture.l1)", "\(WriteFixture.l2)", "\(WriteFixture.l3)", "4711", "x", "\(WriteFixture.l1)", ""]
        let answer = try await tester.call(.delete, "Leads?ids=\(ids.joined(separator: ","))")
        #expect(answer.status == 207)
        #expect(
            answer.codes == ["SUCCESS", "NOT_APPROVED", "RECORD_LOCKED", "INVALID_DATA", "INVALID_DATA", "INVALID_DATA", "INVALID_DATA"])
        #expect(try await tester.records([]).count == 2)
    }

    @Test func whatIsPartOfARecordGoesWithItAndLookupsToItBecomeEmpty() async throws {
        let tester = try await AppTester.writing()
        let lead = try await tester.insert(
            """
            {"Last_Name":"Boyle","Account_Lookup":"\(WriteFixture.a1)","Secondary":[{"Secondary_Phone":"1"},{"Secondary_Phone":"2"}],
            "Contacts_Links":[{"Contacts":{"id":"\(WriteFixture.c1)"}}]}
            """)
        _ = try await tester.insert(#"{"Note_Content":"Call","Parent_Id":{"id":"\#(lead)"}}"#, into: "Notes")
        #expect(try await tester.call(.delete, "Accounts/\(WriteFixture.a1)").status == 200)
        #expect(try await tester.record(lead, ["Account_Lookup"])["Account_Lookup"] == "")
        #expect(try await tester.call(.delete, "Leads/\(lead)").status == 200)
        #expect(try await tester.records(of: "Secondary", []).isEmpty)
        #expect(try await tester.records(of: "Lead_Contact_Lookup", []).isEmpty)
        #expect(try await tester.records(of: "Notes", []).isEmpty)
        #expect(try await tester.record(WriteFixture.c1, of: "Contacts", ["Last_Name"])["Last_Name"] == "Ray")
    }

    @Test func deletedRecordsAreListedTheLastFirst() async throws {
        let tester = try await AppTester.writing()
        #expect(try await tester.call(.get, "Leads/deleted?type=all").status == 204)
        _ = try await tester.call(.delete, "Accounts?ids=\(WriteFixture.a1)")
        let id = try await tester.insert(#"{"First_Name":"Ann","Last_Name":"Boyle"}"#)
        tester.clock.advance(by: 60)
        _ = try await tester.call(.delete, "Leads?ids=\(WriteFixture.l1)")
        tester.clock.advance(by: 60)
        _ = try await tester.call(.delete, "Leads?ids=\(id)")
        let patricia: JSONValue = ["name": "Patricia Boyle", "id": .string(String(WriteFixture.patricia))]
        let answer = try await tester.call(.get, "Leads/deleted?type=all&per_page=1")
        #expect(answer.status == 200)
        #expect(
            answer.json == [
                "data": [
                    [
                        "deleted_by": patricia, "id": .string(String(id)), "display_name": "Ann Boyle", "type": "recycle",
                        "created_by": patricia, "deleted_time": "2026-03-01T17:32:00+05:30",
                    ]
                ],
                "info": ["per_page": 1, "count": 1, "page": 1, "more_records": true],
            ])
        let second = try await tester.call(.get, "Leads/deleted?per_page=1&page=2")
        #expect(second.json["data"]?[0]?["id"] == .string(String(WriteFixture.l1)))
        #expect(second.json["info"]?["more_records"] == false)
        #expect(try await tester.call(.get, "Leads/deleted?page=3&per_page=1").status == 204)
        #expect(try await tester.call(.get, "Leads/deleted?page=9223372036854775807").status == 204)
    }

    @Test func sinceAMomentOnlyWhatWasDeletedFromThenOnIsListed() async throws {
        let tester = try await AppTester.writing()
        _ = try await tester.call(.delete, "Leads?ids=\(WriteFixture.l1)")
        let at = try await tester.call(.get, "Leads/deleted", modifiedSince: "2026-03-01T17:30:00+05:30")
        #expect(at.json["data"]?.array?.count == 1)
        #expect(try await tester.call(.get, "Leads/deleted", modifiedSince: "2026-03-01T12:00:01Z").status == 204)
        expectError(
            try await tester.call(.get, "Leads/deleted", modifiedSince: "yesterday"), "INVALID_DATA", 400,
            ["expected_data_type": "datetime", "header": "If-Modified-Since"])
    }

    @Test func afterSixtyDaysARecordIsGoneForGoodAndAfterAHundredAndTwentyForgotten() async throws {
        let tester = try await AppTester.writing()
        _ = try await tester.call(.delete, "Leads?ids=\(WriteFixture.l1)")
        func lists() async throws -> [Int] {
            let token = try await tester.token(scopes: "ZohoCRM.modules.leads.READ", user: WriteFixture.patricia)
            var statuses: [Int] = []
            for type in ["all", "recycle", "permanent"] {
                statuses.append(try await tester.call(.get, "Leads/deleted?type=\(type)", token: token).status)
            }
            return statuses
        }
        #expect(try await lists() == [200, 200, 204])
        tester.clock.advance(by: 60 * 86_400 + 1)
        #expect(try await lists() == [200, 204, 200])
        tester.clock.advance(by: 60 * 86_400)
        #expect(try await lists() == [204, 204, 204])
        try await ResultCleaner(engine: tester.engine).sweep()
        let store = try await tester.engine.storage.store(of: tester.organization)
        let leads = try #require(try await store.schema().module(named: "Leads"))
        #expect(try await store.deletedRecords(of: leads.id, from: nil, before: nil, offset: 0, limit: 10).isEmpty)
    }

    @Test func aKindOfDeletionThatThereIsNotIsRefused() async throws {
        let tester = try await AppTester.writing()
        expectError(try await tester.call(.get, "Leads/deleted?type=some"), "PATTERN_NOT_MATCHED", 400, ["api_name": "type"])
    }

    @Test func idsAreNeededAndAtMostAHundred() async throws {
        let tester = try await AppTester.writing()
        expectError(try await tester.call(.delete, "Leads"), "REQUIRED_PARAM_MISSING", 400, ["param_name": "ids"])
        let ids = (1...101).map { String($0) }.joined(separator: ",")
        expectError(
            try await tester.call(.delete, "Leads?ids=\(ids)"), "LIMIT_EXCEEDED", 400, ["limit": "100", "param_name": "ids"])
    }

    @Test func aRecordChangedSinceAMomentIsNotDeleted() async throws {
        let tester = try await AppTester.writing()
        let id = try await tester.insert(#"{"Last_Name":"Boyle"}"#)
        let path = "Leads/\(id)"
        #expect(try await tester.call(.delete, path, unmodifiedSince: "2026-03-01T11:59:59Z").status == 412)
        #expect(try await tester.call(.delete, path, unmodifiedSince: "2026-03-01T12:00:00Z").status == 200)
    }

    @Test func scopeAndPermissionAreThoseOfDeleting() async throws {
        let tester = try await AppTester.writing()
        let token = try await tester.token(scopes: "ZohoCRM.modules.leads.UPDATE", user: WriteFixture.patricia)
        expectError(try await tester.call(.delete, "Leads/\(WriteFixture.l1)", token: token), "OAUTH_SCOPE_MISMATCH", 401)
        let store = try await tester.engine.storage.store(of: tester.organization)
        try await store.set(Profile(name: "Administrator", denied: ["Crm_Implied_Delete_Leads"]))
        expectError(
            try await tester.call(.delete, "Leads/\(WriteFixture.l1)"), "NO_PERMISSION", 403, ["permissions": ["Crm_Implied_Delete_Leads"]])
    }
}
