import BulkEngine
import BulkModel
import BulkTesting
import Foundation
import HTTPTypes
import Testing

/// Giving tokens back, and asking whose one is. (platform specification, section 3.3; SDK demands, section 3)
@Suite struct RevokeTests {
    @Test(arguments: ["/oauth/v2/token/revoke", "/oauth/v2/revoke/token"])
    func aRefreshTokenTakesItsAccessTokensAlong(path: String) async throws {
        let tester = try await AppTester.reading()
        let client = try await tester.client()
        let access = try await accessToken(client, tester)
        let other = try await tester.client()
        let kept = try await accessToken(other, tester)

        let answer = try await tester.post(path, ["token": client.refreshToken])
        #expect(answer.status == 200)
        #expect(answer.text == #"{"status":"success"}"#)
        expectError(try await tester.send(.get, readPath() + "/1", token: access), "INVALID_TOKEN", 401)
        #expect(try await tester.post("/oauth/v2/token", refresh(client)).text == #"{"error":"invalid_code"}"#)
        expectError(try await tester.send(.get, readPath() + "/1", token: kept), "RESOURCE_NOT_FOUND", 404, ["resource": "1"])
    }

    @Test func anAccessTokenGoesAlone() async throws {
        let tester = try await AppTester.reading()
        let client = try await tester.client()
        let access = try await accessToken(client, tester)
        #expect(try await tester.send(.post, "/oauth/v2/token/revoke?token=\(access)", token: nil, type: nil).status == 200)
        expectError(try await tester.send(.get, readPath() + "/1", token: access), "INVALID_TOKEN", 401)
        #expect(try await tester.post("/oauth/v2/token", refresh(client)).json["access_token"] != nil)
    }

    @Test(arguments: ["", "nonsense"])
    func anUnknownTokenIsRefused(token: String) async throws {
        let tester = try await AppTester.reading()
        let answer = try await tester.post("/oauth/v2/token/revoke", ["token": token])
        #expect(answer.status == 400)
        #expect(answer.text == #"{"error":"invalid_token"}"#)
    }

    @Test func aTokenCannotBeGivenBackTwice() async throws {
        let tester = try await AppTester.reading()
        let client = try await tester.client()
        #expect(try await tester.post("/oauth/v2/token/revoke", ["token": client.refreshToken]).status == 200)
        #expect(try await tester.post("/oauth/v2/token/revoke", ["token": client.refreshToken]).status == 400)
    }

    @Test func aClientThatSaysWhoItIsGivesBackItsOwnTokensOnly() async throws {
        let tester = try await AppTester.reading()
        let client = try await tester.client()
        let other = try await tester.client()
        let path = "/oauth/v2/revoke/token"
        let foreign = try await tester.post(path, ["token": client.refreshToken], headers: basic(other.id, other.secret))
        #expect(foreign.status == 400)
        #expect(foreign.text == #"{"error":"invalid_token"}"#)
        let wrong = try await tester.post(path, ["token": client.refreshToken], headers: basic(client.id, "wrong"))
        #expect(wrong.text == #"{"error":"invalid_client_secret"}"#)
        let own = try await tester.post(
            path, ["token": client.refreshToken, "token_type": "refresh_token"], headers: basic(client.id, client.secret))
        #expect(own.text == #"{"status":"success"}"#)
    }

    @Test func aTokenTellsWhoseItIs() async throws {
        let tester = try await AppTester.reading()
        let token = try await tester.token(scopes: "ZohoCRM.bulk.READ", user: ReadFixture.jane)
        let answer = try await tester.send(.get, "/oauth/user/info", token: token)
        #expect(answer.status == 200)
        let zuid = try #require(answer.json["ZUID"])
        #expect(
            answer.json == [
                "First_Name": "Jane", "Email": "jane.smith@zylker.example", "Last_Name": "Smith", "Display_Name": "Jane Smith",
                "ZUID": zuid,
            ])
        #expect(zuid.integer != nil)
        expectError(try await tester.send(.get, "/oauth/user/info", token: nil), "AUTHENTICATION_FAILURE", 401)
        expectError(try await tester.send(.get, "/oauth/user/info", token: "nonsense"), "INVALID_TOKEN", 401)
    }

    private func accessToken(_ client: ClientCredentials, _ tester: AppTester) async throws -> String {
        try #require(try await tester.post("/oauth/v2/token", refresh(client)).json["access_token"]?.string)
    }

    private func refresh(_ client: ClientCredentials) -> [String: String] {
        [
            "grant_type": "refresh_token", "client_id": client.id, "client_secret": client.secret,
            "refresh_token": client.refreshToken,
        ]
    }

    private func basic(_ id: String, _ secret: String) -> HTTPFields {
        [.authorization: "Basic " + Data("\(id):\(secret)".utf8).base64EncodedString()]
    }
}
