import BulkEngine
import BulkModel
import BulkTesting
import Foundation
import HTTPTypes
import Testing

/// The token endpoint. (platform specification, sections 3.2 and 3.4)
@Suite struct TokenTests {
    // The refresh-token grant

    @Test func aRefreshTokenGivesAnAccessTokenThatWorks() async throws {
        let tester = try await AppTester.reading()
        let answer = try await tester.post("/oauth/v2/token", refresh(try await tester.client()))
        #expect(answer.status == 200)
        #expect(!answer.text.contains("\n"))
        #expect(names(answer) == ["access_token", "scope", "api_domain", "token_type", "expires_in"])
        #expect(answer.json["expires_in"] == 3_600)
        #expect(answer.json["token_type"] == "Bearer")
        #expect(answer.json["scope"] == "ZohoCRM.bulk.READ ZohoCRM.modules.ALL")
        #expect(answer.headers[.cacheControl] == "no-store")
        let token = try #require(answer.json["access_token"]?.string)
        let created = try await tester.send(.post, readPath(), body: #"{"query":{"module":{"api_name":"Leads"}}}"#, token: token)
        #expect(created.status == 201)
    }

    @Test func theParametersMayStandInTheQueryString() async throws {
        let tester = try await AppTester.reading()
        let query = AppTester.urlencoded(refresh(try await tester.client()))
        let answer = try await tester.send(.post, "/oauth/v2/token?\(query)&", body: "null", token: nil, type: nil)
        #expect(answer.json["access_token"] != nil)
    }

    @Test func theParametersMayStandInAMultipartForm() async throws {
        let tester = try await AppTester.reading()
        let parts = refresh(try await tester.client()).map {
            "--B\r\nContent-Disposition: form-data; name=\"\($0)\"\r\n\r\n\($1)\r\n"
        }
        let answer = try await tester.send(
            .post, "/oauth/v2/token", body: parts.joined() + "--B--\r\n", token: nil, type: "multipart/form-data; boundary=B")
        #expect(answer.json["access_token"] != nil)
    }

    @Test func theClientMayProveItselfInTheHeader() async throws {
        let tester = try await AppTester.reading()
        let client = try await tester.client()
        let parameters = ["grant_type": "refresh_token", "refresh_token": client.refreshToken]
        let good = try await tester.post("/oauth/v2/token", parameters, headers: basic(client.id, client.secret))
        #expect(good.json["access_token"] != nil)
        let bad = try await tester.post("/oauth/v2/token", parameters, headers: basic(client.id, "wrong"))
        #expect(bad.text == #"{"error":"invalid_client_secret"}"#)
    }

    @Test(arguments: [
        ("client_id", "nobody", "invalid_client"), ("client_id", "", "invalid_client"),
        ("client_secret", "wrong", "invalid_client_secret"), ("client_secret", "", "invalid_client_secret"),
        ("refresh_token", "wrong", "invalid_code"), ("refresh_token", "", "invalid_code"),
        ("grant_type", "password", "unsupported_grant_type"), ("grant_type", "", "general_error"),
    ])
    func aRefusalHasStatus200AndNamesItsReason(parameter: String, value: String, error: String) async throws {
        let tester = try await AppTester.reading()
        var parameters = refresh(try await tester.client())
        parameters[parameter] = value
        let answer = try await tester.post("/oauth/v2/token", parameters)
        #expect(answer.status == 200)
        #expect(answer.headers[.contentType] == "application/json;charset=UTF-8")
        #expect(answer.text == #"{"error":"\#(error)"}"#)
    }

    @Test func aRequestWithoutParametersIsRefused() async throws {
        let tester = try await AppTester.reading()
        let answer = try await tester.send(.post, "/oauth/v2/token", body: nil, token: nil, type: nil)
        #expect(answer.status == 200)
        #expect(answer.text == #"{"error":"general_error"}"#)
    }

    @Test func aRefreshTokenOfAnotherClientIsNoUse() async throws {
        let tester = try await AppTester.reading()
        var parameters = refresh(try await tester.client())
        parameters["refresh_token"] = try await tester.client().refreshToken
        #expect(try await tester.post("/oauth/v2/token", parameters).text == #"{"error":"invalid_code"}"#)
    }

    @Test func anAccessTokenIsNoRefreshToken() async throws {
        let tester = try await AppTester.reading()
        var parameters = refresh(try await tester.client())
        parameters["refresh_token"] = try #require(
            try await tester.post("/oauth/v2/token", parameters).json["access_token"]?.string)
        #expect(try await tester.post("/oauth/v2/token", parameters).text == #"{"error":"invalid_code"}"#)
    }

    // The authorisation-code grant

    @Test func aCodeGivesBothTokensOnce() async throws {
        let tester = try await AppTester.reading()
        let client = try await tester.addClient(.selfClient)
        let parameters = exchange(try await tester.grantCode(for: client), client)
        let answer = try await tester.post("/oauth/v2/token", parameters)
        #expect(answer.status == 200)
        #expect(names(answer) == ["access_token", "refresh_token", "scope", "api_domain", "token_type", "expires_in"])
        let refreshed = try await tester.post(
            "/oauth/v2/token",
            refresh(client, token: try #require(answer.json["refresh_token"]?.string)))
        #expect(refreshed.json["access_token"] != nil)
        #expect(refreshed.json["refresh_token"] == nil)
        #expect(try await tester.post("/oauth/v2/token", parameters).text == #"{"error":"invalid_code"}"#)
    }

    @Test func theTokenIsTheUsersForWhomTheCodeWasMade() async throws {
        let tester = try await AppTester.reading()
        let client = try await tester.addClient(.selfClient)
        let code = try await tester.grantCode(for: client, scopes: "ZohoCRM.users.READ", user: ReadFixture.jane)
        let token = try #require(
            try await tester.post("/oauth/v2/token", exchange(code, client)).json["access_token"]?.string)
        let users = try await tester.send(.get, "/crm/v8/users?type=CurrentUser", token: token)
        #expect(users.json["users"]?[0]?["email"] == "jane.smith@zylker.example")
        expectError(try await tester.send(.get, "/crm/v8/org", token: token), "OAUTH_SCOPE_MISMATCH", 401)
    }

    @Test func aCodeIsGoodUntilItsTimeIsUp() async throws {
        let tester = try await AppTester.reading()
        let client = try await tester.addClient(.selfClient)
        let first = try await tester.grantCode(for: client, lifetime: 180)
        let second = try await tester.grantCode(for: client, lifetime: 180)
        tester.clock.advance(by: 179)
        #expect(try await tester.post("/oauth/v2/token", exchange(first, client)).json["access_token"] != nil)
        tester.clock.advance(by: 1)
        #expect(try await tester.post("/oauth/v2/token", exchange(second, client)).text == #"{"error":"invalid_code"}"#)
    }

    @Test func aCodeIsItsClientsOwnAndAnotherCannotSpoilIt() async throws {
        let tester = try await AppTester.reading()
        let client = try await tester.addClient(.selfClient)
        let code = try await tester.grantCode(for: client)
        let other = try await tester.addClient(.selfClient)
        #expect(try await tester.post("/oauth/v2/token", exchange(code, other)).text == #"{"error":"invalid_code"}"#)
        #expect(try await tester.post("/oauth/v2/token", exchange(code, client)).json["access_token"] != nil)
    }

    @Test func aSelfClientMayNameAnyRedirectAddress() async throws {
        let tester = try await AppTester.reading()
        let client = try await tester.addClient(.selfClient)
        var parameters = exchange(try await tester.grantCode(for: client), client)
        parameters["redirect_uri"] = "https://nowhere.example"
        #expect(try await tester.post("/oauth/v2/token", parameters).json["access_token"] != nil)
    }

    @Test(arguments: ["", "nonsense", "1000.00.00"])
    func anUnknownCodeIsRefused(code: String) async throws {
        let tester = try await AppTester.reading()
        let client = try await tester.addClient(.selfClient)
        #expect(try await tester.post("/oauth/v2/token", exchange(code, client)).text == #"{"error":"invalid_code"}"#)
    }

    // The client-credentials grant

    @Test(arguments: ["/oauth/v2/token", "/oauth/v2/auth"])
    func aClientGetsATokenForItself(path: String) async throws {
        let tester = try await AppTester.reading()
        let client = try await tester.addClient(.selfClient, user: ReadFixture.jane)
        let answer = try await tester.post(path, try await credentials(client, tester))
        #expect(names(answer) == ["access_token", "scope", "api_domain", "token_type", "expires_in"])
        #expect(answer.json["scope"] == "ZohoCRM.users.READ ZohoCRM.bulk.read")
        let token = try #require(answer.json["access_token"]?.string)
        let user = try await tester.send(.get, "/crm/v8/users?type=CurrentUser", token: token)
        #expect(user.json["users"]?[0]?["last_name"] == "Smith")
    }

    @Test(arguments: [
        ("soid", "", "missing_org_info"), ("soid", "ZohoCRM.1", "invalid_soid"), ("soid", "nonsense", "invalid_soid"),
        ("client_secret", "wrong", "invalid_client_secret"),
    ])
    func credentialsThatWillNotDoAreRefused(parameter: String, value: String, error: String) async throws {
        let tester = try await AppTester.reading()
        var parameters = try await credentials(try await tester.addClient(.selfClient), tester)
        parameters[parameter] = value
        let answer = try await tester.post("/oauth/v2/token", parameters)
        #expect(answer.status == 200)
        #expect(answer.text == #"{"error":"\#(error)"}"#)
    }

    @Test(arguments: [
        ("", "at least one scope is needed"), ("ZohoCRM.bulk", "'ZohoCRM.bulk' is no scope"),
        ("ZohoCRM.bulk.SING", "'ZohoCRM.bulk.SING' is no scope"), ("ZohoCRM.bulk.READ,nonsense", "'nonsense' is no scope"),
        ("ZohoCRM.modules.price_books.READ", "it is written ZohoCRM.modules.pricebooks.READ"),
    ])
    func scopesThatWillNotDoAreRefusedWithTheReason(scope: String, reason: String) async throws {
        let tester = try await AppTester.reading()
        var parameters = try await credentials(try await tester.addClient(.selfClient), tester)
        parameters["scope"] = scope
        let answer = try await tester.post("/oauth/v2/token", parameters)
        #expect(answer.status == 200)
        #expect(answer.json["error"] == "invalid_scope")
        #expect(answer.json["error_description"]?.string?.contains(reason) == true, "\(answer.text)")
    }

    @Test func aClientGetsNoTokenForAnotherOrganization() async throws {
        let tester = try await AppTester.reading()
        var parameters = try await credentials(try await tester.addClient(.selfClient), tester)
        _ = try await tester.tokenOfAnotherOrganization()
        let other = try #require(try await tester.engine.storage.catalog.organizations().first { $0.id != tester.organization })
        parameters["soid"] = "ZohoCRM.\(other.zgid)"
        #expect(try await tester.post("/oauth/v2/token", parameters).text == #"{"error":"invalid_soid"}"#)
    }

    @Test(arguments: [ClientKind.browser, .mobile])
    func aClientThatCannotKeepASecretGetsNoTokenForItself(kind: ClientKind) async throws {
        let tester = try await AppTester.reading()
        let client = try await tester.addClient(kind, redirectURIs: ["https://a.example/cb"])
        #expect(
            try await tester.post("/oauth/v2/token", try await credentials(client, tester)).text == #"{"error":"invalid_client"}"#)
    }

    // Quotas

    @Test func tenAccessTokensInTenMinutesAreEnough() async throws {
        let tester = try await AppTester.reading()
        let parameters = refresh(try await tester.client())
        let others = refresh(try await tester.client())
        for _ in 1...10 { #expect(try await tester.post("/oauth/v2/token", parameters).json["access_token"] != nil) }
        let refused = try await tester.post("/oauth/v2/token", parameters)
        #expect(refused.status == 400)
        #expect(
            refused.text
                == #"{"error_description":"You have made too many requests continuously. Please try again after some time.","error":"Access Denied","status":"failure"}"#
        )
        #expect(try await tester.post("/oauth/v2/token", others).status == 200)
        tester.clock.advance(by: 599)
        #expect(try await tester.post("/oauth/v2/token", parameters).status == 400)
        tester.clock.advance(by: 1)
        #expect(try await tester.post("/oauth/v2/token", parameters).status == 200)
    }

    @Test func fiveRefreshTokensInAMinuteAreEnoughAndTheCodeStaysGood() async throws {
        let tester = try await AppTester.reading()
        let client = try await tester.addClient(.selfClient)
        for _ in 1...5 {
            let code = try await tester.grantCode(for: client)
            #expect(try await tester.post("/oauth/v2/token", exchange(code, client)).json["refresh_token"] != nil)
        }
        let code = try await tester.grantCode(for: client)
        #expect(try await tester.post("/oauth/v2/token", exchange(code, client)).status == 400)
        let janes = try await tester.grantCode(for: client, user: ReadFixture.jane)
        #expect(try await tester.post("/oauth/v2/token", exchange(janes, client)).status == 200)
        tester.clock.advance(by: 60)
        #expect(try await tester.post("/oauth/v2/token", exchange(code, client)).json["refresh_token"] != nil)
    }

    @Test func theOldestOfTwentyOneRefreshTokensIsVoid() async throws {
        let tester = try await AppTester.reading()
        let client = try await tester.addClient(.selfClient)
        var tokens: [String] = []
        for _ in 1...21 {
            let code = try await tester.grantCode(for: client)
            let answer = try await tester.post("/oauth/v2/token", exchange(code, client))
            tokens.append(try #require(answer.json["refresh_token"]?.string))
            tester.clock.advance(by: 15)
        }
        #expect(try await tester.post("/oauth/v2/token", refresh(client, token: tokens[0])).text == #"{"error":"invalid_code"}"#)
        #expect(try await tester.post("/oauth/v2/token", refresh(client, token: tokens[1])).status == 200)
    }

    @Test func theOldestOfThirtyOneAccessTokensIsVoid() async throws {
        let tester = try await AppTester.reading()
        let parameters = refresh(try await tester.client())
        var tokens: [String] = []
        for _ in 1...31 {
            tokens.append(try #require(try await tester.post("/oauth/v2/token", parameters).json["access_token"]?.string))
            tester.clock.advance(by: 61)
        }
        expectError(try await tester.send(.get, readPath() + "/1", token: tokens[0]), "INVALID_TOKEN", 401)
        expectError(try await tester.send(.get, readPath() + "/1", token: tokens[1]), "RESOURCE_NOT_FOUND", 404, ["resource": "1"])
    }

    @Test func nativeLimitsKnowNoQuotas() async throws {
        let tester = try await AppTester.reading(limits: .native)
        let parameters = refresh(try await tester.client())
        let first = try #require(try await tester.post("/oauth/v2/token", parameters).json["access_token"]?.string)
        for _ in 1...40 { #expect(try await tester.post("/oauth/v2/token", parameters).status == 200) }
        expectError(try await tester.send(.get, readPath() + "/1", token: first), "RESOURCE_NOT_FOUND", 404, ["resource": "1"])
    }

    // Users who left

    @Test func nothingOfADeactivatedUserIsGoodUntilTheyAreBack() async throws {
        let tester = try await AppTester.reading()
        let client = try await tester.addClient(.selfClient, user: ReadFixture.jane)
        let code = try await tester.grantCode(for: client, user: ReadFixture.jane)
        let granted = try await tester.post("/oauth/v2/token", exchange(code, client))
        let access = try #require(granted.json["access_token"]?.string)
        let refreshing = refresh(client, token: try #require(granted.json["refresh_token"]?.string))
        let secondCode = try await tester.grantCode(for: client, user: ReadFixture.jane)

        try await setStatus(.disabled, tester)
        expectError(try await tester.send(.get, readPath() + "/1", token: access), "INVALID_TOKEN", 401)
        #expect(try await tester.post("/oauth/v2/token", refreshing).text == #"{"error":"invalid_code"}"#)
        #expect(try await tester.post("/oauth/v2/token", exchange(secondCode, client)).text == #"{"error":"invalid_code"}"#)
        #expect(
            try await tester.post("/oauth/v2/token", try await credentials(client, tester)).text == #"{"error":"invalid_client"}"#)

        try await setStatus(.active, tester)
        expectError(try await tester.send(.get, readPath() + "/1", token: access), "RESOURCE_NOT_FOUND", 404, ["resource": "1"])
        #expect(try await tester.post("/oauth/v2/token", refreshing).json["access_token"] != nil)
    }

    private func setStatus(_ status: User.Status, _ tester: AppTester) async throws {
        let store = try await tester.engine.storage.store(of: tester.organization)
        let jane = try #require(try await store.user(ObjectID(ReadFixture.jane)))
        _ = try await tester.engine.setStatus(status, of: jane, in: tester.organization)
    }

    private func refresh(_ client: ClientCredentials) -> [String: String] {
        refresh(ClientProof(id: client.id, secret: client.secret), token: client.refreshToken)
    }

    private func refresh(_ client: ClientProof, token: String) -> [String: String] {
        ["grant_type": "refresh_token", "client_id": client.id, "client_secret": client.secret, "refresh_token": token]
    }

    private func exchange(_ code: String, _ client: ClientProof) -> [String: String] {
        ["grant_type": "authorization_code", "client_id": client.id, "client_secret": client.secret, "code": code]
    }

    private func credentials(_ client: ClientProof, _ tester: AppTester) async throws -> [String: String] {
        let zgid = try await tester.engine.storage.catalog.organization(tester.organization)?.zgid ?? 0
        return [
            "grant_type": "client_credentials", "client_id": client.id, "client_secret": client.secret,
            "scope": "ZohoCRM.users.READ,ZohoCRM.bulk.read", "soid": "ZohoCRM.\(zgid)",
        ]
    }

    private func basic(_ id: String, _ secret: String) -> HTTPFields {
        [.authorization: "Basic " + Data("\(id):\(secret)".utf8).base64EncodedString()]
    }

    private func names(_ answer: Answer) -> [String] { answer.json.object?.members.map(\.name) ?? [] }
}
