import BulkEngine
import BulkModel
import BulkStore
import BulkTesting
import Foundation
import HTTPTypes
import Testing

/// The users of an organisation. (platform specification, section 8.1)
@Suite struct UserTests {
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

    @Test func aUserHasEverythingThatIsDocumented() async throws {
        let tester = try await AppTester.reading()
        let user = try #require(try await tester.users("/crm/v8/users/\(ReadFixture.jane)").first)
        #expect(user["id"] == .string(String(ReadFixture.jane)))
        #expect(user["zuid"] == "5540230002")
        #expect(user["first_name"] == "Jane")
        #expect(user["last_name"] == "Smith")
        #expect(user["alias"] == .null)
        #expect(user["role"] == ["name": "CEO", "id": "554023000000026005"])
        #expect(user["profile"] == ["name": "Administrator", "id": "554023000000026011"])
        #expect(user["status"] == "active")
        #expect(user["confirm"] == true)
        #expect(user["Isonline"] == false)
        #expect(user["time_zone"] == "Asia/Kolkata")
        #expect(user["created_time"] == "2026-03-01T17:30:00+05:30")
        #expect(user["created_by"] == ["name": "Patricia Boyle", "id": .string(String(ReadFixture.patricia))])
        #expect(user["Modified_Time"] == user["created_time"])
        #expect(user["Modified_By"] == user["created_by"])
        #expect(user["Reporting_To"] == .null)
        #expect(user["theme"]?["normal_tab"]?["background"] == "#222222")
    }

    @Test(arguments: [
        ("type__s", APIVersion.v2_1, true), ("name_format__s", .v2_1, true), ("decimal_separator", .v2_1, true),
        ("territories", .v2_1, false), ("theme", .v2, true), ("customize_info", .v2, true),
    ])
    func someKeysComeOrGoWithAVersion(name: String, version: APIVersion, comes: Bool) async throws {
        let tester = try await AppTester.reading()
        for asked in APIVersion.allCases {
            let user = try #require(try await tester.users("/crm/\(asked.rawValue)/users?type=CurrentUser").first)
            #expect((user[name] != nil) == ((asked >= version) == comes), "\(asked)")
        }
    }

    @Test func nonstandardRolesAndProfilesHaveNumbersThatStayTheSame() async throws {
        let tester = try await AppTester.reading()
        for (email, role) in [("a@x.example", "Sales"), ("b@x.example", "Sales"), ("c@x.example", "Support")] {
            _ = try await tester.addUser(email, role: role, profile: "Interns")
        }
        let users = try await tester.users("/crm/v8/users").suffix(3)
        let roles = users.compactMap { $0["role"]?["id"]?.string }
        #expect(roles.count == 3 && roles[0] == roles[1] && roles[1] != roles[2])
        #expect(Set(users.compactMap { $0["profile"]?["id"]?.string }).count == 1)
        #expect(users.first?["profile"]?["name"] == "Interns")
        #expect(users.first?["profile"]?["id"] != "554023000000026011")
    }

    // Types

    @Test(arguments: [
        ("AllUsers", ["Boyle", "Smith", "Patricia Boyle", "Off", "New", "Plain"]),
        ("ActiveUsers", ["Boyle", "Smith", "Patricia Boyle", "New", "Plain"]),
        ("DeactiveUsers", ["Off"]),
        ("ConfirmedUsers", ["Boyle", "Smith", "Patricia Boyle", "Off", "Plain"]),
        ("NotConfirmedUsers", ["New"]),
        ("DeletedUsers", ["Gone"]),
        ("ActiveConfirmedUsers", ["Boyle", "Smith", "Patricia Boyle", "Plain"]),
        ("AdminUsers", ["Boyle", "Smith", "Patricia Boyle", "Off", "New"]),
        ("ActiveConfirmedAdmins", ["Boyle", "Smith", "Patricia Boyle"]),
        ("CurrentUser", ["Boyle"]),
    ])
    func eachTypeHasItsUsers(type: String, names: [String]) async throws {
        let tester = try await AppTester.reading()
        try await tester.addUser("off@x.example", lastName: "Off", status: .disabled)
        try await tester.addUser("new@x.example", lastName: "New", isConfirmed: false)
        try await tester.addUser("gone@x.example", lastName: "Gone", status: .deleted)
        try await tester.addUser("plain@x.example", lastName: "Plain", profile: "Standard")
        #expect(try await tester.users("/crm/v8/users?type=\(type)").compactMap { $0["last_name"]?.string } == names)
        let count = try await tester.send(.get, "/crm/v8/users/actions/count?type=\(type)", token: tester.userToken())
        #expect(count.json == ["count": .integer(names.count)])
    }

    @Test func nobodyIsAnEmptyAnswer() async throws {
        let tester = try await AppTester.reading()
        let nobody = try await tester.send(.get, "/crm/v8/users?type=DeletedUsers", token: tester.userToken())
        #expect(nobody.status == 204)
        #expect(nobody.headers[.contentType] == nil)
        #expect(nobody.body.isEmpty)
        let count = try await tester.send(.get, "/crm/v8/users/actions/count?type=DeletedUsers", token: tester.userToken())
        #expect(count.json == ["count": 0])
    }

    @Test(arguments: ["/crm/v8/users", "/crm/v8/users/actions/count"])
    func anUnknownTypeIsRefused(path: String) async throws {
        let tester = try await AppTester.reading()
        expectError(
            try await tester.send(.get, path + "?type=allusers", token: tester.userToken()), "PATTERN_NOT_MATCHED", 400,
            ["api_name": "type"])
    }

    // Pages and ids

    @Test(arguments: [
        ("", ["Boyle", "Smith", "Patricia Boyle"], 200, 1, false), ("per_page=2", ["Boyle", "Smith"], 2, 1, true),
        ("per_page=2&page=2", ["Patricia Boyle"], 2, 2, false), ("page=0", ["Boyle", "Smith", "Patricia Boyle"], 200, 1, false),
        ("per_page=1000&page=nonsense", ["Boyle", "Smith", "Patricia Boyle"], 200, 1, false),
    ])
    func aPageIsShown(query: String, names: [String], perPage: Int, page: Int, more: Bool) async throws {
        let tester = try await AppTester.reading()
        let answer = try await tester.send(.get, "/crm/v8/users?\(query)", token: tester.userToken())
        #expect(answer.json["users"]?.array?.compactMap { $0["last_name"]?.string } == names)
        #expect(
            answer.json["info"] == [
                "per_page": .integer(perPage), "count": .integer(names.count), "page": .integer(page), "more_records": .boolean(more),
            ])
    }

    @Test func aPageBehindTheLastIsEmpty() async throws {
        let tester = try await AppTester.reading()
        #expect(try await tester.send(.get, "/crm/v8/users?page=2", token: tester.userToken()).status == 204)
    }

    @Test func usersCanBeNamedByTheirIDs() async throws {
        let tester = try await AppTester.reading()
        let found = try await tester.users("/crm/v8/users?ids=\(ReadFixture.boyle),\(ReadFixture.jane),1,\(ReadFixture.jane)")
        #expect(found.compactMap { $0["last_name"]?.string } == ["Smith", "Patricia Boyle"])
        #expect(try await tester.send(.get, "/crm/v8/users?ids=1", token: tester.userToken()).status == 204)
        expectError(
            try await tester.send(.get, "/crm/v8/users?ids=x", token: tester.userToken()), "INVALID_DATA", 400, ["param_name": "ids"])
        let many = (1...101).map(String.init).joined(separator: ",")
        expectError(
            try await tester.send(.get, "/crm/v8/users?ids=\(many)", token: tester.userToken()), "LIMIT_EXCEEDED", 400,
            ["limit": "100", "param_name": "ids"])
    }

    @Test(arguments: ["1", "nonsense", "99999999999999999999"])
    func anUnknownIDIsRefused(id: String) async throws {
        let tester = try await AppTester.reading()
        expectError(
            try await tester.send(.get, "/crm/v8/users/\(id)", token: tester.userToken()), "INVALID_DATA", 400,
            ["resource_path_index": 1], message: "the id given seems to be invalid")
        expectError(try await tester.send(.get, "/crm/v2/users/\(id)", token: tester.userToken()), "INVALID_DATA", 400)
    }

    @Test func aUserOfAnotherOrganizationIsUnknown() async throws {
        let tester = try await AppTester.reading()
        let foreign = try await tester.tokenOfAnotherOrganization()
        let path = "/crm/v8/users/\(ReadFixture.jane)"
        expectError(try await tester.send(.get, path, token: foreign), "INVALID_DATA", 400, ["resource_path_index": 1])
        let all = try await tester.send(.get, "/crm/v8/users", token: foreign)
        #expect(all.json["users"]?.array?.compactMap { $0["email"]?.string } == ["other@example.com"])
    }

    // If-Modified-Since

    @Test(arguments: [
        ("2026-03-01T12:00:00Z", [String]?.none), ("2026-03-01T17:30:00+05:30", nil),
        ("2026-03-01T11:59:59Z", ["Boyle", "Smith", "Patricia Boyle"]),
    ])
    func usersWhoChangedSinceThenAreShown(since: String, names: [String]?) async throws {
        let tester = try await AppTester.reading()
        let answer = try await tester.get("/crm/v8/users", since: since)
        #expect(answer.status == (names == nil ? 304 : 200))
        #expect(answer.json["users"]?.array?.compactMap { $0["last_name"]?.string } == names)
        if names == nil { #expect(answer.body.isEmpty) }
    }

    @Test func aTimeThatIsNoneIsRefused() async throws {
        let tester = try await AppTester.reading()
        let answer = try await tester.get("/crm/v8/users", since: "nonsense")
        #expect(answer.status == 400)
        #expect(answer.json["code"] == "INVALID_DATA")
    }

    @Test func onlyTheUserWhoChangedIsShown() async throws {
        let tester = try await AppTester.reading()
        let store = try await tester.engine.storage.store(of: tester.organization)
        let jane = try #require(try await store.user(ObjectID(ReadFixture.jane)))
        tester.clock.advance(by: 60)
        _ = try await tester.engine.setStatus(.disabled, of: jane, in: tester.organization)
        let answer = try await tester.get("/crm/v8/users", since: "2026-03-01T12:00:30+00:00")
        #expect(answer.json["users"]?.array?.compactMap { $0["last_name"]?.string } == ["Smith"])
        #expect(answer.json["users"]?[0]?["status"] == "disabled")
        #expect(answer.json["users"]?[0]?["Modified_Time"] == "2026-03-01T17:31:00+05:30")
    }

    // Adding and keeping out

    @Test func anEMailIsTakenWhateverItsLetterCase() async throws {
        let tester = try await AppTester.reading()
        await #expect(throws: UserError.emailTaken("JANE.smith@zylker.example")) {
            try await tester.engine.addUser(
                .init(firstName: nil, lastName: "Smith", email: "JANE.smith@zylker.example", timeZone: "UTC"), to: tester.organization)
        }
    }

    @Test func theLastActiveAdministratorStays() async throws {
        let tester = try await AppTester.reading()
        let users = try await tester.engine.storage.store(of: tester.organization).users()
        for user in users.dropLast() { _ = try await tester.engine.setStatus(.disabled, of: user, in: tester.organization) }
        let last = try #require(users.last)
        await #expect(throws: UserError.lastAdministrator(last.email)) {
            try await tester.engine.setStatus(.disabled, of: last, in: tester.organization)
        }
    }
}

extension AppTester {
    fileprivate func userToken() async throws -> String { try await token(scopes: "ZohoCRM.users.READ") }

    fileprivate func users(_ path: String) async throws -> [JSONValue] {
        try await send(.get, path, token: userToken()).json["users"]?.array ?? []
    }

    fileprivate func get(_ path: String, since: String) async throws -> Answer {
        let headers: HTTPFields = [.authorization: "Zoho-oauthtoken \(try await userToken())", .ifModifiedSince: since]
        return try await send(.get, path, body: nil, headers: headers)
    }

    @discardableResult
    fileprivate func addUser(
        _ email: String, lastName: String = "X", role: String = "CEO", profile: String = "Administrator", status: User.Status = .active,
        isConfirmed: Bool = true
    ) async throws -> User {
        var user = try await engine.addUser(
            .init(firstName: nil, lastName: lastName, email: email, timeZone: "UTC", role: role, profile: profile), to: organization)
        user.status = status
        user.isConfirmed = isConfirmed
        try await engine.storage.store(of: organization).update(user)
        return user
    }
}
