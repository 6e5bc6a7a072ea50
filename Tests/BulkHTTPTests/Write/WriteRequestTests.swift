import BulkModel
import BulkTesting
import Foundation
import HTTPTypes
import Testing

/// Conformance cases of bulk write: what a create call refuses, and in which order. Step numbers are those of section 6.3.
/// (bulk write specification, sections 6 and 14.3)
@Suite struct WriteRequestTests {
    private static let path = "/crm/bulk/v8/write"
    private static let leads = "Last_Name,Company,Email\nDaly,ABC,d@x.com"

    /// Uploads a file and asks for a job with it.
    private func send(
        _ operation: String, _ csv: String, _ mappings: [ImportMapping]?, findBy: String? = nil, body: [(String, JSONValue)] = [],
        quirks: Quirks = .lenient
    ) async throws -> Answer {
        let tester = try await AppTester.writing(quirks: quirks)
        let file = try await tester.upload(csv)
        let resource: [(String, JSONValue)] = findBy.map { [("find_by", .string($0))] } ?? []
        return try await tester.sendWrite(AppTester.request(operation, file: file, mappings, resource: resource, body: body))
    }

    /// Asks for a job with a file of columns Last_Name, Company and Email.
    private func send(
        _ operation: String, _ mappings: [ImportMapping], findBy: String? = nil, body: [(String, JSONValue)] = [],
        quirks: Quirks = .lenient
    ) async throws -> Answer {
        try await send(operation, Self.leads, mappings, findBy: findBy, body: body, quirks: quirks)
    }

    /// Asks for a job with a body in which `$F` stands for the id of a file with columns Last_Name, Company and Email.
    private func send(json: String, quirks: Quirks = .lenient) async throws -> Answer {
        try await AppTester.writing(quirks: quirks).sendWrite(json, with: Self.leads)
    }

    // MARK: - The request as a whole

    @Test("J-05 a body without operation is refused, with the place where it belongs")
    func missingOperation() async throws {
        let body = #"{"resource":[{"type":"data","module":{"api_name":"Leads"},"file_id":"$F"}]}"#
        expectError(
            try await send(json: body), "MANDATORY_NOT_FOUND", 400, ["api_name": "operation", "json_path": "$.operation"],
            message: "Required key operation is not available")
        var quirks = Quirks.lenient
        quirks[.missingKeyCode] = false
        expectError(
            try await send(json: body, quirks: quirks), "MISSING_REQUIRED_KEY", 400,
            ["api_name": "operation", "json_path": "$.operation"], message: "required key operation is not found in request body.")
    }

    @Test("J-06 an operation that there isn't is refused, with those that there are")
    func unknownOperation() async throws {
        expectError(
            try await send("delete", ["Last_Name@0", "Company@1"]), "INVALID_DATA", 400,
            ["api_name": "operation", "json_path": "$.operation", "supported_values": ["insert", "update", "upsert"]],
            message: "invalid data")
    }

    @Test("J-06 a body that is no JSON object is refused", arguments: [#"{"operation":"#])
    func brokenBody(body: String) async throws {
        let tester = try await AppTester.writing()
        expectError(
            try await tester.sendWrite(body), "REQUEST_BODY_NOT_SUPPORTED", 400, message: "request body contains invalid format")
    }

    @Test("J-07 a module that there isn't is refused by its name")
    func unknownModule() async throws {
        let tester = try await AppTester.writing()
        let file = try await tester.upload(Self.leads)
        expectError(
            try await tester.sendWrite(AppTester.request("insert", file: file, ["Last_Name@0", "Company@1"], module: "asdf")),
            "MODULE_NOT_AVAILABLE", 400, message: "Requested module 'asdf' is not available.")
    }

    @Test("J-07 a file that was never uploaded is refused")
    func unknownFile() async throws {
        let tester = try await AppTester.writing()
        expectError(
            try await tester.sendWrite(AppTester.request("insert", file: "999", ["Last_Name@0", "Company@1"])), "INVALID_FILE_ID", 400,
            message: "improper file id")
    }

    @Test("J-08 an archive of two files is refused where the job is for one")
    func twoFiles() async throws {
        let tester = try await AppTester.writing()
        let file = try await tester.upload([("a.csv", Self.leads), ("b.csv", Self.leads)])
        expectFileError(
            try await tester.sendWrite(AppTester.request("insert", file: file, ["Last_Name@0", "Company@1", "Email@2"])),
            "FILE_NOT_SUPPORTED", "File not supported for bulk write")
    }

    @Test("J-08 entries that a Mac adds to an archive are passed over")
    func hiddenEntries() async throws {
        let tester = try await AppTester.writing()
        let file = try await tester.upload([("leads.csv", Self.leads), ("__MACOSX/._leads.csv", "Mac OS X")])
        let outcome = try await tester.write(AppTester.request("insert", file: file, ["Last_Name@0", "Company@1", "Email@2"]))
        #expect(outcome.counts() == "1/0/0/1")
        #expect(outcome.entries.map(\.name) == ["Leads-leads.csv"])
        let record = outcome.row(0).record
        #expect(outcome.lines() == ["Last_Name,Company,Email,STATUS,RECORD_ID,ERRORS", "Daly,ABC,d@x.com,ADDED,\(record),"])
        let stored = try await tester.record(Int64(record) ?? 0, ["Last_Name", "Company", "Email"])
        #expect(stored == ["id": record, "Last_Name": "Daly", "Company": "ABC", "Email": "d@x.com"])
    }

    @Test("with ignoreHiddenEntries off, such entries count as files")
    func hiddenEntriesCounted() async throws {
        var quirks = Quirks.lenient
        quirks[.ignoreHiddenEntries] = false
        let tester = try await AppTester.writing(quirks: quirks)
        let file = try await tester.upload([("leads.csv", Self.leads), ("__MACOSX/._leads.csv", "Mac OS X")])
        expectFileError(
            try await tester.sendWrite(AppTester.request("insert", file: file, ["Last_Name@0", "Company@1"])), "FILE_NOT_SUPPORTED",
            "File not supported for bulk write")
    }

    @Test("J-09 a mapping to a field there isn't is refused with its name")
    func unknownField() async throws {
        expectError(
            try await send("insert", ["ast_Name@0", "Company@1"]), "INVALID_FIELD", 400,
            message: "invalid mapping. invalid api_name ast_Name.")
    }

    @Test("J-10 a mapping without column or default is refused")
    func missingIndex() async throws {
        let body = """
            {"operation":"insert","resource":[{"type":"data","module":{"api_name":"Leads"},"file_id":"$F","field_mappings":[\
            {"api_name":"Last_Name","index":0},{"api_name":"Company"}]}]}
            """
        expectError(
            try await send(json: body), "MANDATORY_NOT_FOUND", 400,
            ["api_name": "index", "json_path": "$.resource[0].field_mappings[1].index"], message: "Required key index is not available")
        var quirks = Quirks.lenient
        quirks[.missingKeyCode] = false
        expectError(
            try await send(json: body, quirks: quirks), "MISSING_REQUIRED_KEY", 400,
            ["api_name": "index", "json_path": "$.resource[0].field_mappings[1].index"],
            message: "required key index for field Company is not found in request body.")
    }

    @Test("J-10 a negative column is refused")
    func negativeIndex() async throws {
        expectError(
            try await send("insert", ["Last_Name@0", "Company@-1"]), "COLUMN_INDEX_NOT_FOUND", 400,
            message: "Index is mapped with negative values.")
    }

    @Test("J-10 a column that the file doesn't have is refused")
    func indexTooLarge() async throws {
        expectError(
            try await send("insert", ["Last_Name@0", "Company@9"]), "COLUMN_INDEX_NOT_FOUND", 400, message: "column index 9 not found")
        expectError(
            try await send("insert", ["Last_Name@0", "Company@3"]), "COLUMN_INDEX_NOT_FOUND", 400, message: "column index 3 not found")
    }

    @Test("J-11 a mandatory field must be mapped")
    func mandatoryField() async throws {
        expectError(
            try await send("insert", "Last_Name\nSolo", ["Last_Name@0"]), "MANDATORY_FIELDS_NOT_MAPPED", 400,
            ["fields": [["api_name": "Company"]]],
            message: "All mandatory fields are not mapped for the layout")
    }

    @Test("J-11 a default is mapping enough for a mandatory field")
    func mandatoryFieldByDefault() async throws {
        let tester = try await AppTester.writing()
        let outcome = try await tester.write("insert", "Last_Name\nSolo", ["Last_Name@0", "Company=Acme"])
        #expect(outcome.statuses == ["ADDED"])
        let record = outcome.row(0).record
        let stored = try await tester.record(Int64(record) ?? 0, ["Last_Name", "Company"])
        #expect(stored == ["id": record, "Last_Name": "Solo", "Company": "Acme"])
    }

    @Test("J-12 an update or upsert must say by what it finds records", arguments: ["update", "upsert"])
    func missingFindBy(operation: String) async throws {
        expectError(
            try await send(operation, ["Last_Name@0", "Company@1"]), "MANDATORY_NOT_FOUND", 400,
            ["api_name": "find_by", "json_path": "$.resource[0].find_by"], message: "Required key find_by is not available")
    }

    @Test("J-13 the mapping of a lookup must say what its cells name records by")
    func missingFindByOfLookup() async throws {
        expectError(
            try await send("insert", "Last_Name,Company,Account\nDaly,ABC,Zylker", ["Last_Name@0", "Company@1", "Account_Lookup@2"]),
            "MANDATORY_NOT_FOUND", 400, ["api_name": "find_by", "json_path": "$.resource[0].field_mappings[2].find_by"],
            message: "Required key find_by is not available")
    }

    @Test("J-14 more than 200 mappings are refused")
    func tooManyMappings() async throws {
        let header = (0...200).map { "c\($0)" }.joined(separator: ",")
        expectError(
            try await send("insert", header, (0...200).map { ImportMapping("Company@\($0)") }), "HEADER_LIMIT_EXCEEDED", 400,
            message: "The number of fields mapped has exceeded the maximum limit of 200.")
        // One less, and it is the next check that fails.
        expectError(
            try await send("insert", Self.leads, (1...200).map { _ in ImportMapping("Company@1") }), "DUPLICATE_DATA", 400,
            ["api_name": "Company", "json_path": "$.resource[0].field_mappings[1].api_name"], message: "duplicate data")
    }

    @Test("J-14 a file of 25,001 rows is refused")
    func tooManyRows() async throws {
        let rows = (1...25_001).map { "N\($0),ABC" }.joined(separator: "\n")
        expectFileError(
            try await send("insert", "Last_Name,Company\n" + rows, ["Last_Name@0", "Company@1"]), "FILE_NOT_SUPPORTED",
            "File not supported for bulk write")
    }

    @Test("J-14 a file of 25,000 rows is imported")
    func manyRows() async throws {
        let tester = try await AppTester.writing()
        let rows = (1...25_000).map { "N\($0),ABC" }.joined(separator: "\n")
        let outcome = try await tester.write("insert", "Last_Name,Company\n" + rows, ["Last_Name@0", "Company@1"])
        #expect(outcome.details["resource"]?[0]?["file"]?["total_count"] == 25_000)
        #expect(outcome.counts() == "25000/0/0/25000")
    }

    @Test("J-15 a callback can only be posted")
    func callbackMethod() async throws {
        expectError(
            try await send(
                "insert", ["Last_Name@0", "Company@1"], body: [("callback", ["url": "https://www.example.com/cb", "method": "get"])]),
            "INVALID_CALLBACK_METHOD", 400, ["supported_callback_methods": ["post"]], message: "Invalid request method get for callback.")
        expectError(
            try await send("insert", ["Last_Name@0", "Company@1"], body: [("callback", ["url": "https://www.example.com/cb"])]),
            "INVALID_CALLBACK_METHOD", 400, ["supported_callback_methods": ["post"]],
            message: "Invalid request method null for callback.")
        let answer = try await send(
            "insert", ["Last_Name@0", "Company@1"], body: [("callback", ["url": "https://www.example.com/cb", "method": "POST"])])
        #expect(answer.status == 201)
    }

    @Test("J-15 up to v5 there is no code for a callback's method", arguments: ["v2", "v2.1", "v3", "v4", "v5"])
    func callbackMethodOfOldVersions(version: String) async throws {
        let tester = try await AppTester.writing()
        let file = try await tester.upload(Self.leads)
        let body = AppTester.request(
            "insert", file: file, ["Last_Name@0", "Company@1"],
            body: [("callback", ["url": "https://www.example.com/cb", "method": "get"])])
        expectError(
            try await tester.sendWrite(body, version: version), "INVALID_DATA", 400,
            ["api_name": "method", "json_path": "$.callback.method", "supported_values": ["post"]], message: "invalid data")
    }

    @Test("J-15 from v6 on there is one", arguments: ["v6", "v7", "v8"])
    func callbackMethodOfNewVersions(version: String) async throws {
        let tester = try await AppTester.writing()
        let file = try await tester.upload(Self.leads)
        let body = AppTester.request(
            "insert", file: file, ["Last_Name@0", "Company@1"],
            body: [("callback", ["url": "https://www.example.com/cb", "method": "get"])])
        expectError(
            try await tester.sendWrite(body, version: version), "INVALID_CALLBACK_METHOD", 400, ["supported_callback_methods": ["post"]])
    }

    @Test(
        "J-15 a callback must have an address that can be called",
        arguments: ["abc", "", "/cb", "ftp://example.com/", "https://user@example.com/", "https://example.com:0/", "https://a b.com/"])
    func callbackURL(url: String) async throws {
        expectError(
            try await send(
                "insert", ["Last_Name@0", "Company@1"], body: [("callback", ["url": .string(url), "method": "post"])]),
            "INVALID_CALLBACK_URL", 400, message: "Invalid URL '\(url)' for callback.")
    }

    @Test("J-16 a field that may not be written is refused")
    func unwritableField() async throws {
        expectError(
            try await send("insert", "Last_Name,Company,Time\nDaly,ABC,2025-03-21", ["Last_Name@0", "Company@1", "Created_Time@2"]),
            "INVALID_FIELD", 400, message: "invalid mapping. field Created_Time is not supported.")
    }

    @Test("J-16 records can't be found by a field that isn't unique")
    func unusableFindBy() async throws {
        expectError(
            try await send("update", ["Last_Name@0"], findBy: "Company"), "INVALID_FIELD", 400,
            ["api_name": "find_by", "json_path": "$.resource[0].find_by"], message: "invalid field. Company cannot be used as find_by")
    }

    @Test(
        "J-17 creating needs a bulk scope",
        arguments: ["ZohoFiles.files.ALL,ZohoCRM.modules.ALL", "ZohoCRM.bulk.READ,ZohoCRM.modules.ALL"])
    func missingScope(scopes: String) async throws {
        let tester = try await AppTester.writing()
        let file = try await tester.upload(Self.leads)
        let token = try await tester.token(scopes: scopes, user: WriteFixture.patricia)
        expectError(
            try await tester.sendWrite(AppTester.request("insert", file: file, ["Last_Name@0", "Company@1"]), token: token),
            "OAUTH_SCOPE_MISMATCH", 401, message: "Unauthorized")
    }

    @Test("J-17 the body is JSON whatever it is called", arguments: ["application/x-www-form-urlencoded", "text/plain", nil])
    func contentType(type: String?) async throws {
        let tester = try await AppTester.writing()
        let file = try await tester.upload(Self.leads)
        let body = AppTester.request("insert", file: file, ["Last_Name@0", "Company@1", "Email@2"])
        #expect(try await tester.send(.post, Self.path, body: body, token: tester.token, type: type).status == 201)
    }

    // MARK: - Steps 2 to 11: the caller and the structure of the body

    @Test("step 2 a request without a token, or with a bad one, is refused")
    func tokens() async throws {
        let tester = try await AppTester.writing()
        expectError(
            try await tester.send(.post, Self.path, body: "{}", token: nil), "AUTHENTICATION_FAILURE", 401,
            message: "Authentication failed")
        expectError(try await tester.sendWrite("{}", token: "bad"), "INVALID_TOKEN", 401, message: "invalid oauth token")
    }

    @Test(
        "step 6 what is missing, no JSON, or no object is no body",
        arguments: ["", " ", "[]", "1", "null", "operation=insert", "{} {}", "{} / x"])
    func noBody(body: String) async throws {
        let tester = try await AppTester.writing()
        expectError(
            try await tester.sendWrite(body), "REQUEST_BODY_NOT_SUPPORTED", 400, message: "request body contains invalid format")
    }

    @Test(
        "step 6 a body with comments is refused with the place of the first",
        arguments: [
            ("{} // x", 1, 3), ("{\"operation\":/* x */\"insert\"}", 1, 13), ("{\n// \"http://x\"\n}", 2, 2),
            ("{\"a\":1,\n \"b\":[1, /* two */ 2]}", 2, 17), ("// x\r\n{}", 1, 0),
        ])
    func comments(body: String, line: Int, offset: Int) async throws {
        let tester = try await AppTester.writing()
        expectError(
            try await tester.sendWrite(body), "REQUEST_BODY_NOT_SUPPORTED", 400,
            [
                "reason": .string("JSON has no comments: remove the one in line \(line)"), "line": .integer(line),
                "offset": .integer(offset),
            ], message: "request body contains invalid format")
    }

    @Test("step 7 a body without resource is refused", arguments: [#"{"operation":"insert"}"#, #"{"operation":"insert","resource":null}"#])
    func missingResource(body: String) async throws {
        expectError(
            try await send(json: body), "MANDATORY_NOT_FOUND", 400, ["api_name": "resource", "json_path": "$.resource"],
            message: "Required key resource is not available")
    }

    @Test(
        "step 8 a value of the wrong type is refused with the type that it should have",
        arguments: [
            (#"{"operation":1,"resource":[]}"#, "string", "operation", "$.operation"),
            (#"{"operation":"insert","resource":{}}"#, "jsonarray", "resource", "$.resource"),
            (#"{"operation":"insert","resource":["x"]}"#, "jsonobject", "resource", "$.resource[0]"),
            (#"{"operation":"insert","ignore_empty":"yes","resource":[{}]}"#, "boolean", "ignore_empty", "$.ignore_empty"),
            (#"{"operation":"insert","resource":[{"module":1}]}"#, "jsonobject", "module", "$.resource[0].module"),
            (#"{"operation":"insert","resource":[{"file_names":"a.csv"}]}"#, "jsonarray", "file_names", "$.resource[0].file_names"),
            (#"{"operation":"insert","resource":[{"field_mappings":{}}]}"#, "jsonarray", "field_mappings", "$.resource[0].field_mappings"),
            (
                #"{"operation":"insert","resource":[{"field_mappings":[{"api_name":"Company","index":"x"}]}]}"#, "integer", "index",
                "$.resource[0].field_mappings[0].index"
            ),
        ])
    func wrongType(body: String, type: String, key: String, path: String) async throws {
        expectError(
            try await send(json: body), "INVALID_DATA", 400,
            ["expected_data_type": .string(type), "api_name": .string(key), "json_path": .string(path)], message: "invalid data")
    }

    @Test("step 8 a resource is of type data, and nothing else")
    func wrongResourceType() async throws {
        expectError(
            try await send(json: #"{"operation":"insert","resource":[{"type":"file","module":{"api_name":"Leads"},"file_id":"$F"}]}"#),
            "INVALID_DATA", 400, ["api_name": "type", "json_path": "$.resource[0].type", "supported_values": ["data"]],
            message: "invalid data")
    }

    @Test("step 8 operations have lower-case names", arguments: ["Insert", "UPSERT", ""])
    func operationCase(operation: String) async throws {
        expectError(
            try await send(operation, ["Last_Name@0", "Company@1"]), "INVALID_DATA", 400,
            ["api_name": "operation", "json_path": "$.operation", "supported_values": ["insert", "update", "upsert"]],
            message: "invalid data")
    }

    @Test("an encoding that there isn't is refused", arguments: ["EBCDIC-9", String(repeating: "x", count: 51)])
    func unknownEncoding(name: String) async throws {
        expectError(
            try await send("insert", ["Last_Name@0", "Company@1"], body: [("character_encoding", .string(name))]), "INVALID_DATA", 400,
            ["api_name": "character_encoding", "json_path": "$.character_encoding"], message: "invalid data")
    }

    @Test("a resource has one file name at most")
    func severalFileNames() async throws {
        let body = """
            {"operation":"insert","resource":[{"type":"data","module":{"api_name":"Leads"},"file_id":"$F",\
            "file_names":["leads.csv","more.csv"]}]}
            """
        expectError(
            try await send(json: body), "INVALID_DATA", 400, ["api_name": "file_names", "json_path": "$.resource[0].file_names"],
            message: "invalid data")
    }

    @Test("unknown keys, and those that only answers have, are passed over; empty options count as none")
    func ignoredKeys() async throws {
        let body = """
            {"operation":"insert","x":1,"character_encoding":null,"ignore_empty":"","callback":null,"resource":[{"type":"data",\
            "module":{"api_name":"Leads","id":"1"},"file_id":"$F","status":"x","code":1,"file":[],"find_by":null,"ignore_empty":null,\
            "field_mappings":[{"api_name":"Last_Name","index":0,"y":2,"format":null,"find_by":null,"default_value":null},\
            {"api_name":"Company","index":1}]}]}
            """
        #expect(try await send(json: body).status == 201)
    }

    @Test("a file_id may be a number, and an index digits")
    func numbersAsText() async throws {
        let body = """
            {"operation":"insert","resource":[{"type":"data","module":{"api_name":"Leads"},"file_id":$F,\
            "field_mappings":[{"api_name":"Last_Name","index":"0"},{"api_name":"Company","index":1}]}]}
            """
        #expect(try await send(json: body).status == 201)
    }

    @Test("step 9 a job without resources is refused")
    func noResources() async throws {
        expectError(
            try await send(json: #"{"operation":"insert","resource":[]}"#), "INVALID_REQUEST", 400, message: "invalid request")
    }

    @Test("step 9 a child can't come before its parent")
    func childFirst() async throws {
        let tester = try await AppTester.writing()
        let file = try await tester.upload([("p.csv", "Last_Name,Company\nAnn,X"), ("s.csv", "Secondary_Email,Key\na@x.com,Ann")])
        let body = familyRequest(
            file: file,
            ("Secondary", "s.csv", #"{"api_name":"Secondary_Email","index":0},{"api_name":"Parent_Id","index":1,"find_by":"id"}"#),
            ("Leads", "p.csv", #"{"api_name":"Last_Name","index":0},{"api_name":"Company","index":1}"#))
        expectError(try await tester.sendWrite(body), "INVALID_REQUEST", 400, message: "invalid request")
    }

    @Test(
        "step 11 a key that a resource must have is missed",
        arguments: [
            (#"{"module":{"api_name":"Leads"},"file_id":"$F"}"#, "type", "$.resource[0].type"),
            (#"{"type":"data","file_id":"$F"}"#, "module", "$.resource[0].module"),
            (#"{"type":"data","module":{},"file_id":"$F"}"#, "api_name", "$.resource[0].module.api_name"),
            (#"{"type":"data","module":{"api_name":"Leads"}}"#, "file_id", "$.resource[0].file_id"),
            (
                #"""
                {"type":"data","module":{"api_name":"Leads"},"file_id":"$F","file_names":["leads.csv"]},\#
                {"type":"data","module":{"api_name":"Secondary"},"file_id":"$F"}
                """#, "file_names", "$.resource[1].file_names"
            ),
        ])
    func missingResourceKey(resources: String, key: String, path: String) async throws {
        let body = #"{"operation":"insert","resource":[\#(resources)]}"#
        expectError(
            try await send(json: body), "MANDATORY_NOT_FOUND", 400, ["api_name": .string(key), "json_path": .string(path)],
            message: "Required key \(key) is not available")
        var quirks = Quirks.lenient
        quirks[.missingKeyCode] = false
        expectError(
            try await send(json: body, quirks: quirks), "MISSING_REQUIRED_KEY", 400,
            ["api_name": .string(key), "json_path": .string(path)], message: "required key \(key) is not found in request body.")
    }

    // MARK: - Steps 12 to 17: modules and files

    @Test(
        "step 12 modules that can't be imported are refused like those that there aren't",
        arguments: ["Events", "Calls", "Notes", "Attachments", "Users", "Activities", "leads", ""])
    func unsupportedModule(module: String) async throws {
        let tester = try await AppTester.writing()
        let file = try await tester.upload(Self.leads)
        expectError(
            try await tester.sendWrite(AppTester.request("insert", file: file, ["Last_Name@0", "Company@1"], module: module)),
            "MODULE_NOT_AVAILABLE", 400, message: "Requested module '\(module)' is not available.")
    }

    @Test("a module may be named by its id alone, and the name decides where both are given")
    func moduleByID() async throws {
        let tester = try await AppTester.writing()
        for module in [#"{"id":"5725767000000002175"}"#, #"{"id":"1","api_name":"Leads"}"#, #""Leads""#] {
            let file = try await tester.upload(Self.leads)
            let job = try await tester.createWrite(
                """
                {"operation":"insert","resource":[{"type":"data","module":\(module),"file_id":"\(file)",\
                "field_mappings":[{"api_name":"Last_Name","index":0},{"api_name":"Company","index":1}]}]}
                """)
            let details = try await tester.writeDetails(of: job)
            #expect(details["resource"]?[0]?["module"] == ["id": "5725767000000002175", "api_name": "Leads"])
        }
    }

    /// Two resources that can't be in one job: one is no child of the other, or both are for one module.
    private func sendStrangers(_ second: String, version: String) async throws -> Answer {
        let tester = try await AppTester.writing()
        let file = try await tester.upload([("p.csv", "Last_Name,Company\nAnn,X"), ("q.csv", "Name,Company\nBob,Y")])
        let field = second == "Accounts" ? "Account_Name" : "Last_Name"
        let body = familyRequest(
            file: file, ("Leads", "p.csv", #"{"api_name":"Last_Name","index":0},{"api_name":"Company","index":1}"#),
            (second, "q.csv", #"{"api_name":"\#(field)","index":0},{"api_name":"Company","index":1}"#))
        return try await tester.sendWrite(body, version: version)
    }

    @Test("step 13 before v6, resources that don't belong together are an invalid request", arguments: ["v2", "v2.1", "v3", "v4", "v5"])
    func strangersOfOldVersions(version: String) async throws {
        expectError(try await sendStrangers("Accounts", version: version), "INVALID_REQUEST", 400)
        expectError(try await sendStrangers("Leads", version: version), "INVALID_REQUEST", 400)
    }

    @Test("step 13 from v6 on, resources that don't belong together are told which of them does not", arguments: ["v6", "v7", "v8"])
    func strangers(version: String) async throws {
        for second in ["Accounts", "Leads"] {
            expectError(
                try await sendStrangers(second, version: version), "COEXISTENCE_NOT_ALLOWED", 400,
                ["api_name": "module", "json_path": "$.resource[1].module"], message: "coexistence not allowed")
        }
    }

    @Test("step 14 a file_id that is no number is refused", arguments: ["abc", "", "-1", "99999999999999999999"])
    func improperFile(file: String) async throws {
        let tester = try await AppTester.writing()
        expectError(
            try await tester.sendWrite(AppTester.request("insert", file: file, ["Last_Name@0", "Company@1"])), "INVALID_FILE_ID", 400,
            message: "improper file id")
    }

    @Test("step 14 a file of another organisation is refused")
    func foreignFile() async throws {
        let tester = try await AppTester.writing()
        let file = try await tester.upload(Self.leads)
        let foreign = try await tester.tokenOfAnotherOrganization()
        expectError(
            try await tester.sendWrite(AppTester.request("insert", file: file, ["Last_Name@0", "Company@1"]), token: foreign),
            "INVALID_FILE_ID", 400, message: "improper file id")
    }

    @Test("step 14 parent and child must name the same archive")
    func differentFiles() async throws {
        let tester = try await AppTester.writing()
        let files = [("p.csv", "Last_Name,Company\nAnn,X"), ("s.csv", "Secondary_Email,Key\na@x.com,Ann")]
        let first = try await tester.upload(files.map { (name: $0.0, content: $0.1) })
        let second = try await tester.upload(files.map { (name: $0.0, content: $0.1) })
        let body = """
            {"operation":"insert","resource":[\
            {"type":"data","module":{"api_name":"Leads"},"file_id":"\(first)","file_names":["p.csv"],"field_mappings":[\
            {"api_name":"Last_Name","index":0},{"api_name":"Company","index":1}]},\
            {"type":"data","module":{"api_name":"Secondary"},"file_id":"\(second)","file_names":["s.csv"],"field_mappings":[\
            {"api_name":"Secondary_Email","index":0},{"api_name":"Parent_Id","index":1,"parent_column_index":0}]}]}
            """
        expectError(try await tester.sendWrite(body), "INVALID_FILE_ID", 400, message: "improper file id")
    }

    @Test("step 15 an upload can be used for 7 days")
    func expiredUpload() async throws {
        let tester = try await AppTester.writing()
        let file = try await tester.upload(Self.leads)
        let body = AppTester.request("insert", file: file, ["Last_Name@0", "Company@1"])
        tester.clock.advance(by: 7 * 86_400 - 1)
        #expect(try await tester.sendWrite(body, token: tester.laterToken()).status == 201)
        tester.clock.advance(by: 86_400 + 1)
        expectFileError(try await tester.sendWrite(body, token: tester.laterToken()), "FILE_NOT_FOUND", "file not found")
    }

    @Test(
        "step 15 a name in file_names must be that of a file in the archive, to the letter",
        arguments: ["zzz.csv", "Leads.csv", "leads"])
    func unknownFileName(name: String) async throws {
        let body = """
            {"operation":"insert","resource":[{"type":"data","module":{"api_name":"Leads"},"file_id":"$F","file_names":["\(name)"],\
            "field_mappings":[{"api_name":"Last_Name","index":0},{"api_name":"Company","index":1}]}]}
            """
        expectFileError(try await send(json: body), "FILE_NOT_FOUND", "file not found")
    }

    @Test("a name in file_names finds the file in a folder of the archive")
    func fileNameInFolder() async throws {
        let tester = try await AppTester.writing()
        let file = try await tester.upload([("export/leads.csv", Self.leads)])
        let outcome = try await tester.write(
            AppTester.request(
                "insert", file: file, ["Last_Name@0", "Company@1"], resource: [("file_names", ["leads.csv"])]))
        #expect(outcome.entries.map(\.name) == ["Leads-leads.csv"])
    }

    @Test(
        "step 16 a file that is no CSV by its name, or has no header, is refused",
        arguments: [("leads.txt", "Last_Name,Company\nDaly,ABC"), ("leads", "Last_Name"), ("leads.csv", ""), ("leads.csv", "\n\r\n\n")])
    func unusableFile(name: String, content: String) async throws {
        let tester = try await AppTester.writing()
        let file = try await tester.upload([(name, content)])
        expectFileError(
            try await tester.sendWrite(AppTester.request("insert", file: file, nil)), "FILE_NOT_SUPPORTED",
            "File not supported for bulk write")
    }

    @Test("step 16 an archive without files is refused")
    func emptyArchive() async throws {
        let tester = try await AppTester.writing()
        let answer = try await tester.sendUpload(AppTester.archive([]))
        let file = try #require(answer.json["details"]?["file_id"]?.string)
        expectFileError(
            try await tester.sendWrite(AppTester.request("insert", file: file, ["Last_Name@0", "Company@1"])), "FILE_NOT_SUPPORTED",
            "File not supported for bulk write")
    }

    @Test("step 16 an archive that is damaged inside is refused")
    func damagedArchive() async throws {
        let tester = try await AppTester.writing()
        let rows = (1...500).map { "N\($0),ABC" }.joined(separator: "\n")
        var archive = try AppTester.archive([("leads.csv", Data(("Last_Name,Company\n" + rows).utf8))])
        for place in 200..<260 { archive[place] ^= 0xFF }
        let answer = try await tester.sendUpload(archive)
        let file = try #require(answer.json["details"]?["file_id"]?.string)
        expectFileError(
            try await tester.sendWrite(AppTester.request("insert", file: file, ["Last_Name@0", "Company@1"])), "FILE_NOT_SUPPORTED",
            "File not supported for bulk write")
    }

    @Test("a file with a header only is imported, without a row")
    func headerOnly() async throws {
        let tester = try await AppTester.writing()
        let outcome = try await tester.write("insert", "Last_Name,Company", ["Last_Name@0", "Company@1"])
        #expect(outcome.status == "COMPLETED")
        #expect(outcome.counts() == "0/0/0/0")
        #expect(outcome.lines() == ["Last_Name,Company,STATUS,RECORD_ID,ERRORS"])
    }

    // MARK: - Steps 18 to 33: mappings

    @Test("step 19 records are found by id or a unique field, to the letter", arguments: ["Last_Name", "Phone", "email", "nope"])
    func improperFindBy(findBy: String) async throws {
        expectError(
            try await send("upsert", ["Last_Name@0", "Company@1", "Email@2"], findBy: findBy), "INVALID_FIELD", 400,
            ["api_name": "find_by", "json_path": "$.resource[0].find_by"],
            message: "invalid field. \(findBy) cannot be used as find_by")
    }

    @Test(
        "records are found by id, by a unique field, and by the one that the module checks for duplicates",
        arguments: ["id", "Ext_Id", "Email"])
    func properFindBy(findBy: String) async throws {
        let answer = try await send("update", "\(findBy),Phone\n1,2", [ImportMapping("\(findBy)@0"), "Phone@1"], findBy: findBy)
        #expect(answer.status == 201, "\(answer.text)")
    }

    @Test("step 20 a mapping without a field is refused")
    func missingAPIName() async throws {
        let body = """
            {"operation":"insert","resource":[{"type":"data","module":{"api_name":"Leads"},"file_id":"$F","field_mappings":[\
            {"api_name":"Last_Name","index":0},{"api_name":"Company","index":1},{"index":2}]}]}
            """
        expectError(
            try await send(json: body), "MANDATORY_NOT_FOUND", 400,
            ["api_name": "api_name", "json_path": "$.resource[0].field_mappings[2].api_name"],
            message: "Required key api_name is not available")
        var quirks = Quirks.lenient
        quirks[.missingKeyCode] = false
        expectError(
            try await send(json: body, quirks: quirks), "MISSING_REQUIRED_KEY", 400,
            ["api_name": "api_name", "json_path": "$.resource[0].field_mappings[2].api_name"],
            message: "required key api_name is not found in request body.")
    }

    @Test("step 21 fields are named to the letter", arguments: ["last_name", "LAST_NAME", "Account.Name", ""])
    func misspeltField(name: String) async throws {
        expectError(
            try await send("insert", [ImportMapping("\(name)@0"), "Company@1"]), "INVALID_FIELD", 400,
            message: "invalid mapping. invalid api_name \(name).")
    }

    @Test("step 21 with unknownApiNameCode off, a field that there isn't has the code of the SDKs")
    func unknownFieldName() async throws {
        var quirks = Quirks.lenient
        quirks[.unknownApiNameCode] = false
        expectError(
            try await send("insert", ["ast_Name@0", "Company@1"], quirks: quirks), "INVALID_FIELD_NAME", 400,
            message: "invalid mapping. invalid api_name ast_Name.")
    }

    @Test(
        "step 22 what the server fills itself, and what no cell can hold, is not mapped",
        arguments: [
            "Created_By", "Modified_By", "Modified_Time", "Full_Name", "Last_Activity_Time", "Tag", "Record_Image", "Locked__s",
            "Converted__s", "Secondary",
        ])
    func unsupportedField(name: String) async throws {
        expectError(
            try await send("insert", ["Last_Name@0", "Company@1", ImportMapping("\(name)@2")]), "INVALID_FIELD", 400,
            message: "invalid mapping. field \(name) is not supported.")
    }

    @Test("step 26 beside its parent, a child must say by which column it belongs to it")
    func missingParentColumn() async throws {
        expectError(
            try await sendChild(#"{"api_name":"Parent_Id","index":2}"#), "MANDATORY_NOT_FOUND", 400,
            ["api_name": "parent_column_index", "json_path": "$.resource[1].field_mappings[2].parent_column_index"],
            message: "Required key parent_column_index is not available")
    }

    @Test("step 27 the parent's column must be one of the parent's file")
    func unknownParentColumn() async throws {
        expectError(
            try await sendChild(#"{"api_name":"Parent_Id","index":2,"parent_column_index":2}"#), "COLUMN_INDEX_NOT_FOUND", 400,
            message: "column index 2 not found")
        expectError(
            try await sendChild(#"{"api_name":"Parent_Id","index":2,"parent_column_index":-1}"#), "COLUMN_INDEX_NOT_FOUND", 400,
            message: "Index is mapped with negative values.")
        #expect(try await sendChild(#"{"api_name":"Parent_Id","index":2,"parent_column_index":1}"#).status == 201)
    }

    /// Asks for a job of leads, in a file of two columns, and subform rows whose third mapping is given.
    private func sendChild(_ mapping: String) async throws -> Answer {
        let tester = try await AppTester.writing()
        let file = try await tester.upload([
            ("p.csv", "Last_Name,Company\nAnn,X"), ("s.csv", "Secondary_Email,Secondary_Phone,Key\na@x.com,1,Ann"),
        ])
        let child = #"{"api_name":"Secondary_Email","index":0},{"api_name":"Secondary_Phone","index":1},\#(mapping)"#
        return try await tester.sendWrite(
            familyRequest(
                file: file, ("Leads", "p.csv", #"{"api_name":"Last_Name","index":0},{"api_name":"Company","index":1}"#),
                ("Secondary", "s.csv", child)))
    }

    @Test(
        "step 28 records are not named by a field that says too little",
        arguments: [("Account_Lookup", "Phone"), ("Account_Lookup", "nope"), ("Reviewer", "last_name")])
    func unusableFindByOfLookup(field: String, findBy: String) async throws {
        expectError(
            try await send(
                "insert", "Last_Name,Company,Other\nDaly,ABC,x", ["Last_Name@0", "Company@1", ImportMapping("\(field)@2^\(findBy)")]),
            "INVALID_FIELD", 400, ["api_name": "find_by", "json_path": "$.resource[0].field_mappings[2].find_by"],
            message: "invalid field. \(findBy) cannot be used as find_by")
    }

    @Test(
        "step 29 a format must be one for fields of that type",
        arguments: [
            ("Reg_Day", "HH:mm"), ("Reg_Day", "dd-MM-yyyy HH:mm"), ("Visit", "dd-MM-yyyy"), ("Employees", "0.00"),
            ("Revenue", "dd-MM-yyyy"), ("Email", "lower"),
        ])
    func improperFormat(field: String, format: String) async throws {
        expectError(
            try await send("insert", ["Last_Name@0", "Company@1", ImportMapping("\(field)@2~\(format)")]), "INVALID_FORMAT", 400,
            ["api_name": .string(field), "json_path": "$.resource[0].field_mappings[2].format"],
            message: "You have entered the date in the wrong format.")
    }

    @Test(
        "formats that are listed are accepted",
        arguments: [
            ("Reg_Day", "MMM d, yyyy"), ("Reg_Day", "yyyyMMdd"), ("Reg_Day", "dd.MM.yy"), ("Visit", "yyyy-MM-dd'T'HH:mm:ssXXX"),
            ("Visit", "MM/dd/yyyy hh:mm a"), ("Employees", "#.###,##"), ("Revenue", "# ###,##"), ("Revenue", "#,##,###.##"),
        ])
    func properFormat(field: String, format: String) async throws {
        let answer = try await send("insert", ["Last_Name@0", "Company@1", ImportMapping("\(field)@2~\(format)")])
        #expect(answer.status == 201, "\(answer.text)")
    }

    @Test(
        "step 29 the default of a date must be one in ISO 8601",
        arguments: [("Reg_Day", "03/21/2025"), ("Reg_Day", "2025-02-30"), ("Visit", "03/21/2025 10:00:00"), ("Visit", "tomorrow")])
    func unreadableDate(field: String, value: String) async throws {
        expectError(
            try await send("insert", ["Last_Name@0", "Company@1", ImportMapping("\(field)@2=\(value)")]), "INVALID_FORMAT", 400,
            ["api_name": .string(field), "json_path": "$.resource[0].field_mappings[2].default_value.value"],
            message: "You have entered the date in the wrong format.")
    }

    @Test(
        "step 30 a default must be a value that the field can have",
        arguments: [
            ("Employees", "abc"), ("Employees", "1.5"), ("Revenue", "$5"), ("Opt_Out", "maybe"), ("Email", "no address"),
            ("Account_Lookup", "Zylker"), ("Phone", String(repeating: "1", count: 31)), ("Notes_S", String(repeating: "x", count: 501)),
        ])
    func unreadableDefault(field: String, value: String) async throws {
        expectError(
            try await send("insert", ["Last_Name@0", "Company@1", ImportMapping("\(field)=\(value)")]), "INVALID_DATA", 400,
            ["api_name": .string(field), "json_path": "$.resource[0].field_mappings[2].default_value.value"], message: "invalid data")
    }

    @Test("a default may have 500 characters, and be a number or a truth value")
    func properDefaults() async throws {
        let long = String(repeating: "ü", count: 500)
        #expect(try await send("insert", ["Last_Name@0", "Company@1", ImportMapping("Notes_S=\(long)")]).status == 201)
        let tester = try await AppTester.writing()
        let file = try await tester.upload("Last_Name,Company\nDaly,ABC")
        let outcome = try await tester.write(
            """
            {"operation":"insert","resource":[{"type":"data","module":{"api_name":"Leads"},"file_id":"\(file)","field_mappings":[\
            {"api_name":"Last_Name","index":0},{"api_name":"Company","index":1},\
            {"api_name":"Employees","default_value":{"value":350}},{"api_name":"Opt_Out","default_value":{"value":true}}]}]}
            """)
        let record = outcome.row(0).record
        let stored = try await tester.record(Int64(record) ?? 0, ["Employees", "Opt_Out"])
        #expect(stored == ["id": record, "Employees": "350", "Opt_Out": "true"])
    }

    @Test("step 31 a field can't be mapped twice")
    func mappedTwice() async throws {
        expectError(
            try await send("insert", ["Last_Name@0", "Company@1", "Company=Acme"]), "DUPLICATE_DATA", 400,
            ["api_name": "Company", "json_path": "$.resource[0].field_mappings[2].api_name"], message: "duplicate data")
    }

    @Test("two fields may read one column")
    func oneColumnTwice() async throws {
        let tester = try await AppTester.writing()
        let outcome = try await tester.write("insert", "Name\nDaly", ["Last_Name@0", "Company@0"])
        #expect(outcome.lines() == ["Name,STATUS,RECORD_ID,ERRORS", "Daly,ADDED,\(outcome.row(0).record),"])
    }

    @Test("step 32 in a job of parent and child nothing is mapped by the header")
    func missingMappings() async throws {
        let tester = try await AppTester.writing()
        let file = try await tester.upload([("p.csv", "Last_Name,Company\nAnn,X"), ("s.csv", "Secondary_Email,Parent_Id\na@x.com,Ann")])
        let body = """
            {"operation":"insert","resource":[\
            {"type":"data","module":{"api_name":"Leads"},"file_id":"\(file)","file_names":["p.csv"],"field_mappings":[\
            {"api_name":"Last_Name","index":0},{"api_name":"Company","index":1}]},\
            {"type":"data","module":{"api_name":"Secondary"},"file_id":"\(file)","file_names":["s.csv"]}]}
            """
        expectError(
            try await tester.sendWrite(body), "MANDATORY_NOT_FOUND", 400,
            ["api_name": "field_mappings", "json_path": "$.resource[1].field_mappings"],
            message: "Required key field_mappings is not available")
    }

    @Test("step 33 what records are found by must be read from a column", arguments: ["insert", "update", "upsert"])
    func findByWithoutColumn(operation: String) async throws {
        expectError(
            try await send(operation, ["Last_Name@0", "Company@1", "Ext_Id=E-1"], findBy: "Ext_Id"), "MANDATORY_FIELDS_NOT_MAPPED", 400,
            ["fields": [["api_name": "Ext_Id"]]], message: "All mandatory fields are not mapped for the layout")
    }

    @Test("step 33 a header that names no mandatory field maps too little; an update needs none")
    func mandatoryFieldsOfHeader() async throws {
        expectError(
            try await send("insert", "First_Name,Firm\nDaly,ABC", nil), "MANDATORY_FIELDS_NOT_MAPPED", 400,
            ["fields": [["api_name": "Last_Name"], ["api_name": "Company"]]], message: "All mandatory fields are not mapped for the layout")
        expectError(
            try await send("update", "Last_Name,Company\nDaly,ABC", nil, findBy: "Ext_Id"), "MANDATORY_FIELDS_NOT_MAPPED", 400,
            ["fields": [["api_name": "Ext_Id"]]], message: "All mandatory fields are not mapped for the layout")
        #expect(try await send("update", "Ext_Id,Phone\nE-1,222", nil, findBy: "Ext_Id").status == 201)
    }

    // MARK: - The order of the steps

    @Test("steps 1 to 6: path, method, token and scope are looked at before the body")
    func orderOutside() async throws {
        let tester = try await AppTester.writing()
        expectError(try await tester.send(.post, "/crm/bulk/v8/wirte", body: "{", token: "bad"), "INVALID_URL_PATTERN", 404)
        expectError(try await tester.send(.put, Self.path, body: "{", token: "bad"), "INVALID_REQUEST_METHOD", 400)
        expectError(try await tester.sendWrite("{", token: "bad"), "INVALID_TOKEN", 401)
        let token = try await tester.token(scopes: "ZohoCRM.modules.ALL", user: WriteFixture.patricia)
        expectError(try await tester.sendWrite("{", token: token), "OAUTH_SCOPE_MISMATCH", 401)
    }

    /// Each body fails at two steps, in the parts of it that come before the mappings.
    @Test(
        "of two failures the earlier step's is the answer",
        arguments: [
            ("steps 7, 8", #"{"operation":"delete"}"#, "Required key resource is not available"),
            ("steps 8, 9", #"{"operation":"delete","resource":[]}"#, #""json_path":"$.operation""#),
            ("steps 9, 10", #"{"operation":"insert","resource":[],"callback":{"url":"abc","method":"post"}}"#, "INVALID_REQUEST"),
            (
                "steps 10, 11",
                #"{"operation":"insert","callback":{"url":"abc","method":"post"},"resource":[{"module":{"api_name":"Leads"}}]}"#,
                "INVALID_CALLBACK_URL"
            ),
            (
                "steps 11, 12", #"{"operation":"insert","resource":[{"type":"data","module":{"api_name":"asdf"}}]}"#,
                "Required key file_id is not available"
            ),
            (
                "steps 12, 14", #"{"operation":"insert","resource":[{"type":"data","module":{"api_name":"asdf"},"file_id":"999"}]}"#,
                "MODULE_NOT_AVAILABLE"
            ),
            (
                "steps 13, 14",
                #"""
                {"operation":"insert","resource":[\#
                {"type":"data","module":{"api_name":"Leads"},"file_id":"999","file_names":["p.csv"]},\#
                {"type":"data","module":{"api_name":"Accounts"},"file_id":"999","file_names":["q.csv"]}]}
                """#, "COEXISTENCE_NOT_ALLOWED"
            ),
            (
                "steps 14, 18", #"{"operation":"update","resource":[{"type":"data","module":{"api_name":"Leads"},"file_id":"999"}]}"#,
                "INVALID_FILE_ID"
            ),
            (
                "steps 15, 18",
                #"""
                {"operation":"update","resource":[\#
                {"type":"data","module":{"api_name":"Leads"},"file_id":"$F","file_names":["zzz.csv"]}]}
                """#, "FILE_NOT_FOUND"
            ),
        ])
    func order(steps: String, body: String, expected: String) async throws {
        let answer = try await send(json: body)
        #expect(answer.status == 400, "\(steps)")
        #expect(answer.text.contains(expected), "\(steps): \(answer.text)")
    }

    @Test("steps 16 to 18: the file is looked at before the number of mappings, and that before find_by")
    func orderOfFile() async throws {
        let mappings = (0...200).map { _ in ImportMapping("Company@1") }
        expectFileError(try await send("update", "", mappings), "FILE_NOT_SUPPORTED", "File not supported for bulk write")
        expectError(
            try await send("update", mappings), "HEADER_LIMIT_EXCEEDED", 400,
            message: "The number of fields mapped has exceeded the maximum limit of 200.")
    }

    /// Each list of mappings, of an update, fails at two steps; the mapping that fails at the later one comes first.
    @Test(
        "of two failures in mappings the earlier step's is the answer, wherever it stands",
        arguments: [
            ("steps 18, 20", "", #"{"index":0}"#, #""json_path":"$.resource[0].find_by""#),
            ("steps 19, 20", "Company", #"{"index":0}"#, "Company cannot be used as find_by"),
            ("steps 20, 21", "id", #"{"api_name":"ast_Name","index":0},{"index":1}"#, "Required key api_name is not available"),
            (
                "steps 21, 22", "id", #"{"api_name":"Created_Time","index":0},{"api_name":"ast_Name","index":1}"#,
                "invalid mapping. invalid api_name ast_Name."
            ),
            (
                "steps 22, 23", "id", #"{"api_name":"Company"},{"api_name":"Created_Time","index":0}"#,
                "invalid mapping. field Created_Time is not supported."
            ),
            ("steps 23, 24", "id", #"{"api_name":"Phone","index":9},{"api_name":"Company"}"#, "Required key index is not available"),
            (
                "steps 24, 25", "id", #"{"api_name":"Account_Lookup","index":0},{"api_name":"Phone","index":9}"#,
                "column index 9 not found"
            ),
            (
                "steps 25, 28", "id",
                #"{"api_name":"Reviewer","index":0,"find_by":"last_name"},{"api_name":"Account_Lookup","index":1}"#,
                "Required key find_by is not available"
            ),
            (
                "steps 28, 29", "id",
                #"{"api_name":"Reg_Day","index":0,"format":"bananas"},{"api_name":"Reviewer","index":1,"find_by":"last_name"}"#,
                "last_name cannot be used as find_by"
            ),
            (
                "steps 29, 30", "id",
                #"{"api_name":"Employees","default_value":{"value":"abc"}},{"api_name":"Reg_Day","index":0,"format":"bananas"}"#,
                "INVALID_FORMAT"
            ),
            (
                "steps 30, 31", "id",
                #"""
                {"api_name":"Phone","index":0},{"api_name":"Phone","index":1},\#
                {"api_name":"Employees","default_value":{"value":"abc"}}
                """#, "INVALID_DATA"
            ),
            ("steps 31, 33", "id", #"{"api_name":"Phone","index":0},{"api_name":"Phone","index":1}"#, "DUPLICATE_DATA"),
        ])
    func orderOfMappings(steps: String, findBy: String, mappings: String, expected: String) async throws {
        let key = findBy.isEmpty ? "" : #""find_by":"\#(findBy)","#
        let answer = try await send(
            json: """
                {"operation":"update","resource":[{"type":"data","module":{"api_name":"Leads"},"file_id":"$F",\(key)\
                "field_mappings":[\(mappings)]}]}
                """)
        #expect(answer.status == 400, "\(steps)")
        #expect(answer.text.contains(expected), "\(steps): \(answer.text)")
    }
}
