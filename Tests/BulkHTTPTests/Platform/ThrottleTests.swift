import BulkModel
import BulkTesting
import HTTPTypes
import Testing

/// API credits and what clients see of them. (platform specification, section 6.2)
@Suite struct ThrottleTests {
    private func limits(credits: Int) -> Limits {
        var limits = Limits.strict
        limits.dailyCredits = DailyCredits(base: credits, perUser: 0, maximum: credits)
        return limits
    }

    @Test func aCallBeyondTheCreditsIsRefusedInTheDocumentedWords() async throws {
        let tester = try await AppTester.reading(limits: limits(credits: 1))
        let token = try await tester.token(scopes: "ZohoCRM.org.READ")
        #expect(try await tester.send(.get, "/crm/v8/org", token: token).status == 200)
        let refused = try await tester.send(.get, "/crm/v8/org", token: token)
        #expect(refused.status == 429)
        #expect(
            refused.json == [
                "status": "error", "code": "TOO_MANY_REQUESTS",
                "message": "Many requests fired in concurrent than the allowed limit",
                // The time is one of the caller's zone.
                "details": ["limit": "daily_credits", "resets_at": "2026-03-02T17:30:00+05:30"],
            ])
        #expect(refused.headers[.retryAfter] == "86400")
        tester.clock.advance(by: 86_400)
        let nextDay = try await tester.token(scopes: "ZohoCRM.org.READ")
        #expect(try await tester.send(.get, "/crm/v8/org", token: nextDay).status == 200)
    }

    @Test func answersTellWhatIsLeftAndWarnFromTheHalfOn() async throws {
        let tester = try await AppTester.reading(limits: limits(credits: 4))
        let token = try await tester.token(scopes: "ZohoCRM.org.READ")
        let first = try await tester.send(.get, "/crm/v8/org", token: token)
        #expect(try header("X-RATELIMIT-LIMIT", of: first) == "4")
        #expect(try header("X-RATELIMIT-REMAINING", of: first) == "3")
        // The clock stands at 2026-03-01T12:00:00Z.
        #expect(try header("X-RATELIMIT-RESET", of: first) == "1772452800000")
        #expect(try header("X-API-CREDITS-REMAINING", of: first) == nil)
        let second = try await tester.send(.get, "/crm/v8/org", token: token)
        #expect(try header("X-API-CREDITS-REMAINING", of: second) == "2")
    }

    @Test(arguments: [("/crm/bulk/v8/read", 50), ("/crm/bulk/v8/write", 500)])
    func creatingABulkJobCostsMoreThanOtherCallsEvenIfItFails(path: String, credits: Int) async throws {
        let tester = try await AppTester.reading(limits: limits(credits: credits))
        let token = try await tester.token(scopes: "ZohoCRM.bulk.ALL,ZohoCRM.modules.ALL")
        #expect(try await tester.send(.post, path, body: "{}", token: token).status == 400)
        #expect(try await tester.send(.post, path, body: "{}", token: token).status == 429)
    }

    @Test func tooManyCallsAtATimeAreNotCalledSpentCredits() async throws {
        var limits = limits(credits: 10)
        limits.concurrentCalls = 0
        let tester = try await AppTester.reading(limits: limits)
        let refused = try await tester.send(.get, "/crm/v8/org", token: try await tester.token(scopes: "ZohoCRM.org.READ"))
        expectError(
            refused, "TOO_MANY_REQUESTS", 429, ["limit": "concurrent_calls"],
            message: "Many requests fired in concurrent than the allowed limit")
        #expect(refused.headers[.retryAfter] == "1")
    }

    @Test func callersWithoutAUsableTokenCostNobodyAnything() async throws {
        let tester = try await AppTester.reading(limits: limits(credits: 1))
        for _ in 1...3 { #expect(try await tester.send(.get, "/crm/v8/org", token: "1000.none.such").status == 401) }
        #expect(try await tester.send(.get, "/crm/v8/org", token: try await tester.token(scopes: "ZohoCRM.org.READ")).status == 200)
    }

    @Test func aNativeServerHasNoCreditsAndSaysNothingOfThem() async throws {
        let tester = try await AppTester.reading(limits: .native)
        let answer = try await tester.send(.get, "/crm/v8/org", token: try await tester.token(scopes: "ZohoCRM.org.READ"))
        #expect(answer.status == 200)
        #expect(try header("X-RATELIMIT-LIMIT", of: answer) == nil)
    }

    private func header(_ name: String, of answer: Answer) throws -> String? {
        answer.headers[try #require(HTTPField.Name(name))]
    }
}
