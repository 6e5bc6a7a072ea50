import BulkModel
import BulkTesting
import Foundation
import Testing

/// The calls there are. (platform specification, section 6.2)
@Suite struct APIListTests {
    @Test func callsAreListedByPathWithScopeAndCredits() async throws {
        let answer = try await listed()
        #expect(answer.status == 200)
        #expect(
            answer.json["__apis"]?.element(where: "path", is: "/crm/bulk/v8/read") == [
                "path": "/crm/bulk/v8/read",
                "operation_types": [["method": "POST", "oauth_scope": "ZohoCRM.bulk.READ", "max_credits": 50, "min_credits": 50]],
            ])
        #expect(
            answer.json["__apis"]?.element(where: "path", is: "/crm/v8/Leads/upsert")?["operation_types"] == [
                ["method": "POST", "oauth_scope": "ZohoCRM.modules.leads.CREATE", "max_credits": 10, "min_credits": 1]
            ])
        #expect(operations(at: "/crm/v8/settings/fields/{{id}}", of: answer).contains("DELETE ZohoCRM.settings.fields.DELETE"))
        #expect(operations(at: "/crm/v8/__apis", of: answer) == ["GET ZohoCRM.apis.READ"])
    }

    @Test func callsAboutRecordsAreListedForEachStandardModuleAndOnceForCustomOnes() async throws {
        let answer = try await listed()
        #expect(operations(at: "/crm/v8/Leads/{{id}}", of: answer).contains("GET ZohoCRM.modules.leads.READ"))
        #expect(operations(at: "/crm/v8/Price_Books/{{id}}", of: answer).contains("GET ZohoCRM.modules.pricebooks.READ"))
        #expect(operations(at: "/crm/v8/{{module}}/{{id}}", of: answer).contains("GET ZohoCRM.modules.custom.READ"))
        #expect(operations(at: "/crm/v8/Employees/{{id}}", of: answer) == [])
    }

    @Test func whatCameWithALaterVersionIsNotListed() async throws {
        #expect(operations(at: "/crm/v5/settings/modules", of: try await listed(version: "v5")) == ["GET ZohoCRM.settings.modules.READ"])
        #expect(operations(at: "/crm/v6/settings/modules", of: try await listed(version: "v6")).count == 3)
    }

    @Test func addressesOutsideOfTheServicesOwnAreNotListed() async throws {
        let paths = try await listed().json["__apis"]?.array?.compactMap { $0["path"]?.string } ?? []
        #expect(paths.count > 50)
        #expect(paths.allSatisfy { $0.hasPrefix("/crm/") })
    }

    @Test(arguments: [
        ("module", "Leads", "/crm/v8/Leads", "/crm/v8/Contacts"),
        ("module", "custom", "/crm/v8/{{module}}", "/crm/v8/Leads"),
        ("operation_types.method", "POST", "/crm/v8/coql", "/crm/v8/org"),
        ("operation_types.oauth_scope", "settings", "/crm/v8/settings/layouts", "/crm/v8/Leads"),
        ("operation_types.oauth_scope", "modules.leads", "/crm/v8/Leads", "/crm/v8/Contacts"),
        ("operation_types.oauth_scope", "bulk", "/crm/bulk/v8/read", "/crm/v8/coql"),
    ])
    func aConditionChooses(name: String, value: String, admitted: String, refused: String) async throws {
        let answer = try await listed(filter: #"{"field":{"api_name":"\#(name)"},"comparator":"equals","value":"\#(value)"}"#)
        let paths = answer.json["__apis"]?.array?.compactMap { $0["path"]?.string } ?? []
        #expect(paths.contains(admitted))
        #expect(!paths.contains(refused))
    }

    @Test func nothingSuchIsAnEmptyAnswer() async throws {
        let answer = try await listed(
            filter: #"{"field":{"api_name":"operation_types.oauth_scope"},"comparator":"equals","value":"send_mail"}"#)
        #expect(answer.status == 204)
    }

    @Test(arguments: [
        ("nope", "INVALID_DATA", "$"),
        ("[]", "INVALID_DATA", "$"),
        ("{}", "MANDATORY_NOT_FOUND", "$.field.api_name"),
        (#"{"field":{"api_name":"module"}}"#, "MANDATORY_NOT_FOUND", "$.comparator"),
        (#"{"field":{"api_name":"module"},"comparator":"equals"}"#, "MANDATORY_NOT_FOUND", "$.value"),
        (#"{"field":{"api_name":"path"},"comparator":"equals","value":"x"}"#, "INVALID_DATA", "$.field.api_name"),
        (#"{"field":{"api_name":"module"},"comparator":"in","value":"Leads"}"#, "INVALID_DATA", "$.comparator"),
        (#"{"field":{"api_name":"module"},"comparator":"equals","value":"Nope"}"#, "INVALID_DATA", "$.value"),
        (#"{"field":{"api_name":"module"},"comparator":"equals","value":7}"#, "INVALID_DATA", "$.value"),
        (#"{"field":{"api_name":"operation_types.method"},"comparator":"equals","value":"post"}"#, "INVALID_DATA", "$.value"),
        (#"{"field":{"api_name":"operation_types.oauth_scope"},"comparator":"equals","value":""}"#, "INVALID_DATA", "$.value"),
    ])
    func aConditionThatCanNotBeReadIsRefusedWithItsPlace(filter: String, code: String, path: String) async throws {
        let answer = try await listed(filter: filter)
        #expect(answer.status == 400)
        #expect(answer.json["code"] == .string(code))
        #expect(answer.json["details"]?["json_path"] == .string(path), "\(answer.text)")
    }

    @Test func theScopeIsNeeded() async throws {
        expectError(try await AppTester.reading().send(.get, "/crm/v8/__apis"), "OAUTH_SCOPE_MISMATCH", 401)
    }

    private func listed(version: String = "v8", filter: String? = nil) async throws -> Answer {
        let tester = try await AppTester.reading()
        let query = filter?.addingPercentEncoding(withAllowedCharacters: .alphanumerics).map { "?filters=\($0)" } ?? ""
        return try await tester.send(.get, "/crm/\(version)/__apis\(query)", token: try await tester.token(scopes: "ZohoCRM.apis.READ"))
    }

    /// Method and scope of each operation.
    private func operations(at path: String, of answer: Answer) -> [String] {
        let operations = answer.json["__apis"]?.element(where: "path", is: .string(path))?["operation_types"]?.array ?? []
        return operations.map { "\($0["method"]?.string ?? "") \($0["oauth_scope"]?.string ?? "")" }
    }
}
