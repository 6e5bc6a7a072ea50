import BulkModel
import BulkTesting
import Testing

/// `POST /crm/{version}/{module}`. (platform specification, sections 14.2 and 14.3)
@Suite struct RecordInsertTests {
    @Test func anInsertedRecordTellsItsIdItsAuthorAndItsTimes() async throws {
        let tester = try await AppTester.writing()
        let answer = try await tester.call(.post, "Leads", #"{"data":[{"Last_Name":"Boyle","Company":"Zylker"}],"trigger":["workflow"]}"#)
        #expect(answer.status == 201)
        let element = answer.element()
        #expect(element.names == ["code", "details", "message", "status"])
        #expect(element["code"] == "SUCCESS")
        #expect(element["message"] == "record added")
        #expect(element["details"]?.names == ["Modified_Time", "Modified_By", "Created_Time", "id", "Created_By", "$approval_state"])
        let patricia: JSONValue = ["name": "Patricia Boyle", "id": .string(String(WriteFixture.patricia))]
        #expect(element["details"]?["Created_By"] == patricia)
        #expect(element["details"]?["Modified_By"] == patricia)
        let id = try #require(element.id)
        let stored = try await tester.record(id, ["Last_Name", "Company", "Owner", "Full_Name", "Created_Time", "Email_Opt_Out", "Layout"])
        #expect(stored["Last_Name"] == "Boyle")
        #expect(stored["Full_Name"] == "Boyle")
        #expect(stored["Owner"] == String(WriteFixture.patricia))
        #expect(stored["Email_Opt_Out"] == "false")
        #expect(stored["Layout"] == String(WriteFixture.standardLayout))
        #expect(element["details"]?["Created_Time"] == .string(stored["Created_Time"] ?? ""))
        #expect(element["details"]?["Modified_Time"] == .string(stored["Created_Time"] ?? ""))
    }

    @Test func theApprovalStateIsUnknownToTheOldestVersion() async throws {
        let tester = try await AppTester.writing()
        let answer = try await tester.call(.post, "Leads", #"{"data":[{"Last_Name":"Boyle"}]}"#, version: "v2")
        #expect(answer.element()["details"]?.names == ["Modified_Time", "Modified_By", "Created_Time", "id", "Created_By"])
    }

    @Test func valuesOfEachTypeAreStoredExactly() async throws {
        let tester = try await AppTester.writing()
        let id = try await tester.insert(
            """
            {"Last_Name":"  Zoë \\u00d6 ","First_Name":"Ann","Ext_Id":"X-1","Email":"a.b@zylker.com","Phone":"+1 555","Website":"zylker.com",
             "Lead_Source":"Advertisement","Courses":["A","B","A"],"Employees":42,"Revenue":1234567890123456.07,"Opt_Out":true,
             "Reg_Day":"2024-02-29","Visit":"2024-02-29T23:59:59-08:00","Notes_S":"one\\ntwo","Annual_Revenue":1.5e3,
             "Account_Lookup":{"id":"\(WriteFixture.a1)","name":"ignored"},"Reviewer":"\(WriteFixture.smith)",
             "User":{"email":"J.SMITH@zylker.com"},"Owner":{"id":"\(WriteFixture.smith)"},"Layout":{"id":"\(WriteFixture.vipLayout)"}}
            """)
        let names = [
            "Last_Name", "First_Name", "Full_Name", "Ext_Id", "Email", "Courses", "Employees", "Revenue", "Opt_Out", "Reg_Day", "Visit",
            "Notes_S",
            "Annual_Revenue", "Account_Lookup", "Reviewer", "User", "Owner", "Layout",
        ]
        let stored = try await tester.record(id, names)
        #expect(
            names.map { stored[$0] } == [
                "Zoë Ö", "Ann", "Ann Zoë Ö", "X-1", "a.b@zylker.com", "A;B", "42", "1234567890123456.07", "true", "2024-02-29",
                "2024-03-01T13:29:59+05:30", "one\ntwo", "1500", String(WriteFixture.a1), String(WriteFixture.smith),
                String(WriteFixture.smith), String(WriteFixture.smith), String(WriteFixture.vipLayout),
            ])
    }

    @Test func nullAndEmptyTextAreEmptyAndWhatIsNoFieldIsPassedOver() async throws {
        let tester = try await AppTester.writing()
        let id = try await tester.insert(
            """
            {"Last_Name":"Boyle","Email":null,"Phone":"","Lead_Source":"-None-","Courses":[],"Opt_Out":null,"Owner":null,"Account_Lookup":null,
             "Nope":{"deep":[1]},"Created_Time":"1999-01-01T00:00:00Z","Full_Name":"Other","id":"1","$converted":true,"Locked__s":true}
            """)
        let names = ["Email", "Phone", "Lead_Source", "Courses", "Opt_Out", "Owner", "Account_Lookup", "Full_Name", "Locked__s"]
        let stored = try await tester.record(id, names)
        #expect(names.map { stored[$0] } == ["", "", "", "", "false", String(WriteFixture.patricia), "", "Boyle", "false"])
        #expect(id > WriteFixture.l3)
    }

    @Test func recordsWithDifferentMembersEachGetTheirOwnDefaults() async throws {
        let tester = try await AppTester.writing()
        let answer = try await tester.call(
            .post, "Leads",
            """
            {"data":[{"Last_Name":"One","Opt_Out":true,"Owner":"\(WriteFixture.smith)","Email":"one@x.com"},{"Last_Name":"Two"}]}
            """)
        #expect(answer.status == 201)
        let second = try await tester.record(try #require(answer.element(1).id), ["Opt_Out", "Owner", "Email", "Layout"])
        #expect(second["Opt_Out"] == "false")
        #expect(second["Owner"] == String(WriteFixture.patricia))
        #expect(second["Email"] == "")
        #expect(second["Layout"] == String(WriteFixture.standardLayout))
    }

    @Test func whatTheLayoutAloneAsksForIsNotNeeded() async throws {
        let tester = try await AppTester.writing()
        _ = try await tester.insert(#"{"Last_Name":"No company"}"#)
    }

    @Test(arguments: [
        (#"{}"#, "v8", #"{"api_name":"Last_Name","json_path":"$.data[0].Last_Name"}"#),
        (#"{"Last_Name":null}"#, "v3", #"{"api_name":"Last_Name","json_path":"$.data[0].Last_Name"}"#),
        (#"{"Last_Name":"  "}"#, "v2", #"{"api_name":"Last_Name"}"#),
    ])
    func aRecordWithoutWhatIsMandatoryIsRefused(_ record: String, _ version: String, _ details: String) async throws {
        let tester = try await AppTester.writing()
        let answer = try await tester.call(.post, "Leads", #"{"data":[\#(record)]}"#, version: version)
        expectRefused(answer, "MANDATORY_NOT_FOUND", try JSONValue(parsing: details), message: "required field not found")
    }

    @Test(arguments: [
        ("Last_Name", "1", "text"), ("Last_Name", "{}", "text"), ("Last_Name", "[]", "text"), ("Last_Name", "true", "text"),
        ("Email", "5", "email"), ("Email", #""nobody""#, "email"), ("Phone", #""(*)""#, "phone"), ("Website", #""x""#, "website"),
        ("Employees", #""12""#, "integer"), ("Employees", "1.5", "integer"), ("Employees", "1.0", "integer"),
        ("Employees", "true", "integer"),
        ("Revenue", #""1.5""#, "double"), ("Revenue", "[1]", "double"), ("Opt_Out", #""true""#, "boolean"), ("Opt_Out", "1", "boolean"),
        ("Reg_Day", #""02/29/2024""#, "date"), ("Reg_Day", #""2023-02-29""#, "date"), ("Reg_Day", "20240229", "date"),
        ("Visit", #""2024-01-01""#, "datetime"), ("Visit", #""soon""#, "datetime"), ("Courses", #""A""#, "jsonarray"),
        ("Courses", "[1]", "jsonarray"), ("Courses", #"[["A"]]"#, "jsonarray"), ("Courses", #"[null]"#, "jsonarray"),
        ("Lead_Source", "3", "text"), ("Account_Lookup", "true", "jsonobject"), ("Account_Lookup", #"["1"]"#, "jsonobject"),
        ("Account_Lookup", #"{"name":"Zylker"}"#, "jsonobject"), ("Account_Lookup", #""Zylker""#, "jsonobject"),
        ("Account_Lookup", #"{"id":{}}"#, "jsonobject"), ("Owner", "false", "jsonobject"), ("Owner", #"{}"#, "jsonobject"),
        ("Layout", "[]", "jsonobject"), ("Tag", #""vip""#, "jsonarray"),
    ])
    func aValueOfTheWrongKindTellsTheRightOne(_ field: String, _ value: String, _ expected: String) async throws {
        let tester = try await AppTester.writing()
        let answer = try await tester.call(.post, "Leads", #"{"data":[{"Last_Name":"Boyle","\#(field)":\#(value)}]}"#)
        expectRefused(
            answer, "INVALID_DATA",
            ["expected_data_type": .string(expected), "api_name": .string(field), "json_path": .string("$.data[0].\(field)")],
            message: "invalid data")
        #expect(try await tester.records([]).count == 3)
    }

    @Test(arguments: [
        ("First_Name", #""\#(String(repeating: "é", count: 41))""#, 40), ("Employees", "1234567890", 9), ("Employees", "1e12", 9),
        ("Revenue", "12345678901234567", 16), ("Revenue", "1e400", 16), ("Lead_Source", #""\#(String(repeating: "x", count: 121))""#, 120),
        ("Ext_Id", #""\#(String(repeating: "x", count: 51))""#, 50),
    ])
    func aValueThatIsTooLongTellsTheMost(_ field: String, _ value: String, _ maximum: Int) async throws {
        let tester = try await AppTester.writing()
        let answer = try await tester.call(.post, "Leads", #"{"data":[{"Last_Name":"Boyle","\#(field)":\#(value)}]}"#)
        expectRefused(
            answer, "INVALID_DATA",
            ["maximum_length": .integer(maximum), "api_name": .string(field), "json_path": .string("$.data[0].\(field)")])
    }

    @Test(arguments: ["Account_Lookup", "Owner", "Reviewer", "Layout"])
    func anIdOfNothingIsRefused(_ field: String) async throws {
        let tester = try await AppTester.writing()
        let answer = try await tester.call(.post, "Leads", #"{"data":[{"Last_Name":"Boyle","\#(field)":{"id":"4711"}}]}"#)
        expectRefused(
            answer, "INVALID_DATA", ["api_name": .string(field), "json_path": .string("$.data[0].\(field)")],
            message: "the id given seems to be invalid")
    }

    @Test func aPicklistLearnsAValueAndTagsAreTaken() async throws {
        let tester = try await AppTester.writing()
        let id = try await tester.insert(
            #"{"Last_Name":"Boyle","Lead_Source":"Sky writing","Courses":["C","a"],"Tag":[{"name":"vip"},{"name":"new"}]}"#)
        let stored = try await tester.record(id, ["Lead_Source", "Courses", "Tag"])
        #expect(stored["Lead_Source"] == "Sky writing")
        #expect(stored["Courses"] == "C;A")
        #expect(stored["Tag"] == "vip,new")
        #expect(try await tester.pickList("Lead_Source").contains("Sky writing"))
        #expect(try await tester.pickList("Courses") == ["A", "B", "C"])
    }

    @Test func aStageOutsideThePipelineIsRefused() async throws {
        let tester = try await AppTester.writing()
        let answer = try await tester.call(.post, "Deals", #"{"data":[{"Deal_Name":"D","Stage":"Nowhere"}]}"#)
        #expect(answer.element()["code"] == "INVALID_DATA")
        #expect(answer.element()["details"]?["supported_values"]?.array?.isEmpty == false)
    }

    @Test func aUniqueValueThatIsTakenTellsByWhom() async throws {
        let tester = try await AppTester.writing()
        let body = #"{"data":[{"Last_Name":"Boyle","Ext_Id":"e-1"}]}"#
        let module: JSONValue = ["api_name": "Leads", "id": .string("\(WriteFixture.prefix)000000002175")]
        expectRefused(
            try await tester.call(.post, "Leads", body), "DUPLICATE_DATA",
            [
                "api_name": "Ext_Id", "id": .string(String(WriteFixture.l1)),
                "duplicate_record": [
                    "Owner": ["name": "Patricia Boyle", "id": .string(String(WriteFixture.patricia))], "module": module,
                    "id": .string(String(WriteFixture.l1)),
                ],
                "json_path": "$.data[0].Ext_Id", "more_records": false,
            ], message: "duplicate data")
        expectRefused(
            try await tester.call(.post, "Leads", body, version: "v2"), "DUPLICATE_DATA",
            ["api_name": "Ext_Id", "id": .string(String(WriteFixture.l1))])
    }

    @Test func ofTwoRecordsWithOneUniqueValueTheFirstIsAddedAndTheSecondRefused() async throws {
        let tester = try await AppTester.writing()
        let answer = try await tester.call(
            .post, "Leads", #"{"data":[{"Last_Name":"One","Ext_Id":"N"},{"Last_Name":"Two","Ext_Id":"n"},{"Last_Name":"Three"}]}"#)
        #expect(answer.status == 207)
        #expect(answer.codes == ["SUCCESS", "DUPLICATE_DATA", "SUCCESS"])
        #expect(answer.element(1)["details"]?["id"] == answer.element(0)["details"]?["id"])
        #expect(answer.element(1)["details"]?["json_path"] == "$.data[1].Ext_Id")
    }

    @Test(arguments: [("v2", 202), ("v2.1", 202), ("v3", 207), ("v8", 207)])
    func outcomesThatDifferHaveAStatusOfTheirOwn(_ version: String, _ status: Int) async throws {
        let tester = try await AppTester.writing()
        let answer = try await tester.call(.post, "Leads", #"{"data":[{"Last_Name":"One"},{}]}"#, version: version)
        #expect(answer.status == status)
        #expect(answer.codes == ["SUCCESS", "MANDATORY_NOT_FOUND"])
    }

    @Test func severalErrorsOfARecordAreToldTogetherAndInV2TheFirst() async throws {
        let tester = try await AppTester.writing()
        let body = #"{"data":[{"Email":"x","Employees":"y","Ext_Id":"E-1"}]}"#
        let answer = try await tester.call(.post, "Leads", body)
        #expect(answer.status == 400)
        #expect(answer.element()["code"] == "MULTIPLE_OR_MULTI_ERRORS")
        #expect(answer.element()["message"] == "Multiple errors in the request")
        let errors = answer.element()["details"]?["errors"]?.array ?? []
        #expect(
            errors.map { "\($0["code"]?.string ?? "") \($0["details"]?["api_name"]?.string ?? "")" } == [
                "MANDATORY_NOT_FOUND Last_Name", "INVALID_DATA Email", "DUPLICATE_DATA Ext_Id", "INVALID_DATA Employees",
            ])
        let old = try await tester.call(.post, "Leads", body, version: "v2")
        #expect(old.codes == ["MANDATORY_NOT_FOUND"])
    }

    @Test(arguments: ["null", "1", #""x""#, "[]", "true"])
    func anElementThatIsNoObjectIsRefusedByItself(_ element: String) async throws {
        let tester = try await AppTester.writing()
        let answer = try await tester.call(.post, "Leads", #"{"data":[{"Last_Name":"One"},\#(element)]}"#)
        #expect(answer.status == 207)
        #expect(answer.element(1)["code"] != "SUCCESS")
        #expect(answer.text.contains(#""expected_data_type":"jsonobject","api_name":"data","json_path":"$.data[1]""#))
        #expect(try await tester.records([]).count == 4)
    }

    @Test(arguments: [
        ("", "INVALID_DATA", "{}"), ("nope", "INVALID_DATA", "{}"), ("[]", "INVALID_DATA", "{}"),
        ("{}", "MANDATORY_NOT_FOUND", #"{"api_name":"data","json_path":"$.data"}"#),
        (#"{"data":null}"#, "MANDATORY_NOT_FOUND", #"{"api_name":"data","json_path":"$.data"}"#),
        (#"{"data":{}}"#, "INVALID_DATA", #"{"expected_data_type":"jsonarray","api_name":"data","json_path":"$.data"}"#),
        (#"{"data":[]}"#, "INVALID_DATA", #"{"api_name":"data","json_path":"$.data"}"#),
    ])
    func aBodyWithoutRecordsIsRefusedAsAWhole(_ body: String, _ code: String, _ details: String) async throws {
        let tester = try await AppTester.writing()
        expectError(try await tester.call(.post, "Leads", body), code, 400, try JSONValue(parsing: details))
    }

    @Test func aCallHasAtMostAHundredRecords() async throws {
        let tester = try await AppTester.writing()
        let hundred = (1...100).map { #"{"Last_Name":"\#($0)"}"# }.joined(separator: ",")
        #expect(try await tester.call(.post, "Leads", #"{"data":[\#(hundred)]}"#).status == 201)
        expectError(
            try await tester.call(.post, "Leads", #"{"data":[\#(hundred),{"Last_Name":"101"}]}"#), "LIMIT_EXCEEDED", 400,
            ["limit": 100, "limit_due_to": [["api_name": "data", "json_path": "$.data"]]])
        #expect(try await tester.records([]).count == 103)
    }

    @Test func autoNumbersAreCounted() async throws {
        let tester = try await AppTester.writing()
        let answer = try await tester.call(
            .post, "Cases",
            #"{"data":[{"Subject":"1","Case_Origin":"Web","Status":"New"},{"Subject":"2","Case_Origin":"Web","Status":"New"}]}"#)
        #expect(answer.status == 201)
        #expect(try await tester.records(of: "Cases", ["Case_Number"]).map { $0["Case_Number"] } == ["1", "2"])
    }

    @Test func meetingsWhichNoJobImportsCanBeInserted() async throws {
        let tester = try await AppTester.writing()
        let id = try await tester.insert(
            #"{"Event_Title":"Stand-up","Start_DateTime":"2024-01-01T10:00:00+05:30","End_DateTime":"2024-01-01T10:15:00+05:30"}"#,
            into: "Events")
        #expect(try await tester.record(id, of: "Events", ["Event_Title"])["Event_Title"] == "Stand-up")
    }

    @Test(arguments: ["ZohoCRM.modules.leads.READ", "ZohoCRM.modules.contacts.ALL", "ZohoCRM.bulk.ALL"])
    func aTokenWithoutTheScopeIsRefused(_ scopes: String) async throws {
        let tester = try await AppTester.writing()
        let token = try await tester.token(scopes: scopes, user: WriteFixture.patricia)
        expectError(
            try await tester.call(.post, "Leads", #"{"data":[{"Last_Name":"x"}]}"#, token: token), "OAUTH_SCOPE_MISMATCH", 401,
            message: "invalid oauth scope to access this URL")
    }

    @Test func aTokenForOneModuleIsEnoughForItsRecords() async throws {
        let tester = try await AppTester.writing()
        let token = try await tester.token(scopes: "ZohoCRM.modules.leads.CREATE", user: WriteFixture.patricia)
        #expect(try await tester.call(.post, "Leads", #"{"data":[{"Last_Name":"x"}]}"#, token: token).status == 201)
    }

    @Test func aProfileThatMayNotCreateIsRefused() async throws {
        let tester = try await AppTester.writing()
        let store = try await tester.engine.storage.store(of: tester.organization)
        try await store.set(Profile(name: "Administrator", denied: ["Crm_Implied_Create_Leads"]))
        expectError(
            try await tester.call(.post, "Leads", "no JSON"), "NO_PERMISSION", 403, ["permissions": ["Crm_Implied_Create_Leads"]])
    }

    @Test(arguments: ["Nope", "Users", "leads"])
    func aModuleThatThereIsNotIsRefused(_ module: String) async throws {
        let tester = try await AppTester.writing()
        let answer = try await tester.call(.post, module, #"{"data":[{"Last_Name":"x"}]}"#)
        expectError(answer, "INVALID_MODULE", 400, ["resource_path_index": 0])
    }

    @Test func rowsOfASubformAreWrittenWithTheirRecordOnly() async throws {
        let tester = try await AppTester.writing()
        expectError(try await tester.call(.post, "Secondary", #"{"data":[{}]}"#), "INVALID_MODULE", 400)
    }
}
