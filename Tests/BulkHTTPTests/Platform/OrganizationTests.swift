import BulkEngine
import BulkModel
import BulkTesting
import HTTPTypes
import Testing

/// The organisation. (platform specification, sections 7 and 17)
@Suite struct OrganizationTests {
    /// What first-generation clients index without looking. (SDK demands, section 6)
    private let indexed = [
        "company_name", "id", "alias", "city", "country", "country_code", "currency_locale", "currency_symbol", "description",
        "employee_count", "fax", "gapps_enabled", "iso_code", "mc_status", "mobile", "phone", "primary_email", "primary_zuid", "state",
        "street", "time_zone", "website", "zgid", "zip", "license_details",
    ]

    @Test(arguments: APIVersion.allCases)
    func itIsOneElementWithItsNumbersInEveryVersion(version: APIVersion) async throws {
        let tester = try await AppTester.reading()
        let answer = try await tester.send(
            .get, "/crm/\(version.rawValue)/org", token: try await tester.token(scopes: "ZohoCRM.org.READ"))
        #expect(answer.status == 200)
        #expect(answer.json["org"]?.array?.count == 1)
        let organization = try #require(answer.json["org"]?[0])
        #expect(organization["id"] == .string(tester.organization.description))
        #expect(organization["zgid"] == "600554023")
        #expect(organization["domain_name"] == "org600554023")
        #expect(organization["company_name"] == "Zylker")
        #expect(organization["time_zone"] == "Asia/Kolkata")
        #expect(organization["primary_email"] == "patricia.boyle@zylker.example")
        #expect(organization["primary_zuid"] == "5540230001")
        #expect(organization["employee_count"] == "3")
        #expect(organization["license_details"]?["users_license_purchased"] == 3)
        for name in indexed { #expect(organization[name] != nil, "\(name)") }
        for name in ["paid", "paid_type", "paid_expiry", "trial_type", "trial_expiry"] {
            #expect(organization["license_details"]?[name] != nil, "\(name)")
        }
    }

    @Test(arguments: [
        ("hierarchy_preferences", APIVersion.v2_1), ("hipaa_compliance_enabled", .v2_1), ("lite_users_enabled", .v3),
        ("deletable_org_account", .v3), ("max_per_page", .v3), ("type", .v6), ("created_time", .v6),
    ])
    func aKeyIsThereFromItsVersionOn(name: String, first: APIVersion) async throws {
        let tester = try await AppTester.reading()
        let token = try await tester.token(scopes: "ZohoCRM.org.ALL")
        for version in APIVersion.allCases {
            let answer = try await tester.send(.get, "/crm/\(version.rawValue)/org", token: token)
            #expect((answer.json["org"]?[0]?[name] != nil) == (version >= first), "\(version)")
        }
    }

    @Test func itTellsWhenAndWhereItWasMade() async throws {
        let tester = try await AppTester.reading()
        let (organization, users) = try await tester.engine.found(
            Founding(
                companyName: "Aurora", timeZone: "Asia/Tokyo", countryCode: "JP",
                people: [.init(firstName: nil, lastName: "Ann", email: "ann@aurora.example", timeZone: "Asia/Tokyo")]))
        let token = try await tester.engine.issueAccessToken(organization: organization.id, user: users[0].id, scopes: .all)
        let body = try #require(try await tester.send(.get, "/crm/v8/org", token: token).json["org"]?[0])
        #expect(body["country_code"] == "JP")
        #expect(body["created_time"] == "2026-03-01T21:00:00+09:00")
        #expect(body["company_name"] == "Aurora")
    }

    @Test func theFirstActiveAdministratorSpeaksForIt() async throws {
        let tester = try await AppTester.reading()
        let store = try await tester.engine.storage.store(of: tester.organization)
        let patricia = try #require(try await store.user(ObjectID(ReadFixture.patricia)))
        let token = try await tester.token(scopes: "ZohoCRM.org.READ", user: ReadFixture.jane)
        _ = try await tester.engine.setStatus(.disabled, of: patricia, in: tester.organization)
        let body = try #require(try await tester.send(.get, "/crm/v8/org", token: token).json["org"]?[0])
        #expect(body["primary_email"] == "jane.smith@zylker.example")
        #expect(body["employee_count"] == "2")
    }

    @Test(arguments: ["/crm/v8/org", "/crm/v8/users", "/crm/v8/users/1", "/crm/v8/users/actions/count"])
    func theScopeIsNeeded(path: String) async throws {
        let tester = try await AppTester.reading()
        expectError(try await tester.send(.get, path), "OAUTH_SCOPE_MISMATCH", 401)
    }
}
