import BulkEngine
import BulkModel
import BulkTesting
import Foundation
import HTTPTypes
import Testing

/// Searching and counting. (platform specification, section 14.1)
@Suite struct RecordSearchTests {
    private static let scopes = "ZohoCRM.modules.ALL,ZohoCRM.settings.ALL,ZohoSearch.securesearch.READ"

    /// - Parameter parameters: not yet escaped.
    private func search(
        _ tester: AppTester, _ parameters: KeyValuePairs<String, String>, in module: String = "Leads", path: String = "search",
        version: String = "v8"
    ) async throws -> Answer {
        let query = parameters.map { "\($0.key)=\(Self.escaped($0.value))" }.joined(separator: "&")
        return try await tester.records(
            "\(module)/\(path)?\(query)", version: version, token: try await tester.token(scopes: Self.scopes))
    }

    private static func escaped(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
    }

    @Test(
        arguments: [
            ("(Last_Name:equals:kumar)", [700_002]), ("(Last_Name:equals:Kumar)and(Company:equals:Zylker)", []),
            ("(Last_Name:equals:Kumar)or(Company:equals:Zylker)", [700_002, 700_001]),
            ("((Last_Name:equals:Kumar)or(Company:equals:Zylker))", [700_002, 700_001]),
            ("(((Last_Name:equals:Kumar) OR ( (Company:equals:Zylker)And(Last_Name:starts_with:P) ) ))", [700_002, 700_001]),
            ("(Last_Name:equals:Kumar)or(Company:equals:Zylker)and(Last_Name:equals:nobody)", [700_002]),
            ("(Last_Name:not_equal:Kumar)", [700_001]), ("(Last_Name:starts_with:pat)", [700_001]),
            ("(Last_Name:in:Kumar,Patricia)", [700_002, 700_001]), ("(No_of_Employees:between:10,24)", [700_001]),
            ("(No_of_Employees:between:25,24)", []), ("(No_of_Employees:greater_than:10)", [700_002]),
            ("(No_of_Employees:greater_equal:10)", [700_002, 700_001]), ("(No_of_Employees:less_than:25)", [700_001]),
            ("(Annual_Revenue:less_equal:1000.00)", [700_001]), ("(Annual_Revenue:equals:1000)", [700_001]),
            ("(Email_Opt_Out:equals:true)", [700_001]), ("(Email_Opt_Out:not_equal:true)", [700_002]),
            ("(Languages:equals:Tamil;English)", [700_001]), ("(Owner:equals:554023000000691003)", [700_002]),
            ("(Owner.last_name:equals:Smith)", [700_002]), ("(id:in:554023000000700001,554023000000700003)", [700_001]),
            ("(Created_Time:between:2021-05-01T00:00:00+05:30,2021-06-01T00:00:00+05:30)", [700_001]),
            ("(Created_Time:greater_than:2021-05-01T09:00:00+05:30)", [700_002]), ("(Created_Time:equals:2021-05-01)", [700_001]),
            ("(Created_Time:equals:20210501)", [700_001]), ("(Created_Time:equals:2021-05-01T09:00+0530)", [700_001]),
            ("(Created_Time:in:20210501T033000Z)", [700_001]), ("(Owner.last_name:equals:Jane Smith)", [700_002]),
            ("(Annual_Revenue:equals:${EMPTY})", [700_002]), ("(Health_Note:equals:well)", []),
        ] as [(String, [Int])])
    func criteriaFindRecords(_ criteria: String, _ numbers: [Int]) async throws {
        let tester = try await AppTester.reading()
        let answer = try await search(tester, ["criteria": criteria])
        #expect(answer.numbers == numbers, "\(answer.text)")
        #expect(answer.status == (numbers.isEmpty ? 204 : 200))
    }

    @Test func aTimeWithoutAnOffsetIsRefusedAsThat() async throws {
        let answer = try await search(try await AppTester.reading(), ["criteria": "(Created_Time:equals:2021-05-01T09:00:00)"])
        #expect(answer.status == 400)
        #expect(answer.json["details"]?["reason"] == "the offset from UTC is missing; write it behind the time, such as +05:30 or Z")
    }

    @Test(
        arguments: [
            (#"Burns\,B"#, "Burns,B"), (#"\(x\)"#, "(x)"), (#"a\\b"#, #"a\b"#), (#"a\b"#, #"a\b"#), ("a:b", "a:b"), ("a,b", "a,b"),
            ("a(b", "a(b"), ("田中 & Söhne", "田中 & Söhne"), ("and(or", "and(or"), (#"\\\)"#, #"\)"#),
        ])
    func valuesAreEscapedByBackslashes(_ written: String, _ stored: String) async throws {
        let tester = try await AppTester.reading()
        try await tester.insert(into: "Leads", ["Last_Name"], [(554_023_000_000_700_009, [stored])])
        #expect(try await search(tester, ["criteria": "(Last_Name:equals:\(written))"]).numbers == [700_009])
        #expect(
            try await search(tester, ["criteria": "((Last_Name:equals:\(written))and(Last_Name:equals:\(written)))"]).numbers == [700_009])
    }

    @Test func listsAreSeparatedByCommasThatAreNotEscaped() async throws {
        let tester = try await AppTester.reading()
        try await tester.insert(into: "Leads", ["Last_Name"], [(554_023_000_000_700_009, ["Burns,B"])])
        #expect(try await search(tester, ["criteria": #"(Last_Name:in:Burns\,B,Kumar)"#]).numbers == [700_009, 700_002])
    }

    @Test(
        arguments: [
            ("", "an opening bracket is expected", 1), ("Last_Name:equals:x", "an opening bracket is expected", 1),
            ("(Last_Name:equals:x", "a closing bracket is expected; in values, write brackets as \\( \\)", 20),
            ("((Last_Name:equals:x)", "a closing bracket is expected; in values, write brackets as \\( \\)", 22),
            ("()", "the API name of a field and a colon are expected", 2),
            ("(Last_Name)", "the API name of a field and a colon are expected", 11),
            ("(Last_Name:equals)", "an operator and a colon are expected", 18),
            (
                "(Last_Name:equals:x)xor(City:equals:y)",
                "'and', 'or' or the end is expected; in values, write brackets and commas as \\( \\) \\,", 21
            ),
            ("(Last_Name:equals:ü)and", "an opening bracket is expected", 24),
        ] as [(String, String, Int)])
    func criteriaThatCannotBeReadSayWhereAndWhy(_ criteria: String, _ reason: String, position: Int) async throws {
        let tester = try await AppTester.reading()
        guard !criteria.isEmpty else {
            expectError(
                try await search(tester, ["criteria": ""]), "REQUIRED_PARAM_MISSING", 400,
                ["param_names": ["criteria", "email", "phone", "word"]])
            return
        }
        expectError(
            try await search(tester, ["criteria": criteria]), "INVALID_QUERY", 400,
            ["reason": .string(reason), "position": .integer(position), "param_name": "criteria"], message: "Invalid query formed")
    }

    @Test(
        arguments: [
            ("(Nope:equals:1)", "the module has no such field"), ("(Last_Name.x:equals:1)", "the field can't be searched by"),
            ("(Docs:equals:1)", "the field can't be searched by"), ("(Last_Name:is:1)", "there is no such operator"),
            ("(Last_Name:greater_than:1)", "the field has no such operator"),
            ("(Email_Opt_Out:in:true)", "the field has no such operator"),
            ("(No_of_Employees:equals:many)", "a value can't be read as the field's type"),
            ("(Email_Opt_Out:equals:perhaps)", "a value can't be read as the field's type"),
            ("(Created_Time:equals:tomorrow)", "a value can't be read as the field's type"),
            ("(Created_Time:between:2021-01-01)", "the operator takes another number of values; separate them by commas"),
        ])
    func conditionsThatDoNotFitSayWhy(_ criteria: String, _ reason: String) async throws {
        let tester = try await AppTester.reading()
        let answer = try await search(tester, ["criteria": criteria])
        #expect(answer.status == 400)
        #expect(answer.json["code"] == "INVALID_QUERY")
        #expect(answer.json["details"]?["reason"] == .string(reason), "\(answer.text)")
        #expect(answer.json["details"]?["position"] == 2)
    }

    @Test func theOperatorsOfAFieldAreListed() async throws {
        let tester = try await AppTester.reading()
        let number = try await search(tester, ["criteria": "(No_of_Employees:starts_with:1)"])
        #expect(
            number.json["details"]?["supported_operators"] == [
                "equals", "not_equal", "in", "between", "greater_than", "greater_equal", "less_than", "less_equal",
            ])
        let truth = try await search(tester, ["criteria": "(Email_Opt_Out:less_than:1)"])
        #expect(truth.json["details"]?["supported_operators"] == ["equals", "not_equal"])
    }

    @Test func conditionsAndBracketsAreBounded() async throws {
        let tester = try await AppTester.reading()
        let condition = "(Last_Name:equals:Kumar)"
        let ten = Array(repeating: condition, count: 10).joined(separator: "and")
        #expect(try await search(tester, ["criteria": ten]).numbers == [700_002])
        expectError(
            try await search(tester, ["criteria": ten + "and" + condition]), "LIMIT_EXCEEDED", 400,
            ["limit": "10", "param_name": "criteria"])
        let deep = String(repeating: "(", count: 49) + condition + String(repeating: ")", count: 49)
        #expect(try await search(tester, ["criteria": deep]).numbers == [700_002])
        #expect(try await search(tester, ["criteria": "(\(deep))"]).json["code"] == "INVALID_QUERY")
        let native = try await AppTester.reading(limits: .native)
        #expect(try await search(native, ["criteria": ten + "and" + condition]).numbers == [700_002])
    }

    @Test(
        arguments: [
            (["email": "KUMAR@acme.example"], [700_002]), (["email": "kumar"], []), (["phone": "99807-1234"], []),
            (["word": "kumar"], [700_002]), (["word": "ZYL"], [700_001]), (["word": "new acme"], [700_002]),
            (["word": "new zylker"], []), (["word": "well"], []), (["word": "lee"], []), (["word": "lee", "converted": "both"], [700_003]),
            (["word": "%"], []), (["word": "_"], []),
        ] as [([String: String], [Int])])
    func wordsAndAddressesFindRecords(_ parameters: [String: String], _ numbers: [Int]) async throws {
        let tester = try await AppTester.reading()
        let query = parameters.map { "\($0.key)=\(Self.escaped($0.value))" }.joined(separator: "&")
        let token = try await tester.token(scopes: Self.scopes)
        #expect(try await tester.records("Leads/search?\(query)", token: token).numbers == numbers)
        // A blank may be written as a plus sign.
        #expect(try await tester.records("Leads/search?\(query.replacing("%20", with: "+"))", token: token).numbers == numbers)
    }

    @Test func phoneNumbersFindRecords() async throws {
        let tester = try await AppTester.reading()
        let answer = try await search(tester, ["phone": "99807-1234", "fields": "Phone"], in: "Accounts")
        #expect(answer.json["data"] == [["Phone": "99807-1234", "id": "554023000000800001"]])
    }

    @Test(arguments: allVersions)
    func whatIsFoundComesInPages(version: String) async throws {
        let tester = try await AppTester.reading()
        let first = try await search(
            tester, ["word": "e", "converted": "both", "per_page": "2", "fields": "Last_Name"], version: version)
        #expect(first.numbers.count == 2)
        #expect(first.json["info"] == ["per_page": 2, "count": 2, "page": 1, "more_records": true])
        let second = try await search(
            tester, ["word": "e", "converted": "both", "per_page": "2", "page": "2", "fields": "Last_Name"], version: version)
        #expect(second.numbers.count == 1)
        #expect(second.json["info"]?["more_records"] == false)
        expectError(
            try await search(tester, ["word": "e", "page": "11"], version: version), "PAGINATION_LIMIT_EXCEEDED", 400, ["limit": 2_000])
        #expect(try await search(tester, ["word": "kumar"], version: version).first("Company") == "Acme", "all fields unless chosen")
    }

    @Test func oneOfTheParametersIsEnough() async throws {
        let tester = try await AppTester.reading()
        expectError(
            try await search(tester, ["email": "a", "word": "b"]), "AMBIGUITY_DURING_PROCESSING", 400,
            ["ambiguity_due_to": [["param_name": "email"], ["param_name": "word"]]])
        for parameters: KeyValuePairs in [["word": " "], ["word": String(repeating: "x", count: 256)], ["word": "a b c d e f g h i j k"]] {
            expectError(try await search(tester, parameters), "INVALID_DATA", 400, ["param_name": "word"])
        }
        let long: KeyValuePairs = ["email": String(repeating: "x", count: 256)]
        expectError(try await search(tester, long), "INVALID_DATA", 400, ["param_name": "email"])
    }

    @Test func encryptedFieldsAreFoundByTheirWholeValueOnly() async throws {
        let tester = try await AppTester.reading()
        var field = Field.draft("Secret", .text, length: 100)
        field.isEncrypted = true
        try await SchemaEditor(store: tester.store()).add([field], to: "Leads")
        try await tester.insert(into: "Leads", ["Last_Name", "Secret"], [(554_023_000_000_700_009, ["Agent", "sesame"])])
        #expect(try await search(tester, ["criteria": "(Secret:equals:sesame)"]).numbers == [700_009])
        #expect(try await search(tester, ["word": "sesame"]).status == 204)
        #expect(
            try await search(tester, ["criteria": "(Secret:starts_with:s)"]).json["details"]?["reason"]
                == "an encrypted field can be searched for equality only")
    }

    // MARK: Counting

    @Test(
        arguments: [
            ([:], 2), (["converted": "both"], 3), (["criteria": "(Last_Name:equals:kumar)"], 1), (["email": "kumar@acme.example"], 1),
            (["word": "zylker"], 1), (["word": "nobody"], 0), (["cvid": "554023000000093005"], 1), (["phone": "1"], 0),
        ] as [([String: String], Int)])
    func countsAreThoseOfListsAndSearches(_ parameters: [String: String], _ count: Int) async throws {
        let tester = try await AppTester.reading()
        let query = parameters.map { "\($0.key)=\(Self.escaped($0.value))" }.joined(separator: "&")
        let answer = try await tester.records(
            "Leads/actions/count?\(query)", token: try await tester.token(scopes: Self.scopes))
        #expect(answer.status == 200)
        #expect(answer.json == ["count": .integer(count)])
    }

    @Test func countsRefuseWhatSearchesRefuse() async throws {
        let tester = try await AppTester.reading()
        let path = "actions/count"
        #expect(try await search(tester, ["criteria": "(Nope:equals:1)"], path: path).json["code"] == "INVALID_QUERY")
        expectError(try await search(tester, ["cvid": "1"], path: path), "INVALID_DATA", 400, ["param_name": "cvid"])
        expectError(
            try await search(tester, ["cvid": "554023000000093005", "word": "x"], path: path), "AMBIGUITY_DURING_PROCESSING", 400,
            ["ambiguity_due_to": [["param_name": "cvid"], ["param_name": "word"]]])
    }
}
