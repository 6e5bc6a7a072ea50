import BulkModel
import BulkTesting
import HTTPTypes
import Testing

/// Making and changing modules. (platform specification, section 9.3)
@Suite struct ModuleChangeTests {
    @Test func aModuleIsMadeWithTheFieldsAndViewsOfEveryCustomModule() async throws {
        let tester = try await AppTester.reading()
        let answer = try await tester.change(
            .post, "modules",
            [
                "modules": [
                    [
                        "singular_label": "Project", "plural_label": "Projects", "api_name": "Projects1",
                        "profiles": [["id": .string(tester.administrators)]],
                    ]
                ]
            ])
        #expect(answer.status == 201)
        let id = try #require(answer.json["modules"]?[0]?["details"]?["id"]?.string)
        #expect(
            answer.text
                == #"{"modules":[{"code":"SUCCESS","details":{"id":"\#(id)"},"message":"module created successfully","status":"success"}]}"#
        )
        let module = try #require(try await tester.settings("modules/Projects1").json["modules"]?[0])
        #expect(module["id"] == .string(id))
        #expect(module["generated_type"] == "custom")
        #expect(module["singular_label"] == "Project")
        #expect(module["plural_label"] == "Projects")
        let fields = try await tester.settings("fields?module=Projects1").json["fields"]
        #expect(fields?.element(where: "api_name", is: "Name")?["field_label"] == "Project Name")
        #expect(fields?.element(where: "api_name", is: "Owner") != nil)
        let views = try await tester.settings("custom_views?module=Projects1").json["custom_views"]
        #expect(views?.element(where: "system_name", is: "ALLVIEWS")?["name"] == "All Projects")
    }

    @Test(
        "The API name is made of the plural label",
        arguments: [
            ("Machine Parts", "Machine_Parts"), ("Größen 2", "Gr_en_2"), ("2nd Visits", "Module_2nd_Visits"), ("品物", "Module"),
            // There is a module of that name, and a path of the API.
            ("skills", "skills1"), ("Users", "Users1"), ("Settings", "Settings1"),
        ])
    func theAPINameIsMadeOfThePluralLabel(plural: String, apiName: String) async throws {
        let tester = try await AppTester.reading()
        // Labels of modules must differ too, so those in the way get other ones.
        _ = try await tester.change(.put, "modules/Skills", ["modules": [["singular_label": "Ability", "plural_label": "Abilities"]]])
        let id = try await tester.makeModule("Some Thing", plural)
        let module = try await tester.settings("modules/\(id)").json["modules"]?[0]
        #expect(module?["api_name"] == .string(apiName))
    }

    @Test func recordsCanBeNamedByRunningNumbers() async throws {
        let tester = try await AppTester.writing()
        let user = WriteFixture.patricia
        let answer = try await tester.change(
            .post, "modules",
            [
                "modules": [
                    [
                        "singular_label": "Ticket", "plural_label": "Tickets", "profiles": [["id": .string(tester.administrators)]],
                        "display_field": [
                            "field_label": "Ticket No", "data_type": "autonumber",
                            "auto_number": ["prefix": "T-", "start_number": "100", "suffix": "/x"],
                        ],
                    ]
                ]
            ], user: user)
        #expect(answer.status == 201, "\(answer.text)")
        let name = try await tester.madeField("Name", of: "Tickets", user: user)
        #expect(name?["data_type"] == "autonumber")
        #expect(name?["field_label"] == "Ticket No")
        #expect(name?["system_mandatory"] == false)
        #expect(name?["auto_number"] == ["prefix": "T-", "start_number": 100, "suffix": "/x"])
        let outcome = try await tester.write("insert", "Email\na@x.com\nb@x.com\n", ["Email@0"], module: "Tickets")
        #expect(outcome.counts() == "2/0/0/2")
        #expect(try await tester.records(of: "Tickets", ["Name"]).map { $0["Name"] } == ["T-100/x", "T-101/x"])
        let change = try await tester.change(
            .put, "modules/Tickets",
            ["modules": [["display_field": ["auto_number": ["prefix": "U", "start_number": 7], "data_type": "autonumber"]]]],
            user: user)
        #expect(change.status == 200, "\(change.text)")
        _ = try await tester.write("insert", "Email\nc@x.com\n", ["Email@0"], module: "Tickets")
        #expect(try await tester.records(of: "Tickets", ["Name"]).map { $0["Name"] } == ["T-100/x", "T-101/x", "U7/x"])
    }

    @Test func labelsCanBeChangedAndTheViewsThatCameWithTheModuleFollow() async throws {
        let tester = try await AppTester.reading()
        let id = try #require(try await tester.settings("modules/Employees").json["modules"]?[0]?["id"]?.string)
        let answer = try await tester.change(
            .put, "modules", ["modules": [["id": .string(id), "singular_label": "Person", "plural_label": "People"]]])
        #expect(answer.status == 200)
        #expect(answer.json["modules"]?[0]?["message"] == "module updated successfully")
        let module = try await tester.settings("modules/Employees").json["modules"]?[0]
        #expect(module?["plural_label"] == "People")
        let views = try await tester.settings("custom_views?module=Employees").json["custom_views"]
        #expect(views?.element(where: "system_name", is: "ALLVIEWS")?["name"] == "All People")
        // Its records are where they were.
        #expect(try await tester.export(#"{"query":{"module":{"api_name":"Employees"},"fields":["Name"]}}"#).contains("Ann"))
    }

    static let refused: [(String, JSONValue, String, JSONValue)] = [
        (
            "no label", ["plural_label": "Boats"], "MANDATORY_NOT_FOUND",
            ["api_name": "singular_label", "json_path": "$.modules[0].singular_label"]
        ),
        (
            "null", ["singular_label": nil, "plural_label": "Boats"], "MANDATORY_NOT_FOUND",
            ["api_name": "singular_label", "json_path": "$.modules[0].singular_label"]
        ),
        (
            "blank", ["singular_label": "  ", "plural_label": "Boats"], "MANDATORY_NOT_FOUND",
            ["api_name": "singular_label", "json_path": "$.modules[0].singular_label"]
        ),
        (
            "number", ["singular_label": 7, "plural_label": "Boats"], "INVALID_DATA",
            ["expected_data_type": "string", "api_name": "singular_label", "json_path": "$.modules[0].singular_label"]
        ),
        (
            "too long", ["singular_label": "Boat", "plural_label": "Boats of the river and sea"], "INVALID_DATA",
            ["maximum_length": 25, "api_name": "plural_label", "json_path": "$.modules[0].plural_label"]
        ),
        (
            "signs", ["singular_label": "Boat!", "plural_label": "Boats"], "INVALID_DATA",
            ["regex": #"^[\p{L}\p{N} ]+$"#, "api_name": "singular_label", "json_path": "$.modules[0].singular_label"]
        ),
        (
            "a label there is", ["singular_label": "Boat", "plural_label": "leads"], "DUPLICATE_DATA",
            ["api_name": "plural_label", "json_path": "$.modules[0].plural_label"]
        ),
        (
            "a name there is", ["singular_label": "Boat", "plural_label": "Boats", "api_name": "LEADS"], "DUPLICATE_DATA",
            ["api_name": "api_name", "json_path": "$.modules[0].api_name"]
        ),
        (
            "a word of the API", ["singular_label": "Boat", "plural_label": "Boats", "api_name": "settings"],
            "RESERVED_KEYWORD_NOT_ALLOWED",
            ["api_name": "api_name", "json_path": "$.modules[0].api_name"]
        ),
        (
            "two underscores", ["singular_label": "Boat", "plural_label": "Boats", "api_name": "Bo__ats"], "INVALID_DATA",
            ["regex": "^[A-Za-z](?:_?[A-Za-z0-9])*$", "api_name": "api_name", "json_path": "$.modules[0].api_name"]
        ),
        (
            "SQL", ["singular_label": "Boat", "plural_label": "Boats", "api_name": "a\"; drop table Leads --"], "INVALID_DATA",
            ["regex": "^[A-Za-z](?:_?[A-Za-z0-9])*$", "api_name": "api_name", "json_path": "$.modules[0].api_name"]
        ),
        (
            "no profiles", ["singular_label": "Boat", "plural_label": "Boats", "profiles": []], "MANDATORY_NOT_FOUND",
            ["api_name": "profiles", "json_path": "$.modules[0].profiles"]
        ),
        (
            "an unknown profile", ["singular_label": "Boat", "plural_label": "Boats", "profiles": [["id": "12"]]], "INVALID_DATA",
            ["api_name": "id", "json_path": "$.modules[0].profiles[0].id"]
        ),
        (
            "profiles of another kind", ["singular_label": "Boat", "plural_label": "Boats", "profiles": ["12"]], "INVALID_DATA",
            ["expected_data_type": "jsonobject", "api_name": "profiles", "json_path": "$.modules[0].profiles[0]"]
        ),
        (
            "numbers without a start", ["singular_label": "Boat", "plural_label": "Boats", "display_field": ["data_type": "autonumber"]],
            "MANDATORY_NOT_FOUND", ["api_name": "start_number", "json_path": "$.modules[0].display_field.auto_number.start_number"]
        ),
        (
            "another name field", ["singular_label": "Boat", "plural_label": "Boats", "display_field": ["data_type": "email"]],
            "INVALID_DATA",
            ["supported_values": ["text", "autonumber"], "api_name": "data_type", "json_path": "$.modules[0].display_field.data_type"]
        ),
    ]

    @Test(arguments: refused)
    func whatCanBeNoModuleIsRefusedWithItsPlace(name: String, module: JSONValue, code: String, details: JSONValue) async throws {
        let tester = try await AppTester.reading()
        var object = try #require(module.object)
        if object["profiles"] == nil { object["profiles"] = [["id": .string(tester.administrators)]] }
        let answer = try await tester.change(.post, "modules", ["modules": [.object(object)]])
        #expect(answer.status == 400)
        let element = answer.json["modules"]?[0]
        #expect(element?.names == ["code", "details", "message", "status"])
        #expect(element?["code"] == .string(code), "\(name): \(answer.text)")
        #expect(element?["details"] == details, "\(name): \(answer.text)")
        #expect(element?["status"] == "error")
        #expect(try await tester.settings("modules/Boats").status == 400)
    }

    @Test func aCallMakesOneModule() async throws {
        let tester = try await AppTester.reading()
        let answer = try await tester.change(.post, "modules", ["modules": [["singular_label": "A"], ["singular_label": "B"]]])
        expectError(
            answer, "LIMIT_EXCEEDED", 400,
            ["limit": 1, "limit_due_to": [["api_name": "modules", "json_path": "$.modules"]]])
    }

    @Test(arguments: ["", "[]", "7", "{", "null"])
    func aBodyThatIsNoObjectIsRefused(body: String) async throws {
        let tester = try await AppTester.reading()
        let token = try await tester.token(scopes: "ZohoCRM.settings.ALL")
        expectError(
            try await tester.send(.post, "/crm/v8/settings/modules", body: body, token: token), "INVALID_DATA", 400, message: "body")
    }

    @Test func theListIsNeeded() async throws {
        let tester = try await AppTester.reading()
        let place: [(String, JSONValue)] = [("api_name", "modules"), ("json_path", "$.modules")]
        expectError(try await tester.change(.post, "modules", [:]), "MANDATORY_NOT_FOUND", 400, .object(JSONObject(place)))
        expectError(
            try await tester.change(.post, "modules", ["modules": [:]]), "INVALID_DATA", 400,
            .object(JSONObject([("expected_data_type", "jsonarray")] + place)))
        expectError(
            try await tester.change(.post, "modules", ["modules": []]), "INVALID_DATA", 400,
            .object(JSONObject([("minimum_length", 1)] + place)))
    }

    @Test("Before v6 there is no such call", arguments: ["v2", "v2.1", "v3", "v4", "v5"])
    func beforeV6ThereIsNoSuchCall(version: String) async throws {
        let tester = try await AppTester.reading()
        for (method, path) in [
            (HTTPRequest.Method.post, "modules"), (.put, "modules/Leads"), (.post, "fields?module=Leads"), (.patch, "fields/1"),
        ] {
            expectError(
                try await tester.change(method, path, [:], version: version), "API_NOT_SUPPORTED", 400, ["supported_version": 6],
                message: "api version is not supported")
        }
    }

    @Test func theScopeMustAllowIt() async throws {
        let tester = try await AppTester.reading()
        let module: JSONValue = [
            "modules": [["singular_label": "Boat", "plural_label": "Boats", "profiles": [["id": .string(tester.administrators)]]]]
        ]
        for scopes in [
            "ZohoCRM.settings.modules.READ", "ZohoCRM.settings.modules.UPDATE", "ZohoCRM.settings.fields.ALL", "ZohoCRM.modules.ALL",
        ] {
            expectError(try await tester.change(.post, "modules", module, scopes: scopes), "OAUTH_SCOPE_MISMATCH", 401)
        }
        expectError(
            try await tester.change(.put, "modules/Leads", module, scopes: "ZohoCRM.settings.modules.CREATE"), "OAUTH_SCOPE_MISMATCH", 401)
        #expect(try await tester.change(.post, "modules", module, scopes: "ZohoCRM.settings.modules.CREATE").status == 201)
    }

    @Test func theProfileMustAllowIt() async throws {
        let tester = try await AppTester.reading()
        let store = try await tester.engine.storage.store(of: tester.organization)
        try await store.set(Profile(name: "Administrator", denied: ["Crm_Implied_Customize_Zoho_CRM"]))
        for (method, path) in [
            (HTTPRequest.Method.post, "modules"), (.post, "fields?module=Leads"), (.delete, "custom_views?module=Leads&ids=1"),
        ] {
            expectError(
                try await tester.change(method, path, [:]), "NO_PERMISSION", 403, ["permissions": ["Crm_Implied_Customize_Zoho_CRM"]])
        }
    }

    @Test func aModuleThatIsNotThereCantBeChanged() async throws {
        let tester = try await AppTester.reading()
        let change: JSONValue = ["modules": [["singular_label": "X"]]]
        expectError(try await tester.change(.put, "modules/Nope", change), "INVALID_MODULE", 400, ["resource_path_index": 2])
        expectError(try await tester.change(.put, "modules/Users", change), "INVALID_MODULE", 400, ["resource_path_index": 2])
        let answer = try await tester.change(.put, "modules", ["modules": [["id": "77", "singular_label": "X"]]])
        #expect(answer.json["modules"]?[0]?["details"]?["json_path"] == "$.modules[0].id")
        // A name that clients know stays what it is.
        let renamed = try await tester.change(.put, "modules/Employees", ["modules": [["api_name": "Staff"]]])
        #expect(renamed.status == 400)
        #expect(renamed.json["modules"]?[0]?["code"] == "NOT_SUPPORTED")
    }
}
