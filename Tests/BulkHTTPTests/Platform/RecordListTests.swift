import BulkEngine
import BulkModel
import BulkTesting
import HTTPTypes
import Testing

/// Lists of records: what they hold, in which order, and what is refused. (platform specification, section 14.1)
@Suite struct RecordListTests {
    @Test func theNewestRecordsComeFirstWithTheFieldsAskedForAndTheirID() async throws {
        let tester = try await AppTester.reading()
        let answer = try await tester.records("Contacts?fields=Last_Name,Owner,Account_Name,Lead_Source")
        #expect(answer.status == 200)
        #expect(
            answer.json["data"]?.description == """
                [{"Last_Name":"Smith","Owner":{"name":"Jane Smith","id":"554023000000691003","email":"jane.smith@zylker.example"},\
                "Account_Name":null,"Lead_Source":"Cold Call","id":"554023000000900003"},\
                {"Last_Name":"O\\"Neil","Owner":{"name":"Jane Smith","id":"554023000000691003","email":"jane.smith@zylker.example"},\
                "Account_Name":{"name":"Acme, Inc.","id":"554023000000800002"},"Lead_Source":null,"id":"554023000000900002"},\
                {"Last_Name":"Boyle","Owner":{"name":"Patricia Boyle","id":"554023000000235011",\
                "email":"patricia.boyle@zylker.example"},"Account_Name":{"name":"Zylker Corp","id":"554023000000800001"},\
                "Lead_Source":"Advertisement","id":"554023000000900001"}]
                """)
        #expect(
            answer.json["info"] == [
                "per_page": 200, "count": 3, "page": 1, "sort_by": "id", "sort_order": "desc", "more_records": false,
                "next_page_token": nil, "previous_page_token": nil, "page_token_expiry": nil,
            ])
    }

    @Test func valuesHaveTheirDocumentedKinds() async throws {
        let tester = try await AppTester.reading()
        let names = [
            "Annual_Revenue", "No_of_Employees", "Email_Opt_Out", "Languages", "Created_Time", "Tag", "Health_Note", "Docs", "id", "Fax",
        ]
        let answer = try await tester.records("Leads?converted=both&sort_by=Created_Time&fields=\(names.joined(separator: ","))")
        let records = try #require(answer.json["data"]?.array)
        #expect(
            records[0] == [
                "Annual_Revenue": .number("2500.5"), "No_of_Employees": 3, "Email_Opt_Out": false, "Languages": ["English"],
                "Created_Time": "2021-10-01T09:00:00+05:30", "Tag": [], "Health_Note": nil, "Docs": [], "id": "554023000000700003",
                "Fax": nil,
            ], "restricted data is blank")
        #expect(records[2]["Languages"] == ["English", "Tamil"])
        #expect(records[2]["Annual_Revenue"] == 1_000)
        #expect(records[1]["Annual_Revenue"] == .null)
    }

    @Test(arguments: allVersions)
    func fieldsAreNeededFromV3On(version: String) async throws {
        let tester = try await AppTester.reading()
        let answer = try await tester.records("Contacts", version: version)
        if ["v2", "v2.1"].contains(version) {
            let first = try #require(answer.json["data"]?[0])
            #expect(first["Last_Name"] == "Smith")
            #expect(first.names.filter { !$0.hasPrefix("$") }.last == "id")
            #expect(!first.names.contains("Converted__s"), "listed from v4 on")
            #expect(answer.json["info"] == ["per_page": 200, "count": 3, "page": 1, "more_records": false])
        } else {
            expectError(
                answer, "REQUIRED_PARAM_MISSING", 400, ["param_name": "fields"], message: "One of the expected parameter is missing")
        }
    }

    @Test func atMostFiftyFieldsAreToldFromV3On() async throws {
        let tester = try await AppTester.reading()
        let fifty = (1...50).map { "F\(1_000 + $0)".replacing("F1", with: "F") }
        try await tester.insert(into: "Wide", ["Name"], [(554_023_000_000_560_001, ["w"])])
        #expect(try await tester.records("Wide?fields=\(fifty.joined(separator: ","))").status == 200)
        let many = (fifty + ["Name"]).joined(separator: ",")
        expectError(
            try await tester.records("Wide?fields=\(many)"), "LIMIT_EXCEEDED", 400, ["limit": "50", "param_name": "fields"])
        #expect(try await tester.records("Wide?fields=\(many)", version: "v2").first("Name") == "w")
        let native = try await AppTester.reading(limits: .native)
        #expect(try await native.records("Wide?fields=\(many)").status == 204)
    }

    @Test func namesThereAreNoneOfArePassedOver() async throws {
        let tester = try await AppTester.reading()
        let answer = try await tester.records("Deals?fields=Nope,Deal_Name,%20Stage,Deal_Name,Owner.last_name,Project_Details")
        #expect(answer.status == 204)
        try await tester.insert(into: "Deals", ["Deal_Name", "Stage"], [(554_023_000_000_570_001, ["Big", "Qualification"])])
        let names = try await tester.records("Deals?fields=Nope,Deal_Name,%20Stage,Deal_Name,Owner.last_name,Project_Details")
        #expect(names.json["data"]?[0]?.names == ["Deal_Name", "Stage", "id"], "rows of subforms are told of single records only")
        #expect(try await tester.records("Deals?fields=Nope").json["data"]?[0]?.names == ["id"])
    }

    @Test func propertiesBeginWithADollarSignAndAreToldWhenNamed() async throws {
        let tester = try await AppTester.reading()
        let answer = try await tester.records("Leads?fields=Last_Name,$converted,$approval_state,$nope&converted=true")
        #expect(
            answer.json["data"] == [["Last_Name": "Lee", "id": "554023000000700003", "$converted": true, "$approval_state": "approved"]])
        let whole = try #require(try await tester.records("Leads", version: "v2").json["data"]?[0])
        #expect(whole["$converted"] == false)
        #expect(whole["$currency_symbol"] == "$")
        #expect(whole["$approval_state"] == nil, "known from v2.1 on")
        #expect(try await tester.records("Leads", version: "v2.1").first("$approval_state") == "approved")
        #expect(try await tester.records("Contacts", version: "v2").first("$converted") == nil)
    }

    @Test(
        arguments: [
            ("", [700_002, 700_001]), ("&converted=false", [700_002, 700_001]), ("&converted=true", [700_003]),
            ("&converted=BOTH", [700_003, 700_002, 700_001]), ("&cvid=554023000000093005", [700_003]),
            ("&cvid=5725767000000087501", [700_003, 700_002, 700_001]), ("&cvid=554023000000093005&converted=false", []),
            ("&cvid=554023000000087502", []),
        ] as [(String, [Int])])
    func convertedRecordsAreLeftOutUnlessAskedForOrInAView(_ parameters: String, _ numbers: [Int]) async throws {
        let tester = try await AppTester.reading()
        let answer = try await tester.records("Leads?fields=id" + parameters)
        #expect(answer.numbers == numbers)
        #expect(answer.status == (numbers.isEmpty ? 204 : 200))
        if numbers.isEmpty { #expect(answer.headers[.contentType] == nil) }
    }

    @Test(
        arguments: [
            ("", [710_001, 720_003, 720_001]), ("&approved=true", [710_001, 720_003, 720_001]), ("&approved=false", [720_002]),
            ("&approved=both", [720_003, 720_002, 720_001]),
        ] as [(String, [Int])])
    func recordsThatWaitForApprovalAreLeftOutUnlessAskedFor(_ parameters: String, _ numbers: [Int]) async throws {
        let tester = try await AppTester.writing()
        let answer = try await tester.records("Leads?fields=id,$approved" + parameters)
        #expect(answer.numbers == numbers.filter { $0 > 720_000 })
        if parameters.hasSuffix("=false") { #expect(answer.first("$approved") == false) }
    }

    @Test(
        arguments: [
            ("", [900_003, 900_002, 900_001]), ("&sort_order=asc", [900_001, 900_002, 900_003]),
            ("&sort_by=id&sort_order=DESC", [900_003, 900_002, 900_001]),
            ("&sort_by=Created_Time", [900_005, 900_003, 900_002, 900_001, 900_004]),
            ("&sort_by=Created_Time&sort_order=asc", [900_004, 900_001, 900_002, 900_003, 900_005]),
        ] as [(String, [Int])])
    func recordsComeInTheOrderAskedFor(_ parameters: String, _ numbers: [Int]) async throws {
        let tester = try await AppTester.reading()
        if parameters.contains("Created_Time") {
            try await tester.insert(
                into: "Contacts", ["Last_Name", "Created_Time"],
                [(554_023_000_000_900_004, ["None", ""]), (554_023_000_000_900_005, ["Late", "2022-01-01T00:00:00Z"])])
        }
        let answer = try await tester.records("Contacts?fields=id" + parameters)
        #expect(answer.numbers == numbers)
        #expect(answer.json["info"]?["sort_order"] == (parameters.contains("asc") ? "asc" : "desc"))
    }

    @Test func idsChooseRecords() async throws {
        let tester = try await AppTester.reading()
        let answer = try await tester.records("Contacts?fields=id&ids=554023000000900001,%20554023000000900003,1")
        #expect(answer.numbers == [900_003, 900_001])
        for bad in ["x", "1,x", ",", "-1", "12345678901234567890"] {
            expectError(try await tester.records("Contacts?fields=id&ids=\(bad)"), "INVALID_DATA", 400, ["param_name": "ids"])
        }
        let many = (1...101).map(String.init).joined(separator: ",")
        expectError(
            try await tester.records("Contacts?fields=id&ids=\(many)"), "LIMIT_EXCEEDED", 400, ["limit": "100", "param_name": "ids"])
    }

    @Test func onlyWhatHasChangedSinceATimeIsTold() async throws {
        let tester = try await AppTester.reading()
        let path = "Leads?fields=id&converted=both"
        #expect(try await tester.records(path, since: "2021-09-02T09:59:59+05:30").numbers == [700_003, 700_002])
        #expect(try await tester.records(path, since: "2021-09-02T10:00:00+05:30").numbers == [700_003])
        let nothing = try await tester.records(path, since: "2021-10-02T10:00:00+05:30")
        #expect(nothing.status == 304)
        #expect(nothing.body.isEmpty)
        #expect(nothing.headers[.contentType] == nil)
        #expect(try await tester.records(path, since: "20210902T1000+0530").numbers == [700_003])
        #expect(try await tester.records(path, since: "20211002").numbers == [700_003])
        #expect(try await tester.records(path, since: "20211003").status == 304)
        expectError(
            try await tester.records(path, since: "Tue, 15 Nov 1994 12:45:26 GMT"), "INVALID_DATA", 400,
            ["expected_data_type": "datetime", "header": "If-Modified-Since"],
            message: "If-Modified-Since takes a time in ISO 8601 such as 2026-03-01T17:30:00+05:30, not 'Tue, 15 Nov 1994 12:45:26 GMT'")
    }

    @Test(
        arguments: [
            ("cvid=1", ["param_name": "cvid"]), ("cvid=x", ["param_name": "cvid"]),
            ("cvid=3409643000000087501", ["param_name": "cvid"]),
            ("sort_by=Last_Name", ["param_name": "sort_by", "supported_values": ["id", "Created_Time", "Modified_Time"]]),
            ("sort_order=up", ["param_name": "sort_order", "supported_values": ["asc", "desc"]]),
            ("converted=maybe", ["param_name": "converted", "supported_values": ["true", "false", "both"]]),
            ("approved=1", ["param_name": "approved", "supported_values": ["true", "false", "both"]]),
            ("territory_id=1", ["param_name": "territory_id"]), ("page_token=abc", ["param_name": "page_token"]),
        ] as [(String, JSONValue)])
    func valuesThereAreNoneOfAreRefused(_ parameter: String, _ details: JSONValue) async throws {
        let tester = try await AppTester.reading()
        expectError(try await tester.records("Leads?fields=id&\(parameter)"), "INVALID_DATA", 400, details)
    }

    @Test(arguments: [("", false), ("&sort_order=desc", true)])
    func viewsHaveTheirOwnOrder(parameters: String, isTurned: Bool) async throws {
        let tester = try await AppTester.reading()
        try await tester.insert(
            into: "Contacts", ["Last_Name", "Description"],
            [
                (554_023_000_000_900_004, ["boyle", "x"]), (554_023_000_000_900_005, ["", ""]),
                (554_023_000_000_900_006, ["Ärger", ""]),
            ])
        var view = CustomView(id: ObjectID(554_023_000_000_099_001), module: "Contacts", name: "By name")
        view.sort = CustomView.Sort("Last_Name", isAscending: true)
        try await tester.store().apply([.addView(view)])
        let path = "Contacts?fields=id&cvid=554023000000099001" + parameters
        let expected = [900_005, 900_001, 900_004, 900_002, 900_003, 900_006]
        let whole = try await tester.records(path)
        #expect(whole.numbers == (isTurned ? expected.reversed() : expected))
        #expect(whole.json["info"]?["sort_by"] == "Last_Name")
        var numbers: [Int] = []
        var token = ""
        repeat {
            let page = try await tester.records("\(path)&per_page=1\(token)")
            numbers += page.numbers
            token = (page.json["info"]?["next_page_token"]?.string).map { "&page_token=\($0)" } ?? ""
        } while !token.isEmpty && numbers.count < 20
        #expect(numbers == whole.numbers)
    }

    @Test func aViewOfSomebodyElsesIsNone() async throws {
        let tester = try await AppTester.reading()
        var view = CustomView(id: ObjectID(554_023_000_000_099_001), module: "Contacts", name: "Mine")
        view.access = .author
        view.createdBy = UserReference(id: ObjectID(ReadFixture.patricia), name: "Patricia Boyle")
        try await tester.store().apply([.addView(view)])
        var jane = try #require(try await tester.store().user(ObjectID(ReadFixture.jane)))
        jane.profile = "Standard"
        try await tester.store().update(jane)
        let token = try await tester.token(
            scopes: "ZohoCRM.modules.ALL,ZohoSearch.securesearch.READ,ZohoCRM.settings.ALL", user: ReadFixture.jane)
        #expect(try await tester.records("Contacts?fields=id&cvid=554023000000099001").numbers.count == 3)
        for path in ["Contacts?fields=id&cvid=554023000000099001", "Contacts/actions/count?cvid=554023000000099001"] {
            expectError(try await tester.records(path, token: token), "INVALID_DATA", 400, ["param_name": "cvid"])
        }
    }

    @Test func aViewAndAnOrderExcludeOneAnother() async throws {
        let tester = try await AppTester.reading()
        expectError(
            try await tester.records("Leads?fields=id&cvid=554023000000093005&sort_by=id"), "AMBIGUITY_DURING_PROCESSING", 400,
            ["ambiguity_due_to": [["param_name": "cvid"], ["param_name": "sort_by"]]])
    }

    @Test func whatIsLongIsCutInListsOnly() async throws {
        let tester = try await AppTester.reading()
        var field = Field.draft("Story", .textarea, length: 50_000)
        field.textAreaKind = "rich_text"
        try await SchemaEditor(store: tester.store()).add([field], to: "Contacts")
        try await tester.insert(into: "Contacts", ["Story"], [(554_023_000_000_900_009, [String(repeating: "é", count: 501)])])
        #expect(try await tester.records("Contacts?fields=Story").first("Story")?.string?.count == 500)
        #expect(try await tester.records("Contacts/554023000000900009").first("Story")?.string?.count == 501)
    }

    @Test(arguments: ["Project_Details", "EmpXSkills", "Appointments__s", "Notes"])
    func recordsOfEveryModuleCanBeListed(module: String) async throws {
        let tester = try await AppTester.reading()
        #expect([200, 204].contains(try await tester.records("\(module)?fields=id").status))
    }
}
