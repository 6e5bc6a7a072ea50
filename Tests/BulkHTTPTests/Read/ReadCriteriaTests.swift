import BulkModel
import BulkTesting
import HTTPTypes
import Testing

/// Conformance cases of bulk read: criteria that select records. (sections 4 and 12.2)
@Suite struct ReadCriteriaTests {
    /// A query over one module with one criteria, in the shape of v2.1 and later.
    private static func body(_ module: String, _ criteria: String, more: String = "") -> String {
        #"{"query":{"module":{"api_name":"\#(module)"},"fields":["id"],"criteria":\#(criteria)\#(more)}}"#
    }

    private static func leaf(_ field: String, _ comparator: String, _ value: String) -> String {
        #"{"field":{"api_name":"\#(field)"},"comparator":"\#(comparator)","value":\#(value)}"#
    }

    /// The ids an export has, without the prefix that all of the fixture's share.
    private static func ids(_ csv: String) -> [String] {
        csv.split(separator: "\n").dropFirst().map { String($0.suffix(6)) }
    }

    @Test("BR-08 v2 names a field by api_name")
    func version2() async throws {
        let tester = try await AppTester.reading()
        let csv = try await tester.export(
            #"{"query":{"module":"Leads","fields":["id"],"criteria":{"api_name":"Last_Name","comparator":"equal","value":"Lee"}}}"#,
            version: "v2")
        #expect(Self.ids(csv) == ["700003"])
    }

    @Test("BR-09 v8 echoes a criterion with the field's id and type")
    func echo() async throws {
        let tester = try await AppTester.reading()
        let job = try await tester.createRead(Self.body("Leads", Self.leaf("Last_Name", "equal", "\"Lee\"")))
        let schema = try await tester.engine.storage.store(of: tester.organization).schema()
        let field = try #require(schema.module(named: "Leads")?.field(named: "Last_Name"))
        #expect(
            try await tester.details(of: job)["query"]?["criteria"]?.description
                == #"{"field":{"id":"\#(field.id)","api_name":"Last_Name"},"comparator":"equal","type":"value","value":"Lee"}"#)
        let inVersion7 = try await tester.details(of: job, version: "v7")["query"]?["criteria"]
        #expect(inVersion7?["type"] == nil && inVersion7?["field"]?["id"] == .id(field.id))
        #expect(
            try await tester.details(of: job, version: "v2")["query"]?["criteria"]
                == ["api_name": "Last_Name", "comparator": "equal", "value": "Lee"])
    }

    @Test(
        "criteria select the records they should",
        arguments: [
            ("BR-13", "Contacts", leaf("Lead_Source", "equal", "\"${EMPTY}\""), ["900002"]),
            ("BR-14", "Contacts", leaf("Lead_Source", "not_equal", "\"${EMPTY}\""), ["900001", "900003"]),
            (
                "BR-15", "Contacts", leaf("Created_Time", "between", #"["2021-08-01T10:00:00+05:30","2021-08-02T10:00:00+05:30"]"#),
                ["900002", "900003"]
            ),
            ("BR-18", "Leads", leaf("Email_Opt_Out", "equal", "\"true\""), ["700001"]),
            ("BR-18 boolean", "Leads", leaf("Email_Opt_Out", "equal", "true"), ["700001"]),
            ("BR-18 letter case", "Leads", leaf("Email_Opt_Out", "equal", "\"TRUE\""), ["700001"]),
            ("BR-21", "Leads", leaf("No_of_Employees", "greater_equal", "\"10\""), ["700001", "700002"]),
            (
                "BR-26", "Leads", leaf("Owner", "in", #"["554023000000235011","554023000000691003"]"#), ["700001", "700002"]
            ),
            ("BR-58", "Project_Details", leaf("Expected_Budget", "greater_equal", "\"40000\""), ["500002"]),
            ("letter case", "Leads", leaf("Last_Name", "equal", "\"LEE\""), ["700003"]),
            ("contains", "Leads", leaf("Company", "contains", "\"YL\""), ["700001"]),
            ("not_contains and empties", "Contacts", leaf("Lead_Source", "not_contains", "\"cold\""), ["900001", "900002"]),
            ("starts_with", "Leads", leaf("Email", "starts_with", "\"KUM\""), ["700002"]),
            ("ends_with", "Leads", leaf("Email", "ends_with", "\".example\""), ["700002", "700003"]),
            ("not_equal and empties", "Contacts", leaf("Lead_Source", "not_equal", "\"cold call\""), ["900001", "900002"]),
            ("in with empty", "Contacts", leaf("Lead_Source", "in", #"["Cold Call","${EMPTY}"]"#), ["900002", "900003"]),
            ("not_in with empty", "Contacts", leaf("Lead_Source", "not_in", #"["Cold Call","${EMPTY}"]"#), ["900001"]),
            ("decimals", "Leads", leaf("Annual_Revenue", "equal", "2500.50"), ["700003"]),
            ("decimals between the stored", "Leads", leaf("Annual_Revenue", "greater_than", "2500.499"), ["700003"]),
            ("decimals finer than stored", "Leads", leaf("Annual_Revenue", "equal", "2500.501"), []),
            ("negative", "Leads", leaf("Annual_Revenue", "greater_than", "\"-1\""), ["700001", "700003"]),
            ("empty is no number", "Leads", leaf("Annual_Revenue", "less_than", "1000000"), ["700001", "700003"]),
            ("options equal as sets", "Leads", leaf("Languages", "equal", "\"tamil;English\""), ["700001"]),
            ("one option contains", "Leads", leaf("Languages", "contains", "\"glis\""), ["700001", "700003"]),
            ("one option starts", "Leads", leaf("Languages", "starts_with", "\"Tam\""), ["700001"]),
            ("a day in the user's zone", "Contacts", leaf("Created_Time", "equal", "\"2021-08-01\""), ["900002"]),
            ("after a day", "Contacts", leaf("Created_Time", "greater_than", "\"2021-08-01\""), ["900003"]),
            ("not between", "Contacts", leaf("Created_Time", "not_between", #"["2021-08-01","2021-08-01"]"#), ["900001", "900003"]),
            ("another offset", "Contacts", leaf("Created_Time", "equal", "\"2021-08-01T04:30:00Z\""), ["900002"]),
            ("record id", "Contacts", leaf("id", "in", #"[554023000000900001,"554023000000900003"]"#), ["900001", "900003"]),
            ("lookup id", "Contacts", leaf("Account_Name", "not_equal", "554023000000800001"), ["900002", "900003"]),
            ("lookup's id by a dot", "Contacts", leaf("Account_Name.id", "equal", "\"554023000000800001\""), ["900001"]),
            ("converted", "Leads", leaf("$converted", "equal", "true"), ["700003"]),
            ("alias api_name", "Leads", #"{"api_name":"Last_Name","comparator":"equal","value":"Lee"}"#, ["700003"]),
            ("a name as owner", "Contacts", leaf("Owner", "equal", "\"boyle\""), ["900001"]),
            ("a full name as owner", "Contacts", leaf("Owner", "in", "[\"Jane Smith\"]"), ["900002", "900003"]),
            ("nobody as owner", "Contacts", leaf("Owner", "not_equal", "\"Nobody\""), ["900001", "900002", "900003"]),
            ("zero fraction", "Contacts", leaf("Created_Time", "equal", "\"2021-08-01T04:30:00.000Z\""), ["900002"]),
        ])
    func selection(name: String, module: String, criteria: String, expected: [String]) async throws {
        let tester = try await AppTester.reading()
        #expect(Self.ids(try await tester.export(Self.body(module, criteria))) == expected, "\(name)")
    }

    @Test("BR-12 an or-group reaches through lookups")
    func orGroup() async throws {
        let tester = try await AppTester.reading()
        let leaves = [
            Self.leaf("Lead_Source", "equal", "\"Advertisement\""), Self.leaf("Owner.last_name", "equal", "\"Boyle\""),
            Self.leaf("Account_Name.Phone", "contains", "\"99807\""),
        ]
        let csv = try await tester.export(
            Self.body("Contacts", #"{"group":[\#(leaves.joined(separator: ","))],"group_operator":"or"}"#))
        #expect(Self.ids(csv) == ["900001"])
    }

    @Test("BR-33 and BR-59 and-groups may be written in capitals, and are echoed in lower case")
    func capitalOperator() async throws {
        let tester = try await AppTester.reading()
        let leaves = [
            Self.leaf("Employees.Year_of_Experience", "greater_than", "\"4\""), Self.leaf("Skills.Name", "contains", "\"Social\""),
        ]
        let job = try await tester.createRead(
            """
            {"query":{"module":{"api_name":"EmpXSkills"},"fields":["Employees.Name","Employees.Year_of_Experience","Skills.Name"],\
            "criteria":{"group":[\(leaves.joined(separator: ","))],"group_operator":"AND"}}}
            """)
        try await tester.runJobs()
        #expect(
            try await tester.csv(of: job)
                == "Id,Employees.Name,Employees.Year_of_Experience,Skills.Name\n554023000000530001,Ann,6,Social Media\n")
        #expect(try await tester.details(of: job)["query"]?["criteria"]?["group_operator"] == "and")
    }

    @Test("BR-28, S-25 25 criteria are allowed and 26 are not")
    func leafLimit() async throws {
        let tester = try await AppTester.reading()
        let leaf = Self.leaf("Last_Name", "equal", "\"Boyle\"")
        let group = { (count: Int) in
            #"{"group_operator":"and","group":[\#(Array(repeating: leaf, count: count).joined(separator: ","))]}"#
        }
        #expect(try await tester.send(.post, readPath(), body: Self.body("Contacts", group(25))).status == 201)
        expectError(
            try await tester.send(.post, readPath(), body: Self.body("Contacts", group(26))), "CRITERIA_LIMIT_EXCEEDED", 400,
            ["max_limit": 25], message: "Number of criteria exceeded the maximum limit of 25")
    }

    @Test("BR-30 a group of one is a quirk; an empty group never is")
    func singleMember() async throws {
        let one = Self.body("Leads", #"{"group_operator":"and","group":[\#(Self.leaf("Last_Name", "equal", "\"Lee\""))]}"#)
        let none = Self.body("Leads", #"{"group_operator":"and","group":[]}"#)
        let lenient = try await AppTester.reading()
        #expect(Self.ids(try await lenient.export(one)) == ["700003"])
        let rigid = try await AppTester.reading(quirks: .rigid)
        for (tester, body) in [(lenient, none), (rigid, none), (rigid, one)] {
            let answer = try await tester.send(.post, readPath(), body: body)
            let sent = try JSONValue(parsing: body)["query"]?["criteria"] ?? .null
            expectError(
                answer, "AMBIGUOUS_GROUP_IN_CRITERIA", 400, sent,
                message: "Ambiguous group in criteria \(sent). Group should be used only when there are more than one criteria")
        }
    }

    @Test("25 criteria may stand inside one another, and a criterion inside hundreds of groups of one")
    func depth() async throws {
        let tester = try await AppTester.reading()
        let leaf = Self.leaf("Owner.last_name", "equal", "\"Boyle\"")
        var nested = leaf
        for level in 1..<25 {
            nested = #"{"group_operator":"\#(level % 2 == 0 ? "and" : "or")","group":[\#(leaf),\#(nested)]}"#
        }
        #expect(Self.ids(try await tester.export(Self.body("Contacts", nested))) == ["900001"])
        var wrapped = leaf
        for _ in 0..<250 { wrapped = #"{"group_operator":"and","group":[\#(wrapped)]}"# }
        #expect(Self.ids(try await tester.export(Self.body("Contacts", wrapped))) == ["900001"])
    }

    @Test("the complement of a comparison leaves empties out once its quirk is switched off")
    func complementQuirk() async throws {
        var quirks = Quirks.lenient
        quirks[.complementMatchesEmpty] = false
        let tester = try await AppTester.reading(quirks: quirks)
        #expect(
            Self.ids(try await tester.export(Self.body("Contacts", Self.leaf("Lead_Source", "not_equal", "\"Cold Call\"")))) == ["900001"])
    }

    @Test("S-24 rigid takes no name for an owner")
    func rigidOwner() async throws {
        let tester = try await AppTester.reading(quirks: .rigid)
        expectError(
            try await tester.send(.post, readPath(), body: Self.body("Contacts", Self.leaf("Owner", "equal", "\"Boyle\""))),
            "FIELD_AND_VALUE_IN_CRITERIA_NOT_COMPATIBLE", 400, ["api_name": "Owner"])
    }

    @Test("S-13 rigid takes no fraction, not even of zeros")
    func rigidFraction() async throws {
        let tester = try await AppTester.reading(quirks: .rigid)
        let criterion = Self.leaf("Created_Time", "equal", "\"2021-08-01T04:30:00.000Z\"")
        expectError(
            try await tester.send(.post, readPath(), body: Self.body("Contacts", criterion)), "VALUE_IN_CRITERIA_NOT_SUPPORTED", 400,
            try JSONValue(parsing: criterion))
    }

    @Test(
        "a time may come in any form of ISO 8601 that has an offset",
        arguments: [
            "2021-05-01T09:00:00+0530", "2021-05-01T09:00+05:30", "2021-05-01T08:30:00+05", "20210501T033000Z", "20210501T0900+0530",
        ])
    func formsOfTimes(time: String) async throws {
        let tester = try await AppTester.reading()
        #expect(Self.ids(try await tester.export(Self.body("Leads", Self.leaf("Created_Time", "equal", "\"\(time)\"")))) == ["700001"])
    }

    @Test("a day may come without hyphens")
    func formsOfDays() async throws {
        let tester = try await AppTester.reading()
        #expect(Self.ids(try await tester.export(Self.body("Leads", Self.leaf("Created_Time", "equal", "\"20210501\"")))) == ["700001"])
    }

    @Test(
        "a user's last name is also found by the full name, by equality only",
        arguments: [
            (leaf("Owner.last_name", "equal", "\"Patricia Boyle\""), ["700001", "700003"], ["700003"]),
            (leaf("Owner.last_name", "equal", "\"patricia BOYLE\""), ["700001", "700003"], ["700003"]),
            (leaf("Owner.last_name", "in", "[\"Jane Smith\",\"Boyle\"]"), ["700001", "700002"], ["700001"]),
            (leaf("Owner.last_name", "not_equal", "\"Patricia Boyle\""), ["700002"], ["700001", "700002"]),
            (leaf("Owner.last_name", "not_in", "[\"Jane Smith\"]"), ["700001", "700003"], ["700001", "700002", "700003"]),
            (leaf("Owner.last_name", "equal", "\"Boyle\""), ["700001"], ["700001"]),
            (leaf("Owner.last_name", "starts_with", "\"Jane\""), [], []),
            (leaf("Owner.first_name", "equal", "\"Jane Smith\""), [], []),
        ] as [(String, [String], [String])])
    func fullNames(criteria: String, lenient: [String], rigid: [String]) async throws {
        #expect(Self.ids(try await AppTester.reading().export(Self.body("Leads", criteria))) == lenient)
        #expect(Self.ids(try await AppTester.reading(quirks: .rigid).export(Self.body("Leads", criteria))) == rigid)
    }
}
