import BulkModel
import BulkTesting
import HTTPTypes
import Testing

/// The organisation and its users, as far as clients ask for them at their start. (platform specification, sections 7 and 8)
@Suite struct IdentityTests {
    @Test func theOrganizationIsOneElementWithItsNumbers() async throws {
        let tester = try await AppTester.reading()
        let answer = try await tester.send(.get, "/crm/v8/org", token: try await tester.token(scopes: "ZohoCRM.org.READ"))
        #expect(answer.status == 200)
        let organization = try #require(answer.json["org"]?[0])
        #expect(organization["id"] == .string(tester.organization.description))
        #expect(organization["company_name"] == "Zylker")
        #expect(organization["time_zone"] == "Asia/Kolkata")
        #expect(organization["zgid"]?.string?.isEmpty == false)
    }

    @Test func theCurrentUserIsTheHolderOfTheToken() async throws {
        let tester = try await AppTester.reading()
        let token = try await tester.token(scopes: "ZohoCRM.users.READ", user: ReadFixture.jane)
        let answer = try await tester.send(.get, "/crm/v8/users?type=CurrentUser", token: token)
        #expect(answer.json["users"]?.array?.count == 1)
        let user = try #require(answer.json["users"]?[0])
        #expect(user["email"] == "jane.smith@zylker.example")
        #expect(user["full_name"] == "Jane Smith")
        #expect(user["offset"] == 19_800_000)
    }

    @Test func allUsersAreListedAndNobodyIsAnEmptyAnswer() async throws {
        let tester = try await AppTester.reading()
        let token = try await tester.token(scopes: "ZohoCRM.users.ALL")
        let all = try await tester.send(.get, "/crm/v8/users", token: token)
        #expect(all.json["users"]?.array?.compactMap { $0["last_name"]?.string } == ["Boyle", "Smith", "Patricia Boyle"])
        #expect(all.json["info"] == ["per_page": 200, "count": 3, "page": 1, "more_records": false])
        let nobody = try await tester.send(.get, "/crm/v8/users?type=DeletedUsers", token: token)
        #expect(nobody.status == 204)
        #expect(nobody.headers[.contentType] == nil)
        #expect(nobody.body.isEmpty)
    }

    @Test func anUnknownTypeOfUsersIsRefused() async throws {
        let tester = try await AppTester.reading()
        let token = try await tester.token(scopes: "ZohoCRM.users.ALL")
        expectError(
            try await tester.send(.get, "/crm/v8/users?type=Nope", token: token), "PATTERN_NOT_MATCHED", 400, ["api_name": "type"])
    }

    @Test(arguments: ["/crm/v8/org", "/crm/v8/users"])
    func theScopeIsNeeded(path: String) async throws {
        let tester = try await AppTester.reading()
        expectError(try await tester.send(.get, path), "OAUTH_SCOPE_MISMATCH", 401)
    }
}
