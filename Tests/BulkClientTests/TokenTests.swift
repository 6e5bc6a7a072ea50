import BulkClient
import Foundation
import Synchronization
import Testing

@Suite("Tokens of a client")
struct TokenTests {
    private static let now = Date(timeIntervalSince1970: 1_800_000_000)

    private func source(
        _ steps: [ScriptedTransport.Step], current: TimedToken? = nil, kept: @escaping @Sendable (TimedToken) -> Void = { _ in }
    ) -> (RefreshingToken, ScriptedTransport) {
        let transport = ScriptedTransport(steps)
        let client = OAuthClient(
            id: "1000.C", secret: "s&t", accounts: "http://accounts.test", transport: transport, now: { Self.now })
        return (
            RefreshingToken(client: client, refreshToken: "1000.r", current: current, now: { Self.now }, onRenewal: { kept($0) }), transport
        )
    }

    @Test func aRefreshTokenIsExchangedForAnAccessToken() async throws {
        let kept = Mutex<[TimedToken]>([])
        let (source, transport) = source([.answer(200, #"{"access_token":"1000.a","expires_in":3600}"#)]) { token in
            kept.withLock { $0.append(token) }
        }
        #expect(try await source.token() == "1000.a")
        #expect(try await source.token() == "1000.a")
        #expect(transport.requests.map(\.url) == ["http://accounts.test/oauth/v2/token"])
        #expect(
            transport.requests[0].text == "grant_type=refresh_token&refresh_token=1000.r&client_id=1000.C&client_secret=s%26t")
        #expect(kept.withLock { $0 } == [TimedToken(text: "1000.a", expires: Self.now.addingTimeInterval(3_600))])
    }

    @Test(arguments: [(61.0, "old", 0), (60.0, "new", 1), (-5.0, "new", 1)])
    func aTokenIsRenewedAMinuteBeforeItsEnd(left: Double, text: String, calls: Int) async throws {
        let (source, transport) = source(
            [.answer(200, #"{"access_token":"new","expires_in":3600}"#)],
            current: TimedToken(text: "old", expires: Self.now.addingTimeInterval(left)))
        #expect(try await source.token() == text)
        #expect(transport.requests.count == calls)
    }

    @Test func whoeverIsRefusedWithAnOldTokenGetsTheOneThatOthersHave() async throws {
        let (source, transport) = source([.answer(200, #"{"access_token":"new","expires_in":3600}"#)])
        _ = try await source.token()
        #expect(try await source.replacement(for: "old") == "new")
        #expect(transport.requests.count == 1)
    }

    @Test func oldAnswersSayMilliseconds() async throws {
        let kept = Mutex<[TimedToken]>([])
        let (source, _) = source([.answer(200, #"{"access_token":"a","expires_in":3600000,"expires_in_sec":3600}"#)]) { token in
            kept.withLock { $0.append(token) }
        }
        _ = try await source.token()
        #expect(kept.withLock { $0.map(\.expires) } == [Self.now.addingTimeInterval(3_600)])
    }

    @Test func theAccountsServersWordIsTheError() async throws {
        let (source, _) = source([.answer(200, #"{"error":"invalid_code"}"#)])
        await #expect(throws: BulkClientError.noToken("invalid_code")) { try await source.token() }
    }

    @Test func aCodeIsExchangedForBothTokens() async throws {
        let transport = ScriptedTransport([
            .answer(200, #"{"access_token":"1000.a","refresh_token":"1000.r","api_domain":"http://crm.test","expires_in":3600}"#)
        ])
        let client = OAuthClient(id: "1000.C", secret: "s", accounts: "http://accounts.test", transport: transport, now: { Self.now })
        let grant = try await client.grant(for: "1000.code")
        #expect(grant.refreshToken == "1000.r" && grant.accessToken.text == "1000.a" && grant.apiAddress == "http://crm.test")
    }
}
