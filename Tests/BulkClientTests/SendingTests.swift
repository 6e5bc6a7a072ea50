import BulkClient
import BulkModel
import Testing

@Suite("Calls that fail")
struct SendingTests {
    private static let job = #"{"data":[{"id":"7","state":"ADDED","query":{"module":{"api_name":"Leads"}}}]}"#
    private static let created = #"{"data":[{"status":"success","details":{"id":"7"}}]}"#

    @Test func aCallThatIsAnsweredIsMadeOnce() async throws {
        let fixture = ClientFixture([.answer(200, Self.job)])
        #expect(try await fixture.client.readJob("7").state == "ADDED")
        #expect(fixture.transport.calls == ["GET /crm/bulk/v8/read/7"])
        #expect(fixture.transport.requests[0].header("Authorization") == "Zoho-oauthtoken 1000.t")
        #expect(fixture.waits.all == [])
    }

    @Test func pausesGrowWhileTheServerIsNotReached() async throws {
        let fixture = ClientFixture([.lost(mayHaveArrived: true), .lost(mayHaveArrived: true), .answer(502, ""), .answer(200, Self.job)])
        #expect(try await fixture.client.readJob("7").id == "7")
        #expect(fixture.waits.all == [.milliseconds(500), .seconds(1), .seconds(2)])
    }

    @Test func theServerSaysHowLongToWait() async throws {
        let fixture = ClientFixture([.answer(429, #"{"code":"TOO_MANY_REQUESTS"}"#, ["retry-after": "7"]), .answer(200, Self.job)])
        _ = try await fixture.client.readJob("7")
        #expect(fixture.waits.all == [.seconds(7)])
    }

    @Test func aWaitLongerThanThePatienceIsNotBegun() async throws {
        let fixture = ClientFixture([.answer(429, #"{"code":"TOO_MANY_REQUESTS"}"#, ["retry-after": "3600"])])
        let error = await #expect(throws: BulkClientError.self) { try await fixture.client.readJob("7") }
        #expect(error == .refused(Refusal(status: 429, code: "TOO_MANY_REQUESTS", message: "")))
        #expect(fixture.waits.all == [])
    }

    @Test(
        arguments: [
            (#""limit":"daily_credits","resets_at":"2026-03-02T12:00:00+00:00""#, true, "2026-03-02T12:00:00+00:00"),
            (#""limit":"concurrent_calls""#, false, nil), (#""limit":200"#, false, nil), ("", false, nil),
        ] as [(String, Bool, String?)])
    func spentCreditsAreToldFromOtherRefusals(details: String, isAboutCredits: Bool, resetsAt: String?) async throws {
        let fixture = ClientFixture([.answer(429, #"{"code":"TOO_MANY_REQUESTS","details":{\#(details)}}"#, ["retry-after": "3600"])])
        let error = await #expect(throws: BulkClientError.self) { try await fixture.client.readJob("7") }
        guard case .refused(let refusal) = error else { throw try #require(error) }
        #expect(refusal.isAboutCredits == isAboutCredits)
        #expect(refusal.resetsAt == resetsAt)
    }

    @Test func aRefusalBehindACallThatMayHaveArrivedSaysSo() async throws {
        let refused = ScriptedTransport.Step.answer(400, #"{"code":"INVALID_DATA"}"#)
        for (answers, followsDoubt) in [
            ([refused], false), ([.lost(mayHaveArrived: false), refused], false), ([.answer(503, ""), refused], false),
            ([.lost(mayHaveArrived: true), refused], true), ([.answer(502, ""), refused], true),
        ] as [([ScriptedTransport.Step], Bool)] {
            let fixture = ClientFixture(answers)
            let error = await #expect(throws: BulkClientError.self) {
                try await fixture.client.createRead(BulkReadQuery(module: "Leads"), key: IdempotencyKey("k-1"))
            }
            guard case .refused(let refusal) = error else { throw try #require(error) }
            #expect(refusal.followsDoubt == followsDoubt)
        }
    }

    @Test func patienceEndsWhenAllPausesTogetherReachIt() async throws {
        let fixture = ClientFixture(
            Array(repeating: .lost(mayHaveArrived: false), count: 9), retry: RetryPolicy(patience: .milliseconds(3_600)))
        let error = await #expect(throws: BulkClientError.self) { try await fixture.client.readJob("7") }
        #expect(error == .unreachable(address: "http://crm.test", reason: "nothing listens there", mayHaveArrived: false))
        #expect(fixture.waits.all == [.milliseconds(500), .seconds(1), .seconds(2)])
    }

    @Test func whatMayHaveMadeAJobIsNotMadeAgain() async throws {
        let fixture = ClientFixture([.lost(mayHaveArrived: true), .answer(201, Self.created)])
        let error = await #expect(throws: BulkClientError.self) { try await fixture.client.createRead(BulkReadQuery(module: "Leads")) }
        #expect(error == .unreachable(address: "http://crm.test", reason: "nothing listens there", mayHaveArrived: true))
        #expect(fixture.transport.calls.count == 1)
    }

    @Test func whatCannotHaveArrivedIsMadeAgain() async throws {
        let fixture = ClientFixture([.lost(mayHaveArrived: false), .answer(503, ""), .answer(201, Self.created)])
        #expect(try await fixture.client.createRead(BulkReadQuery(module: "Leads")) == "7")
        #expect(fixture.transport.calls.count == 3)
    }

    @Test func aKeyMakesACreationOneThatCanBeRepeated() async throws {
        let fixture = ClientFixture([.lost(mayHaveArrived: true), .answer(500, ""), .answer(201, Self.created)])
        #expect(try await fixture.client.createRead(BulkReadQuery(module: "Leads"), key: IdempotencyKey("k-1")) == "7")
        #expect(fixture.transport.requests.map { $0.header("Idempotency-Key") } == ["k-1", "k-1", "k-1"])
    }

    @Test func aRefusedTokenIsReplacedOnce() async throws {
        let refused = #"{"code":"INVALID_TOKEN","details":{},"message":"invalid oauth token","status":"error"}"#
        let fixture = ClientFixture([.answer(401, refused), .answer(200, Self.job)], tokens: ListedTokens(["old", "new"]))
        _ = try await fixture.client.readJob("7")
        #expect(fixture.transport.requests.map { $0.header("Authorization") } == ["Zoho-oauthtoken old", "Zoho-oauthtoken new"])
    }

    @Test func aTokenThatIsRefusedAgainIsAnError() async throws {
        let refused = #"{"code":"INVALID_TOKEN","message":"invalid oauth token","status":"error","details":{}}"#
        let fixture = ClientFixture([.answer(401, refused), .answer(401, refused)], tokens: ListedTokens(["old", "new", "newer"]))
        let error = await #expect(throws: BulkClientError.self) { try await fixture.client.readJob("7") }
        #expect(error == .refused(Refusal(status: 401, code: "INVALID_TOKEN", message: "invalid oauth token")))
        #expect(fixture.transport.calls.count == 2)
    }

    @Test func aScopeThatIsMissingIsNoReasonForAnotherToken() async throws {
        let refused = #"{"code":"OAUTH_SCOPE_MISMATCH","message":"Unauthorized","status":"error","details":{}}"#
        let fixture = ClientFixture([.answer(401, refused)], tokens: ListedTokens(["old", "new"]))
        await #expect(throws: BulkClientError.self) { try await fixture.client.readJob("7") }
        #expect(fixture.transport.calls.count == 1)
    }

    @Test(arguments: [
        (
            #"{"data":[{"code":"INVALID_DATA","message":"m","details":{"api_name":"x"},"status":"error"}]}"#, 400,
            "INVALID_DATA: m (api_name: x)"
        ),
        (
            #"{"code":"NO_PERMISSION","message":"m","details":{"permissions":["P"]},"status":"error"}"#, 403,
            #"NO_PERMISSION: m (permissions: ["P"])"#
        ),
        (#"{"ERROR_CODE":400,"ERROR_MESSAGE":"Bad Request","x-error":"check the headers"}"#, 400, "HTTP_400: check the headers"),
        (#"{"x-info":"Link not valid","info":"Forbidden","http_status":"403"}"#, 403, "Forbidden: Link not valid"),
        (#"{"error":"invalid_code"}"#, 400, "invalid_code: the server answers 400"),
        ("<html>", 404, "HTTP_404: the server answers 404"),
    ])
    func everyFormOfRefusalIsRead(body: String, status: Int, text: String) async throws {
        let fixture = ClientFixture([.answer(status, body)])
        let error = await #expect(throws: BulkClientError.self) { try await fixture.client.readJob("7") }
        #expect(error.map { "\($0)" } == text)
    }

    @Test func anAnswerThatIsNoJSONIsAnError() async throws {
        let fixture = ClientFixture([.answer(200, "<html>")])
        let error = await #expect(throws: BulkClientError.self) { try await fixture.client.readJob("7") }
        #expect(error == .unexpectedAnswer("readable JSON"))
    }

    @Test(arguments: [
        (404, "{}", ServerKind.other), (200, #"{"name":"Longshore","version":"0.5.0"}"#, .longshore(version: "0.5.0")),
        (503, #"{"name":"Longshore","version":"0.5.0","status":"failing"}"#, .longshore(version: "0.5.0")), (200, "hello", .other),
    ])
    func aServerTellsWhetherItIsLongshore(status: Int, body: String, kind: ServerKind) async throws {
        let fixture = ClientFixture([.answer(status, body)])
        #expect(try await fixture.client.identify() == kind)
        #expect(fixture.transport.requests[0].header("Authorization") == nil)
    }
}
