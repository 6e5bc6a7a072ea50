import BulkModel
import BulkTesting
import HTTPTypes
import Testing

/// Who may read records, and which paths lead to them. (platform specification, sections 4 and 5)
@Suite struct RecordAccessTests {
    private static let search = "ZohoSearch.securesearch.READ"
    private static let layouts = "ZohoCRM.settings.layouts.READ"

    @Test(
        arguments: [
            ("Contacts?fields=id", "ZohoCRM.modules.contacts.READ", true), ("Contacts?fields=id", "ZohoCRM.modules.Contacts.ALL", true),
            ("Contacts?fields=id", "ZohoCRM.modules.READ", true), ("Contacts?fields=id", "ZohoCRM.modules.leads.READ", false),
            ("Contacts?fields=id", "ZohoCRM.modules.contacts.WRITE", false), ("Contacts?fields=id", "ZohoCRM.bulk.ALL", false),
            ("Employees?fields=id", "ZohoCRM.modules.custom.READ", true),
            ("Employees?fields=id", "ZohoCRM.modules.employees.READ", false),
            ("EmpXSkills?fields=id", "ZohoCRM.modules.custom.READ", true),
            ("Contacts/554023000000900001", "ZohoCRM.modules.contacts.READ", true),
            ("Contacts/554023000000900001", "ZohoCRM.modules.leads.READ", false),
            ("Contacts/search?word=boyle", "ZohoCRM.modules.contacts.READ,\(search)", true),
            ("Contacts/search?word=boyle", "ZohoCRM.modules.contacts.READ", false),
            ("Contacts/search?word=boyle", "ZohoCRM.modules.leads.READ,\(search)", false), ("Contacts/search?word=boyle", search, false),
            ("Contacts/actions/count", "ZohoCRM.modules.contacts.READ,\(search),\(layouts)", true),
            ("Contacts/actions/count", "ZohoCRM.modules.contacts.READ,\(search)", false),
            ("Contacts/actions/count", "ZohoCRM.modules.contacts.READ,\(layouts)", false),
            ("Contacts/actions/count", "\(search),\(layouts)", false),
        ])
    func scopesDecide(_ path: String, _ scopes: String, _ isAllowed: Bool) async throws {
        let tester = try await AppTester.reading()
        let answer = try await tester.records(path, token: try await tester.token(scopes: scopes))
        if isAllowed {
            #expect(answer.status == 200)
        } else {
            expectError(answer, "OAUTH_SCOPE_MISMATCH", 401, message: "invalid oauth scope to access this URL")
        }
    }

    @Test(arguments: ["Leads", "Leads/1", "Leads/search", "Leads/actions/count"])
    func aTokenIsNeeded(path: String) async throws {
        let tester = try await AppTester.reading()
        expectError(try await tester.send(.get, "/crm/v8/\(path)", token: nil), "AUTHENTICATION_FAILURE", 401)
        expectError(try await tester.send(.get, "/crm/v8/\(path)", token: "bad"), "INVALID_TOKEN", 401)
    }

    @Test(arguments: ["", "/1", "/search", "/actions/count"])
    func theModuleMustBeOneWithRecords(path: String) async throws {
        let tester = try await AppTester.reading()
        let token = try await tester.token(scopes: "ZohoCRM.modules.ALL,ZohoCRM.settings.ALL,\(Self.search)")
        for module in ["Nope", "leads", "Users", "LEADS", "Last_Name", "%20"] {
            expectError(
                try await tester.records(module + path, token: token), "INVALID_MODULE", 400, ["resource_path_index": 0],
                message: "the module name given seems to be invalid")
            expectError(try await tester.records(module + path, version: "v2", token: token), "INVALID_MODULE", 400, [:])
        }
    }

    @Test(arguments: ["Leads", "Leads/1", "Leads/search", "Leads/actions/count"])
    func theProfileMustAllowIt(path: String) async throws {
        let tester = try await AppTester.reading()
        let token = try await tester.token(scopes: "ZohoCRM.modules.ALL,ZohoCRM.settings.ALL,\(Self.search)")
        for permission in ["Crm_Implied_View_Leads", "Crm_Implied_Api_Access"] {
            try await tester.deny(permission)
            // It is looked at before any parameter.
            expectError(
                try await tester.records(path, token: token), "NO_PERMISSION", 403, ["permissions": [.string(permission)]],
                message: "permission denied")
        }
        try await tester.deny("Crm_Implied_View_Contacts")
        #expect(try await tester.records("Leads?fields=id", token: token).status == 200)
    }

    @Test func anotherOrganizationHasNoneOfTheRecords() async throws {
        let tester = try await AppTester.reading()
        let foreign = try await tester.tokenOfAnotherOrganization()
        #expect(try await tester.records("Contacts?fields=id", token: foreign).status == 204)
        #expect(try await tester.records("Contacts/554023000000900001", token: foreign).status == 204)
        #expect(try await tester.records("Contacts/search?word=boyle", token: foreign).status == 204)
        #expect(try await tester.records("Contacts/actions/count", token: foreign).json == ["count": 0])
        expectError(
            try await tester.records("Leads?fields=id&cvid=554023000000093005", token: foreign), "INVALID_DATA", 400,
            ["param_name": "cvid"])
    }

    // MARK: Paths

    @Test(
        "words of other paths are no modules and no records",
        arguments: [
            "/crm/v8/settings", "/crm/v8/settings/nope", "/crm/v8/settings/nope/1", "/crm/bulk/v8/nope", "/crm/bulk/v8", "/crm/v8/org/1",
            "/crm/v8/upload/1", "/crm/v8/Leads/actions", "/crm/v8/Leads/actions/nope", "/crm/v8/Leads/1/nope/2", "/crm/v9/Leads",
            "/crm/bulk/Leads", "/crm/v8", "/crm", "/crm/v8/settings/modules/Leads/1",
        ])
    func unknownPaths(path: String) async throws {
        let tester = try await AppTester.reading()
        expectError(try await tester.send(.get, path), "INVALID_URL_PATTERN", 404)
        expectError(try await tester.send(.get, path, token: nil), "INVALID_URL_PATTERN", 404)
    }

    @Test(
        "paths of words keep their own meaning",
        arguments: [
            ("/crm/v8/org", "org"), ("/crm/v8/users", "users"), ("/crm/v8/settings/modules", "modules"),
            ("/crm/v8/settings/modules/Leads", "modules"), ("/crm/v8/settings/fields?module=Leads", "fields"),
        ])
    func otherPaths(path: String, key: String) async throws {
        let tester = try await AppTester.reading()
        let token = try await tester.token(scopes: "ZohoCRM.org.ALL,ZohoCRM.users.ALL,ZohoCRM.settings.ALL")
        #expect(try await tester.send(.get, path, token: token).json[key]?.array?.isEmpty == false)
    }

    @Test("known paths take their own methods only", arguments: [HTTPRequest.Method.head, .patch, .options, .trace])
    func methods(method: HTTPRequest.Method) async throws {
        let tester = try await AppTester.reading()
        for path in ["Leads", "Leads/1", "Leads/search", "Leads/actions/count"] {
            let answer = try await tester.send(method, "/crm/v8/\(path)")
            #expect(answer.status == 400)
            if method != .head { #expect(answer.json["code"] == "INVALID_REQUEST_METHOD") }
        }
    }
}
