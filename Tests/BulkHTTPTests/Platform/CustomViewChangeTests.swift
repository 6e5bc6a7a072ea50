import BulkModel
import BulkTesting
import HTTPTypes
import Testing

/// Making, changing and removing custom views. (platform specification, section 12.2)
@Suite struct CustomViewChangeTests {
    /// Makes a view that must be accepted.
    private func make(
        _ view: JSONValue, of module: String = "Leads", in tester: AppTester, user: Int64 = ReadFixture.patricia
    ) async throws -> String {
        let answer = try await tester.change(.post, "custom_views?module=\(module)", ["custom_views": [view]], user: user)
        guard answer.status == 201, let id = answer.json["custom_views"]?[0]?["details"]?["id"]?.string else {
            throw UnexpectedAnswer(answer: answer)
        }
        return id
    }

    private func view(_ id: String, in tester: AppTester, version: String = "v8", user: Int64 = ReadFixture.patricia) async throws
        -> JSONValue?
    {
        try await tester.settings("custom_views/\(id)?module=Leads", version: version, user: user).json["custom_views"]?[0]
    }

    private static let large: JSONValue = [
        "name": "Large and open", "access_type": "public",
        "criteria": [
            "group_operator": "AND",
            "group": [
                ["comparator": "greater_equal", "field": ["api_name": "No_of_Employees"], "value": 10],
                ["comparator": "equal", "field": ["api_name": "Converted__s"], "value": false],
            ],
        ],
        "fields": [["api_name": "Last_Name"], ["api_name": "Company"]], "sort_by": ["api_name": "Company"], "sort_order": "desc",
    ]

    @Test func aViewIsMadeAndReadBack() async throws {
        let tester = try await AppTester.reading()
        let answer = try await tester.change(.post, "custom_views?module=Leads", ["custom_views": [Self.large]])
        #expect(answer.status == 201)
        let id = try #require(answer.json["custom_views"]?[0]?["details"]?["id"]?.string)
        #expect(
            answer.text
                == #"{"custom_views":[{"code":"SUCCESS","details":{"id":"\#(id)"},"message":"custom view created","status":"success"}]}"#)
        let view = try #require(try await view(id, in: tester))
        #expect(view["name"] == "Large and open")
        #expect(view["system_defined"] == false)
        #expect(view["category"] == "created_by_me")
        #expect(view["access_type"] == "public")
        #expect(view["created_by"] == ["name": "Patricia Boyle", "id": .string("\(ReadFixture.patricia)")])
        // The clock of the tests, shown in Patricia's zone.
        #expect(view["created_time"]?.string?.hasSuffix("+05:30") == true)
        #expect(view["modified_time"] == .null)
        let employees = try #require(try await tester.madeField("No_of_Employees", of: "Leads")?["id"])
        #expect(
            view["criteria"]?["group"]?[0]
                == [
                    "comparator": "greater_equal", "field": ["api_name": "No_of_Employees", "id": employees], "value": 10, "type": "value",
                ])
        #expect(view["fields"]?.array?.map { $0["api_name"] } == ["Last_Name", "Company"])
        #expect(view["sort_by"]?["api_name"] == "Company")
        #expect(view["sort_order"] == "desc")
        let listed = try await tester.settings("custom_views?module=Leads").json["custom_views"]?.element(where: "id", is: .string(id))
        #expect(listed?["name"] == "Large and open")
        let old = try await self.view(id, in: tester, version: "v2")
        #expect(old?["fields"] == ["Last_Name", "Company"])
        #expect(old?["sort_by"] == "Company")
        #expect(old?["shared_type"] == "public")
    }

    @Test func exportsGoByAViewThatWasMade() async throws {
        let tester = try await AppTester.reading()
        let id = try await make(Self.large, in: tester)
        let csv = try await tester.export(#"{"query":{"module":{"api_name":"Leads"},"fields":["Last_Name"],"cvid":"\#(id)"}}"#)
        #expect(csv == "Id,Last_Name\n554023000000700001,Patricia\n554023000000700002,Kumar\n")
        let both = """
            {"query":{"module":{"api_name":"Leads"},"fields":["Last_Name"],"cvid":"\(id)",\
            "criteria":{"field":{"api_name":"Company"},"comparator":"equal","value":"Acme"}}}
            """
        #expect(try await tester.export(both) == "Id,Last_Name\n554023000000700002,Kumar\n")
    }

    @Test(
        "Place-holders and the lists of views mean what they say",
        arguments: [
            (#"{"comparator":"equal","field":{"api_name":"Owner"},"value":"${CURRENTUSER}"}"#, ["554023000000700001"]),
            (#"{"comparator":"equal","field":{"api_name":"Annual_Revenue"},"value":"${EMPTY}"}"#, ["554023000000700002"]),
            (
                #"{"comparator":"equal","field":{"api_name":"Annual_Revenue"},"value":"${NOTEMPTY}"}"#,
                ["554023000000700001", "554023000000700003"]
            ),
            (
                #"{"comparator":"equal","field":{"api_name":"Company"},"value":["Acme","Initech"]}"#,
                ["554023000000700002", "554023000000700003"]
            ),
            (#"{"comparator":"greater_equal","field":{"api_name":"Created_Time"},"value":"${DAYSAGO}0"}"#, []),
        ])
    func placeholders(criteria: String, expected: [String]) async throws {
        let tester = try await AppTester.reading()
        let id = try await make(["name": "P", "criteria": try JSONValue(parsing: Array(criteria.utf8))], in: tester)
        #expect(try await view(id, in: tester)?["criteria"]?["value"] == JSONValue(parsing: Array(criteria.utf8))["value"])
        let csv = try await tester.export(#"{"query":{"module":{"api_name":"Leads"},"fields":["id"],"cvid":"\#(id)"}}"#)
        #expect(csv.split(separator: "\n").dropFirst().map(String.init) == expected)
    }

    @Test func aViewIsChanged() async throws {
        let tester = try await AppTester.reading()
        let id = try await make(Self.large, in: tester)
        let answer = try await tester.change(
            .put, "custom_views/\(id)?module=Leads",
            ["custom_views": [["name": "Large", "criteria": nil, "sort_by": nil, "fields": [["api_name": "Email"]], "locked": true]]])
        #expect(answer.status == 200)
        #expect(answer.json["custom_views"]?[0]?["message"] == "custom view updated")
        let view = try await view(id, in: tester)
        #expect(view?["name"] == "Large")
        #expect(view?["criteria"] == .null)
        #expect(view?["sort_by"] == .null)
        #expect(view?["locked"] == true)
        #expect(view?["modified_by"]?["id"] == .string("\(ReadFixture.patricia)"))
        #expect(view?["fields"]?.array?.count == 1)
        // As an element of the list, by its id; what isn't said stays.
        let listed = try await tester.change(.put, "custom_views?module=Leads", ["custom_views": [["id": .string(id), "name": "Big"]]])
        #expect(listed.status == 200)
        #expect(try await self.view(id, in: tester)?["locked"] == true)
    }

    @Test func whatAnAnswerTellsCanBeSentBack() async throws {
        let tester = try await AppTester.reading()
        let id = try await make(Self.large, in: tester)
        let before = try #require(try await view(id, in: tester))
        let answer = try await tester.change(.put, "custom_views/\(id)?module=Leads", ["custom_views": [before]])
        #expect(answer.status == 200, "\(answer.text)")
        #expect(try await view(id, in: tester) == before)
    }

    @Test func aViewIsRemoved() async throws {
        let tester = try await AppTester.reading()
        let first = try await make(["name": "A"], in: tester)
        let second = try await make(["name": "B"], in: tester)
        let answer = try await tester.change(.delete, "custom_views/\(first)?module=Leads")
        #expect(answer.json["custom_views"]?[0]?["message"] == "custom view deleted")
        let several = try await tester.change(.delete, "custom_views?module=Leads&ids=\(second),\(first),x")
        #expect(several.status == 207)
        #expect(several.json["custom_views"]?.array?.map { $0["code"] } == ["SUCCESS", "INVALID_DATA", "INVALID_DATA"])
        #expect(try await tester.settings("custom_views/\(second)?module=Leads").status == 400)
        expectError(try await tester.change(.delete, "custom_views/\(first)?module=Leads"), "INVALID_DATA", 400, ["resource_path_index": 2])
    }

    @Test func aNameComesOnce() async throws {
        let tester = try await AppTester.reading()
        let answer = try await tester.change(
            .post, "custom_views?module=Leads", ["custom_views": [["name": "view 554023000000093005"], ["name": "Mine"], ["name": "mine"]]])
        #expect(answer.status == 207)
        #expect(
            answer.json["custom_views"]?[0]
                == [
                    "code": "DUPLICATE_DATA", "details": ["api_name": "name", "json_path": "$.custom_views[0].name"],
                    "message": "duplicate data", "status": "error",
                ])
        #expect(answer.json["custom_views"]?[1]?["code"] == "SUCCESS")
        #expect(answer.json["custom_views"]?[2]?["details"]?["json_path"] == "$.custom_views[2].name")
        // The same name is free in another module.
        _ = try await make(["name": "Mine"], of: "Contacts", in: tester)
    }

    @Test func viewsThatCameWithTheModuleStay() async throws {
        let tester = try await AppTester.reading()
        let id = "554023000000087501"
        for answer in [
            try await tester.change(.put, "custom_views/\(id)?module=Leads", ["custom_views": [["name": "X"]]]),
            try await tester.change(.delete, "custom_views/\(id)?module=Leads"),
        ] {
            #expect(answer.status == 400)
            #expect(answer.json["custom_views"]?[0]?["code"] == "NOT_SUPPORTED")
        }
    }

    static let refused: [(JSONValue, String, JSONValue?)] = [
        ([:], "MANDATORY_NOT_FOUND", "$.custom_views[0].name"), (["name": nil], "MANDATORY_NOT_FOUND", "$.custom_views[0].name"),
        (["name": 7], "INVALID_DATA", "$.custom_views[0].name"),
        (["name": .string(String(repeating: "x", count: 101))], "INVALID_DATA", "$.custom_views[0].name"),
        (["name": "V", "criteria": []], "INVALID_DATA", "$.custom_views[0].criteria"),
        (["name": "V", "criteria": [:]], "INVALID_CRITERIA", nil),
        (
            ["name": "V", "criteria": ["comparator": "equal", "field": ["api_name": "Nope"], "value": 1]],
            "FIELD_IN_CRITERIA_NOT_AVAILABLE", nil
        ),
        (
            ["name": "V", "criteria": ["comparator": "contains", "field": ["api_name": "No_of_Employees"], "value": 1]],
            "FIELD_COMPARATOR_IN_CRITERIA_NOT_SUPPORTED", nil
        ),
        (
            ["name": "V", "criteria": ["comparator": "equal", "field": ["api_name": "No_of_Employees"], "value": "many"]],
            "FIELD_AND_VALUE_IN_CRITERIA_NOT_COMPATIBLE", nil
        ),
        (["name": "V", "fields": ["Last_Name", "Nope"]], "INVALID_DATA", "$.custom_views[0].fields[1].api_name"),
        (["name": "V", "fields": ["Last_Name", "Last_Name"]], "DUPLICATE_DATA", "$.custom_views[0].fields[1].api_name"),
        (["name": "V", "fields": [7]], "MANDATORY_NOT_FOUND", "$.custom_views[0].fields[0].api_name"),
        (["name": "V", "fields": "Last_Name"], "INVALID_DATA", "$.custom_views[0].fields"),
        (["name": "V", "sort_by": ["api_name": "Nope"]], "INVALID_DATA", "$.custom_views[0].sort_by"),
        (["name": "V", "sort_by": "Last_Name", "sort_order": "up"], "INVALID_DATA", "$.custom_views[0].sort_order"),
        (["name": "V", "sort_order": "asc"], "DEPENDENT_FIELD_MISSING", "$.custom_views[0].sort_order"),
        (["name": "V", "access_type": "secret"], "INVALID_DATA", "$.custom_views[0].access_type"),
        (["name": "V", "access_type": "shared"], "DEPENDENT_FIELD_MISSING", "$.custom_views[0].access_type"),
        (
            ["name": "V", "shared_to": [["type": "users", "id": "554023000000691003"]]], "DEPENDENT_MISMATCH", "$.custom_views[0].shared_to"
        ),
        (
            ["name": "V", "access_type": "shared", "shared_to": [["type": "users", "id": "12"]]], "INVALID_DATA",
            "$.custom_views[0].shared_to[0].id"
        ),
        (
            ["name": "V", "access_type": "shared", "shared_to": [["type": "roles", "id": "12"]]], "INVALID_DATA",
            "$.custom_views[0].shared_to[0].type"
        ),
        (["name": "V", "locked": "yes"], "INVALID_DATA", "$.custom_views[0].locked"),
    ]

    @Test(arguments: refused)
    func whatCanBeNoViewIsRefused(view: JSONValue, code: String, place: JSONValue?) async throws {
        let tester = try await AppTester.reading()
        let answer = try await tester.change(.post, "custom_views?module=Leads", ["custom_views": [view]])
        #expect(answer.status == 400)
        #expect(answer.json["custom_views"]?[0]?["code"] == .string(code), "\(answer.text)")
        if let place { #expect(answer.json["custom_views"]?[0]?["details"]?["json_path"] == place, "\(answer.text)") }
        #expect(try await tester.settings("custom_views?module=Leads").json["custom_views"]?.element(where: "name", is: "V") == nil)
    }

    @Test func whoMaySeeAViewIsSaidByItsAuthor() async throws {
        let tester = try await AppTester.reading()
        let store = try await tester.engine.storage.store(of: tester.organization)
        // Neither of the two others is an administrator, who would see all.
        let (ann, bob) = (ObjectID(554_023_000_000_990_001), ObjectID(554_023_000_000_990_002))
        for (id, name) in [(ann, "Ann"), (bob, "Bob")] {
            try await store.add(
                User(id: id, firstName: nil, lastName: name, email: "\(name)@x.com", timeZone: "UTC", role: "Sales", profile: "Standard"))
        }
        let own = try await make(["name": "Own", "access_type": "only_to_me"], in: tester, user: ann.rawValue)
        let shared = try await make(
            ["name": "Shared", "access_type": "shared", "shared_to": [["type": "users", "id": .id(bob)]]], in: tester, user: ann.rawValue)
        func category(_ view: String, _ user: Int64) async throws -> JSONValue? {
            try await tester.settings("custom_views?module=Leads", user: user).json["custom_views"]?
                .element(where: "id", is: .string(view))?["category"]
        }
        #expect(try await category(own, ann.rawValue) == "created_by_me")
        #expect(try await category(own, bob.rawValue) == nil)
        #expect(try await category(own, ReadFixture.patricia) == "other_users_views")
        #expect(try await category(shared, bob.rawValue) == "shared_with_me")
        #expect(
            try await view(shared, in: tester, user: bob.rawValue)?["shared_to"]
                == [["type": "users", "name": "Bob", "id": .id(bob), "subordinates": nil]])
        #expect(try await view(own, in: tester, user: bob.rawValue) == nil)
        // What Bob can't see he can neither export by nor change.
        let token = try await tester.token(scopes: AppTester.standardScopes, user: bob.rawValue)
        let body = #"{"query":{"module":{"api_name":"Leads"},"cvid":"\#(own)"}}"#
        expectError(try await tester.send(.post, readPath(), body: body, token: token), "CVID_NOT_SUPPORTED", 400)
        expectError(
            try await tester.send(.get, "/crm/v8/Leads?fields=Last_Name&cvid=\(own)", token: token), "INVALID_DATA", 400,
            ["param_name": "cvid"])
        expectError(
            try await tester.change(.delete, "custom_views/\(own)?module=Leads", user: bob.rawValue), "INVALID_DATA", 400,
            ["resource_path_index": 2])
        let listed = try await tester.change(.delete, "custom_views?module=Leads&ids=\(own)", user: bob.rawValue)
        #expect(listed.json["custom_views"]?[0]?["code"] == "INVALID_DATA")
    }

    @Test("Before v8 there is no such call", arguments: allVersions.dropLast())
    func beforeV8ThereIsNoSuchCall(version: String) async throws {
        let tester = try await AppTester.reading()
        expectError(
            try await tester.change(.post, "custom_views?module=Leads", [:], version: version), "API_NOT_SUPPORTED", 400,
            ["supported_version": 8])
    }

    @Test func theScopeMustAllowIt() async throws {
        let tester = try await AppTester.reading()
        let view: JSONValue = ["custom_views": [["name": "V"]]]
        for scopes in ["ZohoCRM.settings.custom_views.READ", "ZohoCRM.settings.custom_views.UPDATE", "ZohoCRM.settings.fields.ALL"] {
            expectError(try await tester.change(.post, "custom_views?module=Leads", view, scopes: scopes), "OAUTH_SCOPE_MISMATCH", 401)
        }
        #expect(
            try await tester.change(.post, "custom_views?module=Leads", view, scopes: "ZohoCRM.settings.custom_views.WRITE").status == 201)
    }
}
