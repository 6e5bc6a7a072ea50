import BulkModel
import BulkTesting
import Testing

/// `POST /crm/{version}/{module}/upsert`. (platform specification, section 14.2)
@Suite struct RecordUpsertTests {
    @Test func aRecordIsChangedWhereItsKeyIsKnownAndAddedWhereItIsNot() async throws {
        let tester = try await AppTester.writing()
        let answer = try await tester.call(
            .post, "Leads/upsert",
            #"{"data":[{"Last_Name":"A","Email":"OLD@x.com"},{"Last_Name":"B","Email":"new@x.com"}],"duplicate_check_fields":["Email"]}"#)
        #expect(answer.status == 200)
        let changed = answer.element(0)
        #expect(changed.names == ["code", "duplicate_field", "action", "details", "message", "status"])
        #expect(changed["action"] == "update")
        #expect(changed["duplicate_field"] == "Email")
        #expect(changed["message"] == "record updated")
        #expect(changed.id == WriteFixture.l1)
        let added = answer.element(1)
        #expect(added["action"] == "insert")
        #expect(added["duplicate_field"] == .null)
        #expect(added["message"] == "record added")
        #expect(try await tester.record(WriteFixture.l1, ["Last_Name"])["Last_Name"] == "A")
    }

    @Test func whereAllAreAddedTheStatusIsThatOfAnInsert() async throws {
        let tester = try await AppTester.writing()
        #expect(try await tester.call(.post, "Leads/upsert", #"{"data":[{"Last_Name":"A"},{"Last_Name":"B"}]}"#).status == 201)
    }

    @Test func withoutDuplicateCheckFieldsTheModulesOwnComesFirstThenUniqueFields() async throws {
        let tester = try await AppTester.writing()
        let answer = try await tester.call(
            .post, "Leads/upsert",
            """
            {"data":[{"Last_Name":"A","Email":"old@x.com","Ext_Id":"new"},{"Last_Name":"B","Email":"none@x.com","Ext_Id":"NEW"},
            {"Last_Name":"C","Email":"none@x.com"},{"Last_Name":"D","Ext_Id":"new","Phone":"4"}]}
            """)
        #expect(answer.codes == ["SUCCESS", "SUCCESS", "SUCCESS", "SUCCESS"])
        #expect((0..<4).map { answer.element($0)["duplicate_field"] } == ["Email", "Ext_Id", "Email", "Ext_Id"])
        #expect((0..<4).allSatisfy { answer.element($0).id == WriteFixture.l1 })
        let stored = try await tester.record(WriteFixture.l1, ["Last_Name", "Email", "Ext_Id", "Phone"])
        #expect(stored["Last_Name"] == "D")
        #expect(stored["Email"] == "none@x.com")
        #expect(stored["Phone"] == "4")
    }

    @Test func theFirstKeyThatMatchesDecidesAndUniqueValuesOfOthersAreInTheWay() async throws {
        let tester = try await AppTester.writing()
        let id = try await tester.insert(#"{"Last_Name":"Other","Email":"other@x.com","Ext_Id":"O"}"#)
        let other = try await tester.call(
            .post, "Leads/upsert",
            #"{"data":[{"Last_Name":"A","Email":"old@x.com","Ext_Id":"O"}],"duplicate_check_fields":["Email"]}"#)
        #expect(other.codes == ["DUPLICATE_DATA"])
        #expect(other.element()["details"]?["api_name"] == "Ext_Id")
        #expect(other.element()["details"]?["id"] == .string(String(id)))
        let answer = try await tester.call(
            .post, "Leads/upsert",
            #"{"data":[{"Last_Name":"A","Email":"old@x.com","Ext_Id":"O"}],"duplicate_check_fields":["Ext_Id","Email"]}"#)
        #expect(answer.element().id == id)
        #expect(answer.element()["duplicate_field"] == "Ext_Id")
    }

    @Test func twoRecordsWithOneNewKeyBecomeOne() async throws {
        let tester = try await AppTester.writing()
        let answer = try await tester.call(
            .post, "Leads/upsert",
            #"{"data":[{"Last_Name":"A","Ext_Id":"k"},{"Last_Name":"B","Ext_Id":"K"}],"duplicate_check_fields":["Ext_Id"]}"#)
        #expect(answer.status == 200)
        #expect((0..<2).map { answer.element($0)["action"] } == ["insert", "update"])
        #expect(answer.element(0).id == answer.element(1).id)
    }

    @Test func aKeyThatSeveralRecordsHaveIsRefused() async throws {
        let tester = try await AppTester.writing()
        let answer = try await tester.call(
            .post, "Accounts/upsert", #"{"data":[{"Account_Name":"Dup Co"}]}"#)
        #expect(answer.status == 400)
        #expect(answer.codes == ["DUPLICATE_DATA"])
        #expect(answer.element()["details"]?["more_records"] == true)
        #expect(answer.element()["details"]?["id"] == .string(String(WriteFixture.a2)))
    }

    @Test func anIdComesBeforeAllOtherKeys() async throws {
        let tester = try await AppTester.writing()
        let answer = try await tester.call(
            .post, "Leads/upsert", #"{"data":[{"id":"\#(WriteFixture.l1)","Email":"changed@x.com"},{"id":"4711","Last_Name":"x"}]}"#)
        #expect(answer.codes == ["SUCCESS", "INVALID_DATA"])
        #expect(answer.element(0)["duplicate_field"] == "id")
        #expect(answer.element(1)["details"] == ["id": "4711"])
        #expect(try await tester.record(WriteFixture.l1, ["Email"])["Email"] == "changed@x.com")
    }

    @Test func whatANewRecordMustHaveIsNotAskedOfOneThatIsChanged() async throws {
        let tester = try await AppTester.writing()
        let answer = try await tester.call(
            .post, "Leads/upsert",
            #"{"data":[{"Ext_Id":"E-1","Phone":"9"},{"Ext_Id":"new"},{"Ext_Id":"E-1","Last_Name":null}],"duplicate_check_fields":["Ext_Id"]}"#
        )
        #expect(answer.codes == ["SUCCESS", "MANDATORY_NOT_FOUND", "MANDATORY_NOT_FOUND"])
    }

    @Test(arguments: [
        (#"["Company"]"#, #"{"api_name":"duplicate_check_fields","json_path":"$.duplicate_check_fields[0]"}"#),
        (#"["Email","Nope"]"#, #"{"api_name":"duplicate_check_fields","json_path":"$.duplicate_check_fields[1]"}"#),
        (#""Email""#, #"{"expected_data_type":"jsonarray","api_name":"duplicate_check_fields","json_path":"$.duplicate_check_fields"}"#),
        (#"[1]"#, #"{"expected_data_type":"text","api_name":"duplicate_check_fields","json_path":"$.duplicate_check_fields[0]"}"#),
    ])
    func recordsCantBeMatchedByJustAnyField(_ fields: String, _ details: String) async throws {
        let tester = try await AppTester.writing()
        expectError(
            try await tester.call(.post, "Leads/upsert", #"{"data":[{"Last_Name":"x"}],"duplicate_check_fields":\#(fields)}"#),
            "INVALID_DATA",
            400, try JSONValue(parsing: details))
    }

    @Test func anUpsertNeedsBothScopes() async throws {
        let tester = try await AppTester.writing()
        for scopes in ["ZohoCRM.modules.leads.CREATE", "ZohoCRM.modules.leads.UPDATE"] {
            let token = try await tester.token(scopes: scopes, user: WriteFixture.patricia)
            expectError(
                try await tester.call(.post, "Leads/upsert", #"{"data":[{"Last_Name":"x"}]}"#, token: token), "OAUTH_SCOPE_MISMATCH", 401)
        }
        let both = try await tester.token(scopes: "ZohoCRM.modules.leads.CREATE,ZohoCRM.modules.leads.UPDATE", user: WriteFixture.patricia)
        #expect(try await tester.call(.post, "Leads/upsert", #"{"data":[{"Last_Name":"x"}]}"#, token: both).status == 201)
    }
}
