import BulkModel
import BulkTesting
import HTTPTypes
import Testing

/// What is refused, and how. (platform specification, section 15)
@Suite struct COQLErrorTests {
    @Test(
        arguments: [
            ("select id from Leads", ["clause": "where"], "missing clause"), ("", ["clause": "select"], "missing clause"),
            ("update Leads set x = 1", ["clause": "select"], "missing clause"),
            (
                "select id form Leads where id is null",
                ["line": 1, "column": 11, "near": "form", "expected": "a comma or from"], "error occured while parsing the query"
            ),
            (
                "select id\nfrom Leads\nwhere id is nil", ["line": 3, "column": 13, "near": "nil", "expected": "null"],
                "error occured while parsing the query"
            ),
            (
                "select id from Leads where a = 'x", ["line": 1, "column": 32, "near": "'x", "expected": "a quote that ends the text"],
                "error occured while parsing the query"
            ),
        ] as [(String, JSONValue, String)])
    func aSyntaxErrorTellsItsPlace(query: String, details: JSONValue, message: String) async throws {
        expectError(try await AppTester.reading().coql(query), "SYNTAX_ERROR", 400, details, message: message)
    }

    @Test(
        arguments: [
            ("{}", "MANDATORY_NOT_FOUND", ["api_name": "select_query"]),
            (#"{"select_query":null}"#, "MANDATORY_NOT_FOUND", ["api_name": "select_query"]),
            (
                #"{"select_query":["x"]}"#, "INVALID_DATA",
                ["expected_data_type": "string", "api_name": "select_query", "json_path": "$.select_query"]
            ), ("", "INVALID_DATA", [:]), ("[]", "INVALID_DATA", [:]), ("select id", "INVALID_DATA", [:]), ("null", "INVALID_DATA", [:]),
            (
                #"{"select_query":"select id from Leads where id is null","include_meta":"fields"}"#, "INVALID_DATA",
                ["expected_data_type": "jsonarray", "api_name": "include_meta", "json_path": "$.include_meta"]
            ),
            (
                #"{"select_query":"select id from Leads where id is null","include_meta":["layouts"]}"#, "INVALID_DATA",
                ["api_name": "include_meta", "json_path": "$.include_meta", "supported_values": ["fields"]]
            ),
        ] as [(String, String, JSONValue)])
    func aBodyOfTheWrongShapeIsRefused(body: String, code: String, details: JSONValue) async throws {
        let tester = try await AppTester.reading()
        let token = try await tester.token(scopes: "ZohoCRM.coql.READ,ZohoCRM.modules.ALL")
        expectError(try await tester.send(.post, "/crm/v8/coql", body: body, token: token), code, 400, details)
    }

    @Test(arguments: ["Nope", "leads", "Home", "sqlite_schema", "_jobs", "_meta", "catalog"])
    func aModuleThatIsNotThereIsRefused(module: String) async throws {
        expectError(
            try await AppTester.reading().coql("select id from \(module) where id is not null"), "INVALID_MODULE", 400,
            message: "the given module is not supported in api")
    }

    @Test(arguments: [
        "Nope", "last_name", "Owner.Nope", "Company.Name", "Owner.role.name", "Nope.id", "a..b", "Last_Name.", "!Contacts.Last_Name",
        "!Last_Name", "Owner.Reporting_To.Reporting_To.id",
    ])
    func aColumnThatIsNotThereIsNamed(column: String) async throws {
        let tester = try await AppTester.reading()
        for query in [
            "select \(column) from Leads where id is not null", "select id from Leads where \(column) = 'x'",
            "select id from Leads where id is not null order by \(column)", "select SUM(\(column)) from Leads where id is not null",
            "select COUNT(id) from Leads where id is not null group by \(column)",
        ] {
            expectError(
                try await tester.coql(query), "INVALID_QUERY", 400, ["column_name": .string(column)], message: "Invalid query formed")
        }
    }

    @Test(arguments: [
        ("Last_Name < 'x'", "Last_Name", "<"), ("Last_Name between 'a' and 'b'", "Last_Name", "between"),
        ("Email_Opt_Out != true", "Email_Opt_Out", "!="),
        ("Email_Opt_Out is null", "Email_Opt_Out", "is null"), ("Owner > 1", "Owner", ">"), ("Owner like 'B%'", "Owner", "like"),
        ("Annual_Revenue like '1%'", "Annual_Revenue", "like"), ("Created_Time not like '2%'", "Created_Time", "not like"),
        ("id like '5%'", "id", "like"), ("Languages >= 'x'", "Languages", ">="),
    ])
    func anOperatorThatTheFieldHasNotIsRefused(condition: String, column: String, name: String) async throws {
        let answer = try await AppTester.reading().coql("select id from Leads where \(condition)")
        #expect(answer.status == 400)
        #expect(answer.json["code"] == "INVALID_QUERY")
        #expect(answer.json["message"] == "Invalid query formed")
        let details = answer.json["details"]
        #expect(details?.names == ["reason", "column_name", "operator", "supported"])
        #expect(details?["reason"] == "invalid operator found")
        #expect(details?["column_name"] == .string(column))
        #expect(details?["operator"] == .string(name))
        #expect(details?["supported"]?.array?.contains(.string(name)) == false)
        #expect(details?["supported"]?.array?.contains("=") == true)
    }

    @Test(arguments: [
        ("Annual_Revenue = 'much'", "Annual_Revenue", "="), ("Annual_Revenue = true", "Annual_Revenue", "="),
        ("Annual_Revenue between 1 and 'x'", "Annual_Revenue", "between"), ("Annual_Revenue > '${EMPTY}'", "Annual_Revenue", ">"),
        ("Annual_Revenue = 12345678901234567890123", "Annual_Revenue", "="), ("Annual_Revenue > 1e999", "Annual_Revenue", ">"),
        ("Created_Time = 'yesterday'", "Created_Time", "="), ("Created_Time = 5", "Created_Time", "="),
        ("Created_Time between '2021-02-30' and '2021-03-01'", "Created_Time", "between"),
        ("Created_Time > '2021-01-01T00:00:00'", "Created_Time", ">"),
        ("Email_Opt_Out = 'perhaps'", "Email_Opt_Out", "="), ("Email_Opt_Out = 1", "Email_Opt_Out", "="),
        ("Last_Name = true", "Last_Name", "="), ("Last_Name like 5", "Last_Name", "like"), ("Last_Name in ('a', false)", "Last_Name", "in"),
        ("id = 'x'", "id", "="), ("Owner = ''", "Owner", "="),
    ])
    func aValueThatTheFieldCannotHaveIsRefused(condition: String, column: String, name: String) async throws {
        let answer = try await AppTester.reading().coql("select id from Leads where \(condition)")
        #expect(answer.status == 400, "\(condition)")
        #expect(answer.json["code"] == "INVALID_QUERY")
        let details = answer.json["details"]
        #expect(details?.names == ["reason", "column_name", "operator", "expected"])
        #expect(details?["reason"] == "invalid value found")
        #expect(details?["column_name"] == .string(column))
        #expect(details?["operator"] == .string(name))
    }

    @Test func aTimeWithoutAnOffsetIsRefusedAsThat() async throws {
        let answer = try await AppTester.reading().coql("select id from Leads where Created_Time = '2021-05-01T09:00:00'")
        #expect(answer.status == 400)
        #expect(answer.json["details"]?["expected"]?.string?.hasSuffix("; the offset is missing") == true, "\(answer.text)")
    }

    @Test func aTextIsAsLongAsInCriteria() async throws {
        let tester = try await AppTester.reading()
        for comparator in ["=", "like"] {
            let longest = String(repeating: "é", count: 255)
            #expect(try await tester.coql("select id from Leads where Last_Name \(comparator) '\(longest)'").status == 204)
            #expect(try await tester.coql("select id from Leads where Last_Name \(comparator) '\(longest)x'").status == 400)
        }
    }

    @Test(arguments: [
        ("select Docs from Leads where id is not null", "Docs"), ("select id from Leads where Docs = 'x'", "Docs"),
        ("select id, COUNT(id) from Leads where id is not null", "id"),
        ("select Last_Name from Leads where id is not null group by Company", "Last_Name"),
        ("select COUNT(id) from Leads where id is not null order by Company", "Company"),
        ("select id from Leads where id is not null order by COUNT(id)", "COUNT(id)"),
        ("select SUM(Last_Name) from Leads where id is not null", "SUM(Last_Name)"),
        ("select AVG(Created_Time) from Leads where id is not null", "AVG(Created_Time)"),
        ("select MAX(Email_Opt_Out) from Leads where id is not null", "MAX(Email_Opt_Out)"),
        ("select MIN(id) from Leads where id is not null", "MIN(id)"),
    ])
    func aColumnInTheWrongPlaceIsRefusedWithAReason(query: String, column: String) async throws {
        let answer = try await AppTester.reading().coql(query)
        #expect(answer.status == 400, "\(query)")
        #expect(answer.json["code"] == "INVALID_QUERY")
        #expect(answer.json["details"]?.names == ["reason", "column_name"])
        #expect(answer.json["details"]?["column_name"] == .string(column))
    }

    @Test(arguments: [
        ("select \(list(51) { "F\(String(1_000 + $0).dropFirst())" }) from Wide where id is not null", 50, "select"),
        (
            "select \(list(6) { "COUNT(F\(String(1_000 + $0).dropFirst()))" }) from Wide where id is not null", 5, "select"
        ),
        ("select id from Wide where \(list(26, " and ") { "F001 = '\($0)'" })", 25, "where"),
        ("select F001 from Wide where id is not null group by F001, F002, F003, F004, F005", 4, "group by"),
        ("select id from Wide where id is not null order by \(list(11) { "F\(String(1_000 + $0).dropFirst())" })", 10, "order by"),
        ("select id from Wide where id is not null limit 2001", 2_000, "limit"),
        ("select id from Wide where id is not null limit 99801, 200", 100_000, "offset"),
        ("select id from Wide where id is not null offset 9223372036854775807", 100_000, "offset"),
        ("select id from Wide where F001 in (\(list(101) { "'\($0)'" }))", 100, "where"),
        ("select id from Wide where \(String(repeating: "(", count: 101))id is null", 100, "where"),
    ])
    func tooMuchOfAnythingIsRefused(query: String, limit: Int, clause: String) async throws {
        expectError(
            try await AppTester.reading().coql(query), "LIMIT_EXCEEDED", 400, ["limit": .integer(limit), "clause": .string(clause)])
    }

    @Test(arguments: [
        "select \(list(50) { "F\(String(1_000 + $0).dropFirst())" }) from Wide where id is not null",
        "select \(list(5) { "COUNT(F\(String(1_000 + $0).dropFirst()))" }) from Wide where id is not null",
        "select id from Wide where \(list(25, " and ") { "F001 = '\($0)'" })",
        "select F001 from Wide where id is not null group by F001, F002, F003, F004",
        "select id from Wide where id is not null order by \(list(10) { "F\(String(1_000 + $0).dropFirst())" }) limit 2000",
        "select id from Wide where id is not null limit 99800, 200", "select id from Wide where F001 in (\(list(100) { "'\($0)'" }))",
    ])
    func asMuchAsIsAllowedIsAnswered(query: String) async throws {
        #expect([200, 204].contains(try await AppTester.reading().coql(query).status))
    }

    @Test(arguments: allVersions)
    func earlierVersionsGiveLess(version: String) async throws {
        let tester = try await AppTester.reading()
        let isLate = ["v7", "v8"].contains(version)
        let rows = isLate ? 2_000 : 200
        let reach = isLate ? 100_000 : 10_000
        let values = isLate ? 100 : 50
        let all = "select id from Leads where id is not null"
        #expect(try await tester.coql("\(all) limit \(rows)", version: version).status == 200)
        #expect(try await tester.coql("\(all) limit \(rows + 1)", version: version).json["details"]?["limit"] == .integer(rows))
        #expect(try await tester.coql("\(all) limit \(reach - 200), 200", version: version).status == 204)
        #expect(try await tester.coql("\(all) limit \(reach - 199), 200", version: version).json["details"]?["limit"] == .integer(reach))
        let several = { (count: Int) in "select id from Leads where Last_Name in (\(list(count) { "'\($0)'" }))" }
        #expect(try await tester.coql(several(values), version: version).status == 204)
        #expect(try await tester.coql(several(values + 1), version: version).json["details"]?["limit"] == .integer(values))
    }

    @Test func nativeLimitsReachFurther() async throws {
        let tester = try await AppTester.reading(limits: .native)
        let query = "select id from Leads where Last_Name in (\(list(1_000) { "'\($0)'" })) limit 5000000, 10000"
        #expect(try await tester.coql(query, version: "v2").status == 204)
        #expect(try await tester.coql("select id from Leads where id is not null offset 9223372036854775807").status == 400)
    }

    @Test(arguments: [
        ("limit 0", "limit should be greater than 0"), ("limit -5", "limit should be greater than 0"),
        ("limit 5, 0", "limit should be greater than 0"),
        ("offset -1", "offset should not be less than 0"), ("limit -1, 5", "offset should not be less than 0"),
    ])
    func aWindowOfNothingIsRefused(window: String, message: String) async throws {
        expectError(
            try await AppTester.reading().coql("select id from Leads where id is not null \(window)"), "INVALID_DATA", 400,
            message: message)
    }

    @Test(arguments: [
        ("select id from Leads where id is not null order by id, id desc", "id", "order by"),
        ("select id from Leads where id is not null order by Leads.Company, Company", "Company", "order by"),
        ("select Company from Leads where id is not null group by Company, Company", "Company", "group by"),
        ("select COUNT(id), COUNT(id) from Leads where id is not null", "COUNT(id)", "select"),
        ("select COUNT(id) as a, COUNT(id) as b from Leads where id is not null", "b", "select"),
    ])
    func whatComesTwiceIsRefused(query: String, column: String, clause: String) async throws {
        expectError(
            try await AppTester.reading().coql(query), "DUPLICATE_DATA", 400, ["column_name": .string(column), "clause": .string(clause)],
            message: "duplicate data")
    }

    @Test(arguments: [
        ("Last_Name as x, Company as x", "x"), ("Last_Name as Company, Company", "Company"), ("Last_Name as id", "id"),
        ("Company, Last_Name as Company", "Company"),
        ("Last_Name as x, Last_Name as x", "x"),
    ])
    func twoColumnsOfOneNameAreRefused(columns: String, alias: String) async throws {
        expectError(
            try await AppTester.reading().coql("select \(columns) from Leads where id is not null"), "DUPLICATE_ALIAS", 400,
            ["alias": .string(alias)])
    }

    @Test(arguments: ["a.b", "$a", "_a", "order", "'x y'", "''", "'1a'", "'é'", String(repeating: "a", count: 51)])
    func anAliasIsAName(alias: String) async throws {
        expectError(
            try await AppTester.reading().coql("select Last_Name as \(alias) from Leads where id is not null"), "INVALID_ALIAS", 400,
            ["alias": .string(alias.filter { $0 != "'" })])
    }

    @Test func joinsAreCountedOverAllClauses() async throws {
        var limits = Limits.strict
        limits.joinsPerQuery = 1
        let tester = try await AppTester.reading(limits: limits)
        #expect(try await tester.coql("select Owner.last_name, Owner.email from Leads where Owner.id is not null").status == 200)
        for rest in ["where Created_By.last_name = 'x'", "where id is not null order by Created_By.last_name"] {
            let answer = try await tester.coql("select Owner.last_name from Leads \(rest)")
            expectError(answer, "LIMIT_EXCEEDED", 400, ["limit": 1, "clause": "from"])
        }
    }

    @Test func chainsOfConditionsAreAQuirk() async throws {
        let chain = "select id from Leads where id is not null and Company = 'Acme' and Last_Name = 'Kumar'"
        let pairs = "select id from Leads where ((id is not null and Company = 'Acme') and Last_Name = 'Kumar')"
        let lenient = try await AppTester.reading()
        #expect(try await lenient.coql(chain).status == 200)
        let rigid = try await AppTester.reading(quirks: .rigid)
        #expect(try await rigid.coql(pairs).status == 200)
        expectError(
            try await rigid.coql(chain), "SYNTAX_ERROR", 400,
            ["line": 1, "column": 64, "near": "and", "expected": "parentheses around each two conditions"])
    }
}

/// `F001, F002` and their like, beginning with the number one.
private func list(_ count: Int, _ separator: String = ", ", _ element: (Int) -> String) -> String {
    (1...count).map(element).joined(separator: separator)
}
