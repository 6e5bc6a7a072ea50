import BulkModel
import BulkTesting
import HTTPTypes
import Testing

/// Who may ask what. (platform specification, sections 4, 5 and 15)
@Suite struct COQLAccessTests {
    private static let leads: JSONValue = ["select_query": "select id, Owner.last_name from Leads where id is not null"]
    private static let users: JSONValue = ["select_query": "select last_name from Users where id is not null"]

    @Test(arguments: [
        ("ZohoCRM.coql.READ,ZohoCRM.modules.leads.READ", leads, true), ("ZohoCRM.coql.READ,ZohoCRM.modules.ALL", leads, true),
        ("zohocrm.coql.all,ZohoCRM.modules.READ", leads, true), ("ZohoCRM.modules.ALL", leads, false), ("ZohoCRM.coql.READ", leads, false),
        ("ZohoCRM.coql.READ,ZohoCRM.modules.contacts.READ", leads, false), ("ZohoCRM.coql.READ,ZohoCRM.modules.leads.CREATE", leads, false),
        ("ZohoCRM.coql.CREATE,ZohoCRM.modules.ALL", leads, false), ("ZohoCRM.bulk.ALL,ZohoCRM.modules.ALL", leads, false),
        ("ZohoCRM.coql.READ,ZohoCRM.users.READ", users, true), ("ZohoCRM.coql.READ,ZohoCRM.modules.ALL", users, true),
        ("ZohoCRM.coql.READ,ZohoCRM.modules.leads.READ", users, false), ("ZohoCRM.coql.READ,ZohoCRM.modules.custom.READ", users, false),
    ])
    func theScopesOfQueriesAndOfTheModuleAreNeeded(scopes: String, body: JSONValue, isAllowed: Bool) async throws {
        let answer = try await AppTester.reading().coql(body: body, scopes: scopes)
        if isAllowed {
            #expect(answer.status == 200)
        } else {
            expectError(answer, "OAUTH_SCOPE_MISMATCH", 401, message: "invalid oauth scope to access this URL")
        }
    }

    @Test func aTokenIsNeeded() async throws {
        let tester = try await AppTester.reading()
        expectError(try await tester.send(.post, "/crm/v8/coql", body: "{}", token: nil), "AUTHENTICATION_FAILURE", 401)
        expectError(try await tester.send(.post, "/crm/v8/coql", body: "{}", token: "1000.x.y"), "INVALID_TOKEN", 401)
        expectError(try await tester.send(.get, "/crm/v8/coql", token: tester.token), "INVALID_REQUEST_METHOD", 400)
    }

    @Test(arguments: [
        ("select id from Contacts where id is not null", "Crm_Implied_View_Contacts"),
        ("select Account_Name.Phone from Contacts where id is not null", "Crm_Implied_View_Accounts"),
        ("select id from Contacts where Account_Name.Phone is null", "Crm_Implied_View_Accounts"),
        ("select id from Contacts where id is not null order by Account_Name.Phone", "Crm_Implied_View_Accounts"),
        ("select COUNT(Account_Name.Phone) from Contacts where id is not null", "Crm_Implied_View_Accounts"),
        ("select COUNT(id) from Contacts where id is not null group by Account_Name.Phone", "Crm_Implied_View_Accounts"),
        ("select id from Contacts where id is not null", "Crm_Implied_Api_Access"),
    ])
    func whatTheProfileMayNotSeeIsRefusedInEveryClause(query: String, permission: String) async throws {
        let tester = try await AppTester.reading()
        #expect(try await tester.coql(query).status == 200)
        let store = try await tester.engine.storage.store(of: tester.organization)
        try await store.set(Profile(name: "Administrator", denied: [permission]))
        expectError(
            try await tester.coql(query), "NO_PERMISSION", 403, ["permissions": [.string(permission)]])
    }

    @Test func aViewThatTheUserMayNotSeeIsNone() async throws {
        let tester = try await AppTester.reading()
        let store = try await tester.engine.storage.store(of: tester.organization)
        let user = User(
            id: ObjectID(554_023_000_000_691_777), firstName: nil, lastName: "Guest", email: "guest@zylker.example", timeZone: "UTC",
            profile: "Standard")
        try await store.add(user)
        var view = try #require(try await store.view(ObjectID(554_023_000_000_093_005)))
        view.id = ObjectID(554_023_000_000_093_777)
        view.access = .author
        try await store.apply([.addView(view)])
        let query = "select id from Leads#554023000000093777 where id is not null"
        #expect(try await tester.coql(query).status == 200)
        expectError(
            try await tester.coql(query, user: user.id.rawValue), "INVALID_QUERY", 400,
            ["reason": "invalid custom view found", "cvid": "554023000000093777"])
    }

    @Test func anotherOrganizationSeesItsOwnRecordsOnly() async throws {
        let tester = try await AppTester.reading()
        let foreign = try await tester.tokenOfAnotherOrganization()
        let leads = try await tester.send(
            .post, "/crm/v8/coql", body: #"{"select_query":"select id from Leads where id is not null"}"#, token: foreign)
        #expect(leads.status == 204)
        let employees = try await tester.send(
            .post, "/crm/v8/coql", body: #"{"select_query":"select id from Wide where id is not null"}"#, token: foreign)
        expectError(employees, "INVALID_MODULE", 400)
        let users = try await tester.send(
            .post, "/crm/v8/coql", body: #"{"select_query":"select id from Users where id is not null"}"#, token: foreign)
        #expect(users.json["data"]?.array?.contains { $0["id"]?.string?.hasPrefix("554023") == true } == false)
    }

    @Test func manyQueriesAtOnceAreAllAnswered() async throws {
        let tester = try await AppTester.reading(limits: .native)
        try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<40 { group.addTask { try await tester.coql("select id from Leads where Last_Name like '%e%'").status } }
            for try await status in group { #expect(status == 200) }
        }
    }
}
