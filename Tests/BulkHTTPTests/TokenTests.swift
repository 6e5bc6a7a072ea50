import BulkModel
import BulkTesting
import HTTPTypes
import Testing

/// The token endpoint. (platform specification, section 3.2)
@Suite struct TokenTests {
    @Test func aRefreshTokenGivesAnAccessTokenThatWorks() async throws {
        let tester = try await AppTester.reading()
        let client = try await tester.client()
        let body = "client_id=\(client.id)&client_secret=\(client.secret)&grant_type=refresh_token&refresh_token=\(client.refreshToken)"
        let answer = try await tester.send(
            .post, "/oauth/v2/token", body: body, token: nil, type: "application/x-www-form-urlencoded")
        #expect(answer.status == 200)
        #expect(!answer.text.contains("\n"))
        #expect(answer.json["expires_in"] == 3_600)
        #expect(answer.json["token_type"] == "Bearer")
        #expect(answer.json["scope"] == "ZohoCRM.bulk.READ ZohoCRM.modules.ALL")
        #expect(answer.json["refresh_token"] == nil)
        #expect(answer.json["expires_in_sec"] == nil)
        let token = try #require(answer.json["access_token"]?.string)
        let created = try await tester.send(.post, readPath(), body: #"{"query":{"module":{"api_name":"Leads"}}}"#, token: token)
        #expect(created.status == 201)
    }

    @Test func theParametersMayStandInTheQueryString() async throws {
        let tester = try await AppTester.reading()
        let client = try await tester.client()
        let query = "client_id=\(client.id)&client_secret=\(client.secret)&grant_type=refresh_token&refresh_token=\(client.refreshToken)"
        let answer = try await tester.send(.post, "/oauth/v2/token?\(query)&", body: "null", token: nil, type: nil)
        #expect(answer.json["access_token"] != nil)
    }

    @Test(arguments: [
        ("client_id", "nobody", "invalid_client"), ("client_secret", "wrong", "invalid_client_secret"),
        ("refresh_token", "wrong", "invalid_code"), ("grant_type", "password", "unsupported_grant_type"),
        ("grant_type", "", "general_error"),
    ])
    func aRefusalHasStatus200AndNamesItsReason(parameter: String, value: String, error: String) async throws {
        let tester = try await AppTester.reading()
        let client = try await tester.client()
        var parameters = [
            "client_id": client.id, "client_secret": client.secret, "grant_type": "refresh_token", "refresh_token": client.refreshToken,
        ]
        parameters[parameter] = value
        let body = parameters.map { "\($0)=\($1)" }.joined(separator: "&")
        let answer = try await tester.send(.post, "/oauth/v2/token", body: body, token: nil, type: "application/x-www-form-urlencoded")
        #expect(answer.status == 200)
        #expect(answer.text == #"{"error":"\#(error)"}"#)
    }

    @Test func aRefreshTokenOfAnotherClientIsNoUse() async throws {
        let tester = try await AppTester.reading()
        let client = try await tester.client()
        let other = try await tester.client()
        let body = "client_id=\(client.id)&client_secret=\(client.secret)&grant_type=refresh_token&refresh_token=\(other.refreshToken)"
        let answer = try await tester.send(.post, "/oauth/v2/token", body: body, token: nil, type: "application/x-www-form-urlencoded")
        #expect(answer.text == #"{"error":"invalid_code"}"#)
    }
}
