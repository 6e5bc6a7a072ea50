import BulkModel
import BulkTesting
import HTTPTypes
import Testing

/// Making, changing and removing fields. (platform specification, section 10.2)
@Suite struct FieldChangeTests {
    @Test func aFieldIsMadeAndReadBack() async throws {
        let tester = try await AppTester.reading()
        let answer = try await tester.change(
            .post, "fields?module=Leads",
            [
                "fields": [
                    [
                        "field_label": "Annual Budget", "data_type": "currency", "length": 10, "decimal_place": 3,
                        "currency": ["rounding_option": "round_up", "precision": 3],
                        "tooltip": ["name": "static_text", "value": "in thousands"],
                    ]
                ]
            ])
        let id = try #require(answer.json["fields"]?[0]?["details"]?["id"]?.string)
        #expect(answer.status == 201)
        #expect(
            answer.text == #"{"fields":[{"code":"SUCCESS","details":{"id":"\#(id)"},"message":"field created","status":"success"}]}"#)
        let field = try #require(try await tester.settings("fields/\(id)?module=Leads").json["fields"]?[0])
        #expect(field["api_name"] == "Annual_Budget")
        #expect(field["field_label"] == "Annual Budget")
        #expect(field["custom_field"] == true)
        #expect(field["length"] == 10)
        #expect(field["decimal_place"] == 3)
        #expect(field["currency"] == ["rounding_option": "round_up", "precision": 3])
        #expect(field["tooltip"] == ["name": "static_text", "value": "in thousands"])
        // The records that are there have no value in it.
        let csv = try await tester.export(#"{"query":{"module":{"api_name":"Leads"},"fields":["Last_Name","Annual_Budget"]}}"#)
        #expect(csv.split(separator: "\n")[1] == "554023000000700001,Patricia,")
    }

    static let types: [(type: String, more: [(String, JSONValue)], length: JSONValue)] = [
        ("text", [], 255), ("text", [("length", 80)], 80), ("textarea", [], 2_000), ("textarea", [("textarea", ["type": "large"])], 32_000),
        ("textarea", [("textarea", ["type": "rich_text"])], 50_000), ("email", [], 100), ("phone", [], 30), ("website", [], 450),
        ("picklist", [("pick_list_values", [["display_value": "A", "actual_value": "a"]])], 120),
        ("multiselectpicklist", [("pick_list_values", [["display_value": "A"], ["actual_value": "B"]])], 1_000), ("integer", [], 9),
        ("bigint", [], 18), ("double", [("length", "12")], 12), ("currency", [], 16), ("percent", [], 5), ("boolean", [], 5),
        ("date", [], 20),
        ("datetime", [], 120), ("lookup", [("lookup", ["module": ["api_name": "Accounts"]])], 120), ("userlookup", [], 50),
        ("autonumber", [("auto_number", ["start_number": 1])], 255), ("subform", [], nil),
        ("multiselectlookup", [("multiselectlookup", ["connected_module": ["api_name": "Products"]])], 200), ("multiuserlookup", [], 200),
    ]

    @Test("Every type that can be made is made", arguments: types)
    func everyTypeIsMade(type: String, more: [(String, JSONValue)], length: JSONValue) async throws {
        let tester = try await AppTester.reading()
        try await tester.makeField(
            .object(JSONObject([("field_label", "New One"), ("data_type", .string(type))] + more)), of: "Contacts")
        let field = try await tester.madeField("New_One", of: "Contacts")
        #expect(field?["data_type"] == .string(type))
        #expect(field?["length"] == length)
        // Exports still have all their columns.
        #expect(try await tester.export(#"{"query":{"module":{"api_name":"Contacts"}}}"#).split(separator: "\n").count == 4)
    }

    @Test(
        "What is computed, or holds files, can't be made",
        arguments: ["formula", "rollup_summary", "fileupload", "ownerlookup", "nonsense"])
    func whatIsComputedCantBeMade(type: String) async throws {
        let tester = try await AppTester.reading()
        let answer = try await tester.change(.post, "fields?module=Leads", ["fields": [["field_label": "X", "data_type": .string(type)]]])
        #expect(answer.status == 400)
        let details = answer.json["fields"]?[0]?["details"]
        #expect(details?["json_path"] == "$.fields[0].data_type")
        #expect(details?["supported_values"]?.array?.contains("multiselectlookup") == true)
    }

    @Test func eachElementHasItsOwnOutcome() async throws {
        let tester = try await AppTester.reading()
        let answer = try await tester.change(
            .post, "fields?module=Leads",
            [
                "fields": [
                    ["field_label": "One", "data_type": "text"], ["data_type": "text"], 7, ["field_label": "one", "data_type": "date"],
                ]
            ])
        #expect(answer.status == 207)
        let codes = answer.json["fields"]?.array?.map { $0["code"] }
        #expect(codes == ["SUCCESS", "MANDATORY_NOT_FOUND", "INVALID_DATA", "DUPLICATE_DATA"])
        #expect(answer.json["fields"]?[1]?["details"] == ["api_name": "field_label", "json_path": "$.fields[1].field_label"])
        #expect(answer.json["fields"]?[2]?["details"]?["expected_data_type"] == "jsonobject")
        #expect(answer.json["fields"]?[3]?["details"]?["json_path"] == "$.fields[3].field_label")
        #expect(try await tester.madeField("One", of: "Leads")?["data_type"] == "text")
    }

    @Test func aCallMakesFiveFieldsAtMost() async throws {
        let tester = try await AppTester.reading()
        let fields = (1...6).map { JSONValue.object(JSONObject([("field_label", .string("N\($0)")), ("data_type", "text")])) }
        expectError(
            try await tester.change(.post, "fields?module=Leads", ["fields": .array(fields)]), "LIMIT_EXCEEDED", 400,
            ["limit": 5, "limit_due_to": [["api_name": "fields", "json_path": "$.fields"]]])
        #expect(try await tester.change(.post, "fields?module=Leads", ["fields": .array(Array(fields.prefix(5)))]).status == 201)
    }

    @Test func aModuleHasTwoUniqueFieldsAtMost() async throws {
        let tester = try await AppTester.reading()
        for name in ["U1", "U2"] {
            try await tester.makeField(
                ["field_label": .string(name), "data_type": "text", "unique": ["case_sensitive": false]], of: "Leads")
        }
        let third: JSONValue = ["fields": [["field_label": "U3", "data_type": "email", "unique": ["case_sensitive": false]]]]
        let answer = try await tester.change(.post, "fields?module=Leads", third)
        #expect(answer.json["fields"]?[0]?["code"] == "LIMIT_EXCEEDED")
        #expect(answer.json["fields"]?[0]?["details"]?["limit"] == 2)
        #expect(try await tester.madeField("U1", of: "Leads")?["unique"] == ["case_sensitive": false])
    }

    @Test func aModuleHasSoManyFieldsAndNoMore() async throws {
        var limits = Limits.strict
        limits.customFieldsPerModule = 2
        let tester = try await AppTester.reading(limits: limits)
        try await tester.makeField(["field_label": "A", "data_type": "text"], of: "Skills")
        // The links of employees and skills are a field of employees only.
        try await tester.makeField(["field_label": "B", "data_type": "text"], of: "Skills")
        let answer = try await tester.change(.post, "fields?module=Skills", ["fields": [["field_label": "C", "data_type": "text"]]])
        #expect(answer.json["fields"]?[0]?["code"] == "LIMIT_EXCEEDED")
        #expect(answer.json["fields"]?[0]?["details"]?["limit"] == 2)
    }

    @Test(
        "The API name is made of the label",
        arguments: [
            ("Größe in cm", "Gr_e_in_cm"), ("  Weight  ", "Weight"), ("3rd Name", "Field_3rd_Name"), ("重量", "Field"),
            ("last-name", "last_name1"),
            ("Order", "Order1"), ("a__b", "a_b"), ("sqlite stuff", "Field_sqlite_stuff"),
        ])
    func theAPINameIsMadeOfTheLabel(label: String, apiName: String) async throws {
        let tester = try await AppTester.reading()
        let id = try await tester.makeField(["field_label": .string(label), "data_type": "text"], of: "Leads")
        #expect(try await tester.settings("fields/\(id)?module=Leads").json["fields"]?[0]?["api_name"] == .string(apiName))
    }

    static let refused: [(String, JSONValue, String, String, JSONValue)] = [
        ("no type", ["field_label": "X"], "MANDATORY_NOT_FOUND", "data_type", [:]),
        (
            "a type of another kind", ["field_label": "X", "data_type": ["text"]], "INVALID_DATA", "data_type",
            ["expected_data_type": "string"]
        ),
        (
            "a label of control characters", ["field_label": "a\nb", "data_type": "text"], "INVALID_DATA", "field_label",
            ["regex": #"^[^\x00-\x1F\x7F]+$"#]
        ),
        ("a label there is", ["field_label": "LAST name", "data_type": "text"], "DUPLICATE_DATA", "field_label", [:]),
        ("a name there is", ["field_label": "X", "api_name": "last_NAME", "data_type": "text"], "DUPLICATE_DATA", "api_name", [:]),
        (
            "a name of records", ["field_label": "X", "api_name": "id", "data_type": "text"], "RESERVED_KEYWORD_NOT_ALLOWED", "api_name",
            [:]
        ),
        (
            "a word of queries", ["field_label": "X", "api_name": "Select", "data_type": "text"], "RESERVED_KEYWORD_NOT_ALLOWED",
            "api_name", [:]
        ),
        (
            "too long", ["field_label": "X", "data_type": "text", "length": 256], "INVALID_DATA", "length",
            ["range": ["from": 1, "to": 255]]
        ),
        (
            "no length", ["field_label": "X", "data_type": "integer", "length": 0], "INVALID_DATA", "length",
            ["range": ["from": 1, "to": 9]]
        ),
        (
            "a huge length", ["field_label": "X", "data_type": "text", "length": .number("99999999999999999999")], "INVALID_DATA", "length",
            ["expected_data_type": "integer"]
        ),
        (
            "too many decimals", ["field_label": "X", "data_type": "double", "decimal_place": 10], "INVALID_DATA", "decimal_place",
            ["range": ["from": 0, "to": 9]]
        ),
        (
            "decimals of text", ["field_label": "X", "data_type": "text", "decimal_place": 1], "DEPENDENT_MISMATCH", "decimal_place",
            ["dependee": ["api_name": "data_type", "json_path": "$.fields[0].data_type"]]
        ),
        (
            "two precisions", ["field_label": "X", "data_type": "currency", "decimal_place": 1, "currency": ["precision": 2]],
            "DEPENDENT_MISMATCH",
            "currency.precision", ["dependee": ["api_name": "decimal_place", "json_path": "$.fields[0].decimal_place"]]
        ),
        (
            "no rounding", ["field_label": "X", "data_type": "currency", "currency": ["rounding_option": "up"]], "INVALID_DATA",
            "currency.rounding_option", ["supported_values": ["normal", "round_up", "round_down", "round_off"]]
        ),
        (
            "no text area", ["field_label": "X", "data_type": "textarea", "textarea": ["type": "huge"]], "INVALID_DATA", "textarea.type",
            ["supported_values": ["small", "large", "rich_text"]]
        ),
        ("no values", ["field_label": "X", "data_type": "picklist"], "MANDATORY_NOT_FOUND", "pick_list_values", [:]),
        (
            "a value twice",
            ["field_label": "X", "data_type": "picklist", "pick_list_values": [["display_value": "a"], ["display_value": "A"]]],
            "DUPLICATE_DATA", "pick_list_values[1].actual_value", [:]
        ),
        (
            "a value without a word", ["field_label": "X", "data_type": "picklist", "pick_list_values": [["sequence_number": 1]]],
            "MANDATORY_NOT_FOUND", "pick_list_values[0].display_value", [:]
        ),
        (
            "a separator", ["field_label": "X", "data_type": "multiselectpicklist", "pick_list_values": [["display_value": "a;b"]]],
            "INVALID_DATA",
            "pick_list_values[0].actual_value", ["regex": "^[^;]+$"]
        ),
        (
            "values of text", ["field_label": "X", "data_type": "text", "unique": ["case_sensitive": true]], "INVALID_DATA",
            "unique.case_sensitive", ["supported_values": ["false"]]
        ),
        (
            "unique check boxes", ["field_label": "X", "data_type": "boolean", "unique": ["case_sensitive": false]], "DEPENDENT_MISMATCH",
            "unique",
            ["dependee": ["api_name": "data_type", "json_path": "$.fields[0].data_type"]]
        ),
        ("no module", ["field_label": "X", "data_type": "lookup"], "MANDATORY_NOT_FOUND", "lookup.module", [:]),
        (
            "an unknown module", ["field_label": "X", "data_type": "lookup", "lookup": ["module": ["api_name": "Nope"]]], "INVALID_DATA",
            "lookup.module", [:]
        ),
        (
            "an unknown id", ["field_label": "X", "data_type": "lookup", "lookup": ["module": ["id": "12"]]], "INVALID_DATA",
            "lookup.module.id", [:]
        ),
        (
            "a lookup of rows", ["field_label": "X", "data_type": "lookup", "lookup": ["module": "Project_Details"]], "INVALID_DATA",
            "lookup.module", [:]
        ),
        (
            "no other side", ["field_label": "X", "data_type": "multiselectlookup"], "MANDATORY_NOT_FOUND",
            "multiselectlookup.connected_module", [:]
        ),
        ("no start", ["field_label": "X", "data_type": "autonumber"], "MANDATORY_NOT_FOUND", "auto_number.start_number", [:]),
        (
            "a start below zero", ["field_label": "X", "data_type": "autonumber", "auto_number": ["start_number": -1]], "INVALID_DATA",
            "auto_number.start_number", ["regex": "^[0-9]{1,16}$"]
        ),
        (
            "a long start", ["field_label": "X", "data_type": "autonumber", "auto_number": ["start_number": "12345678901234567"]],
            "INVALID_DATA",
            "auto_number.start_number", ["maximum_length": 16]
        ),
        (
            "a default of no number", ["field_label": "X", "data_type": "integer", "default_value": "many"], "INVALID_DATA",
            "default_value",
            ["expected_data_type": "integer"]
        ),
        (
            "a default beyond the list",
            ["field_label": "X", "data_type": "picklist", "pick_list_values": [["display_value": "a"]], "default_value": "b"],
            "INVALID_DATA",
            "default_value", ["expected_data_type": "picklist"]
        ),
        (
            "no tooltip", ["field_label": "X", "data_type": "text", "tooltip": ["name": "bubble", "value": "v"]], "INVALID_DATA",
            "tooltip.name",
            ["supported_values": ["info_icon", "static_text"]]
        ),
        (
            "rows of rows",
            ["field_label": "X", "data_type": "subform", "fields": [["field_label": "Y", "data_type": "subform"]]], "INVALID_DATA",
            "fields[0].data_type", ["supported_values": .strings(simpleTypes)]
        ),
        (
            "a bad row field",
            ["field_label": "X", "data_type": "subform", "fields": [["field_label": "Y", "data_type": "text", "length": 999]]],
            "INVALID_DATA", "fields[0].length", ["range": ["from": 1, "to": 255]]
        ),
        (
            "encrypted check boxes", ["field_label": "X", "data_type": "boolean", "crypt": ["mode": "encryption"]], "DEPENDENT_MISMATCH",
            "crypt",
            ["dependee": ["api_name": "data_type", "json_path": "$.fields[0].data_type"]]
        ),
    ]

    private static let simpleTypes = [
        "text", "textarea", "email", "phone", "website", "picklist", "multiselectpicklist", "integer", "bigint", "double", "currency",
        "percent", "boolean", "date", "datetime", "lookup", "userlookup", "autonumber",
    ]

    @Test(arguments: refused)
    func whatCanBeNoFieldIsRefusedWithItsPlace(
        name: String, field: JSONValue, code: String, part: String, details: JSONValue
    ) async throws {
        let tester = try await AppTester.reading()
        let before = try await tester.settings("fields?module=Leads").body
        let answer = try await tester.change(.post, "fields?module=Leads", ["fields": [field]])
        #expect(answer.status == 400)
        let element = answer.json["fields"]?[0]
        #expect(element?["code"] == .string(code), "\(name): \(answer.text)")
        let place: JSONValue? = code == "LIMIT_EXCEEDED" ? nil : element?["details"]?["json_path"]
        #expect(place == .string("$.fields[0].\(part)"), "\(name): \(answer.text)")
        for (key, value) in details.object?.members ?? [] {
            #expect(element?["details"]?[key] == value, "\(name): \(answer.text)")
        }
        #expect(try await tester.settings("fields?module=Leads").body == before)
    }

    @Test func theModuleIsNeededAndMustBeThere() async throws {
        let tester = try await AppTester.reading()
        for (method, path) in [(HTTPRequest.Method.post, "fields"), (.patch, "fields"), (.patch, "fields/1"), (.delete, "fields/1")] {
            expectError(try await tester.change(method, path, [:]), "REQUIRED_PARAM_MISSING", 400, ["param_name": "module"])
            expectError(try await tester.change(method, "\(path)?module=Nope", [:]), "INVALID_MODULE", 400, ["param_name": "module"])
        }
        expectError(try await tester.change(.patch, "fields/1?module=Leads", [:]), "INVALID_DATA", 400, ["resource_path_index": 2])
        expectError(try await tester.change(.delete, "fields/x?module=Leads"), "INVALID_DATA", 400, ["resource_path_index": 2])
        expectError(try await tester.change(.delete, "fields?module=Leads"), "REQUIRED_PARAM_MISSING", 400, ["param_name": "ids"])
    }

    // Changing

    @Test func whatAnAnswerTellsCanBeSentBack() async throws {
        let tester = try await AppTester.reading()
        try await tester.makeField(
            ["field_label": "Level", "data_type": "picklist", "pick_list_values": [["display_value": "High", "actual_value": "3"]]],
            of: "Leads")
        for name in ["Level", "Last_Name", "Lead_Source", "Annual_Revenue", "Languages", "Owner", "Created_Time", "id"] {
            let before = try #require(try await tester.madeField(name, of: "Leads"))
            let id = try #require(before["id"]?.string)
            let answer = try await tester.change(.patch, "fields/\(id)?module=Leads", ["fields": [before]])
            #expect(answer.status == 200, "\(name): \(answer.text)")
            #expect(try await tester.madeField(name, of: "Leads") == before, "\(name)")
        }
    }

    @Test func labelLengthAndHintsChange() async throws {
        let tester = try await AppTester.reading()
        let id = try await tester.makeField(["field_label": "Nick", "data_type": "text", "length": 10], of: "Leads")
        let answer = try await tester.change(
            .patch, "fields?module=Leads",
            [
                "fields": [
                    [
                        "id": .string(id), "field_label": "Nickname", "length": 20, "required": true, "default_value": "Bo",
                        "tooltip": ["name": "info_icon", "value": "what friends say"], "private": ["restricted": true],
                        "crypt": ["mode": "encryption"],
                    ]
                ]
            ])
        #expect(
            answer.json == [
                "fields": [["code": "SUCCESS", "details": ["id": .string(id)], "message": "field updated", "status": "success"]]
            ])
        let field = try await tester.madeField("Nick", of: "Leads")
        #expect(field?["field_label"] == "Nickname")
        #expect(field?["length"] == 20)
        #expect(field?["private"]?["restricted"] == true)
        #expect(field?["crypt"]?["mode"] == "encryption")
        let sections = try await tester.settings("layouts?module=Leads").json["layouts"]?[0]?["sections"]?.array ?? []
        let placed = sections.compactMap { $0["fields"]?.element(where: "api_name", is: "Nick") }.first
        #expect(placed?["required"] == true)
        #expect(placed?["default_value"] == "Bo")
        let cleared = try await tester.change(
            .put, "fields/\(id)?module=Leads",
            ["fields": [["tooltip": nil, "private": nil, "crypt": nil, "default_value": nil, "required": false]]])
        #expect(cleared.status == 200)
        let after = try await tester.madeField("Nick", of: "Leads")
        #expect(after?["tooltip"] == .null)
        #expect(after?["private"] == .null)
        #expect(after?["crypt"] == .null)
    }

    static let fixed: [(String, String, JSONValue, String)] = [
        ("Nick", "shorter", ["length": 5], "INVALID_DATA"), ("Nick", "another type", ["data_type": "integer"], "NOT_SUPPORTED"),
        ("Nick", "another name", ["api_name": "Other"], "NOT_SUPPORTED"),
        ("Nick", "a label there is", ["field_label": "company"], "DUPLICATE_DATA"),
        ("Annual_Revenue", "decimals", ["decimal_place": 5], "NOT_SUPPORTED"), ("Last_Name", "length", ["length": 200], "NOT_SUPPORTED"),
        ("Last_Name", "not required", ["required": false], "NOT_SUPPORTED"),
        ("Created_Time", "required", ["required": true], "DEPENDENT_MISMATCH"),
        ("Created_Time", "restricted", ["private": ["restricted": true]], "NOT_SUPPORTED"),
        ("Company", "values", ["pick_list_values": [["display_value": "x"]]], "DEPENDENT_MISMATCH"),
        ("Company", "numbers", ["auto_number": ["start_number": 4]], "DEPENDENT_MISMATCH"),
    ]

    @Test(arguments: fixed)
    func whatWouldHarmRecordsCantBeChanged(field: String, what: String, change: JSONValue, code: String) async throws {
        let tester = try await AppTester.reading()
        try await tester.makeField(["field_label": "Nick", "data_type": "text", "length": 10], of: "Leads")
        let id = try #require(try await tester.madeField(field, of: "Leads")?["id"]?.string)
        let answer = try await tester.change(.patch, "fields/\(id)?module=Leads", ["fields": [change]])
        #expect(answer.status == 400)
        #expect(answer.json["fields"]?[0]?["code"] == .string(code), "\(what): \(answer.text)")
    }

    @Test func valuesOfAListAreAddedRenamedOrderedAndRetired() async throws {
        let tester = try await AppTester.writing()
        let user = WriteFixture.patricia
        let id = try #require(try await tester.madeField("Courses", of: "Leads", user: user)?["id"]?.string)
        _ = try await tester.write("update", "id,Courses\n\(WriteFixture.l1),A\n", ["id@0", "Courses@1"], findBy: "id")
        let answer = try await tester.change(
            .patch, "fields/\(id)?module=Leads",
            ["fields": [["pick_list_values": [["actual_value": "C"], ["actual_value": "B", "display_value": "Bee"]]]]], user: user)
        #expect(answer.status == 200, "\(answer.text)")
        let values = try #require(try await tester.madeField("Courses", of: "Leads", user: user)?["pick_list_values"]?.array)
        #expect(values.map { $0["actual_value"] } == ["C", "B", "A"])
        #expect(values.map { $0["display_value"] } == ["C", "Bee", "A"])
        #expect(values.map { $0["type"] } == ["used", "used", "unused"])
        #expect(try await tester.record(WriteFixture.l1, ["Courses"])["Courses"] == "A")
        // A file that brings the value back makes it a choice again.
        _ = try await tester.write("update", "id,Courses\n\(WriteFixture.l3),A\n", ["id@0", "Courses@1"], findBy: "id")
        _ = try await tester.write("update", "id,Courses\n\(WriteFixture.l1),A;B\n", ["id@0", "Courses@1"], findBy: "id")
        let again = try #require(try await tester.madeField("Courses", of: "Leads", user: user)?["pick_list_values"]?.array)
        #expect(again.map { $0["actual_value"] } == ["C", "B", "A"])
        #expect(again.map { $0["type"] } == ["used", "used", "used"])
    }

    @Test func aFieldBecomesUniqueIfNoTwoRecordsStandAgainstIt() async throws {
        let tester = try await AppTester.writing()
        let user = WriteFixture.patricia
        let id = try #require(try await tester.madeField("Account_Name", of: "Accounts", user: user)?["id"]?.string)
        let unique: JSONValue = ["fields": [["unique": ["case_sensitive": false]]]]
        let answer = try await tester.change(.patch, "fields/\(id)?module=Accounts", unique, user: user)
        #expect(answer.status == 400)
        #expect(
            answer.json["fields"]?[0]
                == [
                    "code": "DUPLICATE_DATA",
                    "details": [
                        "api_name": "unique", "json_path": "$.fields[0].unique",
                        "duplicate_records": [.string("\(WriteFixture.a2)"), .string("\(WriteFixture.a3)")],
                    ], "message": "duplicate data", "status": "error",
                ])
        #expect(try await tester.madeField("Account_Name", of: "Accounts", user: user)?["unique"] == [:])
        _ = try await tester.write(
            "update", "id,Account_Name\n\(WriteFixture.a3),Other Co\n", ["id@0", "Account_Name@1"], module: "Accounts", findBy: "id")
        #expect(try await tester.change(.patch, "fields/\(id)?module=Accounts", unique, user: user).status == 200)
        let again = try await tester.write("insert", "Account_Name\nDUP co\n", ["Account_Name@0"], module: "Accounts")
        #expect(again.row(0).errors == "DUPLICATE_DATA-Account_Name")
        let off = try await tester.change(.patch, "fields/\(id)?module=Accounts", ["fields": [["unique": [:]]]], user: user)
        #expect(off.status == 200)
        #expect(try await tester.write("insert", "Account_Name\nDUP co\n", ["Account_Name@0"], module: "Accounts").counts() == "1/0/0/1")
    }

    @Test func aRequiredFieldIsAskedForByImports() async throws {
        let tester = try await AppTester.writing()
        try await tester.makeField(
            ["field_label": "Region", "data_type": "text", "required": true], of: "Vendors", user: WriteFixture.patricia)
        let file = try await tester.upload("Vendor_Name\nAcme\n")
        let answer = try await tester.sendWrite(AppTester.request("insert", file: file, ["Vendor_Name@0"], module: "Vendors"))
        #expect(answer.json["code"] == "MANDATORY_FIELDS_NOT_MAPPED")
        let outcome = try await tester.write(
            "insert", "Vendor_Name,Region\nAcme,\nBolt,EU\n", ["Vendor_Name@0", "Region@1"], module: "Vendors")
        #expect(outcome.errors == ["MANDATORY_NOT_FOUND-Region", ""])
    }

    @Test func importsCountInTheFormOfTheField() async throws {
        let tester = try await AppTester.writing()
        let user = WriteFixture.patricia
        let id = try await tester.makeField(
            ["field_label": "Number", "data_type": "autonumber", "auto_number": ["prefix": "V-", "start_number": 1000]], of: "Vendors",
            user: user)
        _ = try await tester.write("insert", "Vendor_Name\nA\nB\n", ["Vendor_Name@0"], module: "Vendors")
        _ = try await tester.change(
            .patch, "fields/\(id)?module=Vendors", ["fields": [["auto_number": ["prefix": "W-", "suffix": "!"]]]], user: user)
        _ = try await tester.write("insert", "Vendor_Name\nC\n", ["Vendor_Name@0"], module: "Vendors")
        _ = try await tester.change(.patch, "fields/\(id)?module=Vendors", ["fields": [["auto_number": ["start_number": "5"]]]], user: user)
        _ = try await tester.write("insert", "Vendor_Name\nD\nE\n", ["Vendor_Name@0"], module: "Vendors")
        let numbers = try await tester.records(of: "Vendors", ["Number"]).map { $0["Number"] }
        #expect(numbers == ["V-1000", "V-1001", "W-1002!", "W-5!", "W-6!"])
    }

    // Removing

    @Test func aCustomFieldGoesWithItsValues() async throws {
        let tester = try await AppTester.reading()
        let id = try #require(try await tester.madeField("Languages", of: "Leads")?["id"]?.string)
        let answer = try await tester.change(.delete, "fields/\(id)?module=Leads")
        #expect(
            answer.json == [
                "fields": [["code": "SUCCESS", "details": ["id": .string(id)], "message": "field deleted", "status": "success"]]
            ])
        #expect(answer.status == 200)
        #expect(try await tester.madeField("Languages", of: "Leads") == nil)
        let csv = try await tester.export(#"{"query":{"module":{"api_name":"Leads"},"fields":["Last_Name","Company"]}}"#)
        #expect(csv.split(separator: "\n")[1] == "554023000000700001,Patricia,Zylker")
        // Nothing of it comes back with a field of the same name.
        try await tester.makeField(["field_label": "Languages", "data_type": "text"], of: "Leads")
        #expect(
            try await tester.export(#"{"query":{"module":{"api_name":"Leads"},"fields":["Languages"]}}"#)
                == "Id,Languages\n554023000000700001,\n554023000000700002,\n554023000000700003,\n")
    }

    @Test func whatCameWithTheModuleStays() async throws {
        let tester = try await AppTester.reading()
        let ids = try await ["Last_Name", "id", "Owner"].asyncMap { name in
            try #require(try await tester.madeField(name, of: "Leads")?["id"]?.string)
        }
        let answer = try await tester.change(.delete, "fields?module=Leads&ids=\((ids + ["77", "x"]).joined(separator: ","))")
        #expect(answer.status == 400)
        #expect(
            answer.json["fields"]?.array?.map { $0["code"] } == [
                "NOT_SUPPORTED", "NOT_SUPPORTED", "NOT_SUPPORTED", "INVALID_DATA", "INVALID_DATA",
            ])
        // A link is nothing without both its ends.
        let end = try #require(try await tester.madeField("Skills", of: "EmpXSkills")?["id"]?.string)
        #expect(try await tester.change(.delete, "fields/\(end)?module=EmpXSkills").status == 400)
    }

    @Test func aSubformGoesWithItsRows() async throws {
        let tester = try await AppTester.reading()
        let id = try #require(try await tester.madeField("Project_Details", of: "Deals")?["id"]?.string)
        #expect(try await tester.change(.delete, "fields/\(id)?module=Deals").status == 200)
        #expect(try await tester.settings("modules/Project_Details").status == 400)
        #expect(try await tester.settings("custom_views?module=Project_Details").status == 400)
        expectError(
            try await tester.send(.post, readPath(), body: #"{"query":{"module":{"api_name":"Project_Details"}}}"#), "MODULE_NOT_AVAILABLE",
            400,
            ["api_name": "Project_Details"])
        // The name is free again.
        try await tester.makeField(["field_label": "Project Details", "data_type": "subform"], of: "Deals")
    }

    @Test func aMultiSelectLookupGoesWithItsLinksAndItsOtherSide() async throws {
        let tester = try await AppTester.reading()
        let id = try await tester.makeField(
            [
                "field_label": "Tools", "data_type": "multiselectlookup",
                "multiselectlookup": ["connected_module": "Products", "linking_module": "Use", "connectedfield_apiname": "Used_By"],
            ], of: "Contacts")
        #expect(try await tester.madeField("Used_By", of: "Products")?["multiselectlookup"]?["connected_module"]?["api_name"] == "Contacts")
        #expect(try await tester.change(.delete, "fields/\(id)?module=Contacts").status == 200)
        #expect(try await tester.madeField("Used_By", of: "Products") == nil)
        #expect(try await tester.settings("modules/Use").status == 400)
    }

    @Test func aFieldThatAViewAsksForStays() async throws {
        let tester = try await AppTester.reading()
        let id = try #require(try await tester.madeField("Paid", of: "Leads")?["id"]?.string)
        let view = try await tester.change(
            .post, "custom_views?module=Leads",
            [
                "custom_views": [
                    [
                        "name": "Paid", "criteria": ["comparator": "equal", "field": ["api_name": "Paid"], "value": true],
                        "fields": [["api_name": "Last_Name"], ["api_name": "All_day"]], "sort_by": ["api_name": "All_day"],
                    ]
                ]
            ])
        let viewID = try #require(view.json["custom_views"]?[0]?["details"]?["id"]?.string)
        let answer = try await tester.change(.delete, "fields/\(id)?module=Leads")
        #expect(answer.json["fields"]?[0]?["code"] == "NOT_SUPPORTED")
        #expect(answer.json["fields"]?[0]?["details"]?["reason"]?.string?.contains("'Paid' of Leads") == true)
        // What a view only shows it does without.
        let shown = try #require(try await tester.madeField("All_day", of: "Leads")?["id"]?.string)
        #expect(try await tester.change(.delete, "fields/\(shown)?module=Leads").status == 200)
        let after = try await tester.settings("custom_views/\(viewID)?module=Leads").json["custom_views"]?[0]
        #expect(after?["fields"]?.array?.map { $0["api_name"] } == ["Last_Name"])
        #expect(after?["sort_by"] == .null)
    }

    @Test func aJobThatWaitsGoesByTheSchemaOfTheMoment() async throws {
        let tester = try await AppTester.reading()
        let job = try await tester.createRead(#"{"query":{"module":{"api_name":"Contacts"}}}"#)
        try await tester.makeField(["field_label": "Nick", "data_type": "text"], of: "Contacts")
        try await tester.runJobs()
        #expect(try await tester.csv(of: job).split(separator: "\n")[0].hasSuffix(",Nick"))
    }

    @Test func anotherOrganizationIsNotTouched() async throws {
        let tester = try await AppTester.reading()
        let foreign = try await tester.tokenOfAnotherOrganization()
        let id = try #require(try await tester.madeField("Languages", of: "Leads")?["id"]?.string)
        expectError(
            try await tester.send(.delete, "/crm/v8/settings/fields/\(id)?module=Leads", token: foreign), "INVALID_DATA", 400,
            ["resource_path_index": 2])
        let made = try await tester.send(
            .post, "/crm/v8/settings/fields?module=Leads", body: #"{"fields":[{"field_label":"Theirs","data_type":"text"}]}"#,
            token: foreign)
        #expect(made.status == 201)
        #expect(try await tester.madeField("Theirs", of: "Leads") == nil)
    }
}

extension Sequence {
    fileprivate func asyncMap<Result>(_ transform: (Element) async throws -> Result) async rethrows -> [Result] {
        var results: [Result] = []
        for element in self { results.append(try await transform(element)) }
        return results
    }
}
