import BulkHTTP
import BulkModel
import BulkTesting
import Foundation
import HTTPTypes
import Testing

/// Pages of other origins that call the API from a browser. (platform specification, section 18)
@Suite struct CrossOriginTests {
    private static let page = "http://localhost:5173"

    private func tester(limits: Limits = .strict) async throws -> AppTester {
        var tester = try await AppTester.reading(limits: limits)
        tester.allowedOrigins = [try #require(WebOrigin(Self.page))]
        return tester
    }

    // Preflights

    @Test(arguments: [
        ("/crm/bulk/v2/read", "POST"), ("/crm/bulk/v8/read/7", "GET"), ("/crm/bulk/v8/read/7/result", "GET"), ("/crm/v8/upload", "POST"),
        ("/crm/v8/Leads", "DELETE, GET, POST, PUT"), ("/oauth/v2/token", "POST"), ("/crm/v8/coql", "POST"),
        // That there is no such path the page learns from the answer itself.
        ("/crm/v8/no/such/path/at/all", "DELETE, GET, PATCH, POST, PUT"),
    ])
    func aPreflightIsAnsweredWithTheMethodsOfThePath(path: String, methods: String) async throws {
        let answer = try await preflight(path, from: Self.page, to: tester())
        #expect(answer.status == 204)
        #expect(answer.body.isEmpty)
        #expect(answer.headers[.accessControlAllowOrigin] == Self.page)
        #expect(answer.headers[.accessControlAllowCredentials] == "true")
        let allowed = answer.headers[.accessControlAllowMethods] ?? ""
        #expect(allowed.split(separator: ", ").sorted().joined(separator: ", ") == methods)
        #expect(answer.headers[.accessControlMaxAge] == "600")
        #expect(answer.headers[.vary] == "Origin")
    }

    @Test func whatTheAPIReadsMayBeSent() async throws {
        let answer = try await preflight("/crm/bulk/v2/read", from: Self.page, to: tester())
        let allowed = Set((answer.headers[.accessControlAllowHeaders] ?? "").split(separator: ", ").map(String.init))
        #expect(
            allowed.isSuperset(of: [
                "Authorization", "Content-Type", "X-CRM-ORG", "feature", "If-Modified-Since", "If-Unmodified-Since", "Idempotency-Key",
                "Range", "If-Range", "X-Requested-With",
            ]))
    }

    @Test func optionsWithoutThePreflightsHeaderAreAMethodAsAnyOther() async throws {
        let answer = try await tester().send(.options, "/crm/bulk/v2/read", body: nil, headers: [.origin: Self.page])
        expectError(answer, "INVALID_REQUEST_METHOD", 400)
        #expect(answer.headers[.accessControlAllowOrigin] == Self.page)
    }

    // Which origins

    @Test(arguments: [ClientKind.browser, .server])
    func pagesThatTokensAreSentToMayCall(kind: ClientKind) async throws {
        let tester = try await AppTester.reading()
        _ = try await tester.engine.addClient(
            named: "Page", kind: kind, redirectURIs: [try #require(RedirectURI("https://reports.example:443/callback"))],
            organization: tester.organization, user: ObjectID(ReadFixture.patricia))
        let answer = try await tester.send(.get, "/crm/v8/org", body: nil, headers: [.origin: "https://reports.example"])
        #expect(answer.headers[.accessControlAllowOrigin] == "https://reports.example")
    }

    @Test(arguments: [
        "http://localhost:5174", "https://localhost:5173", "http://localhost", "http://127.0.0.1:5173", "null", "https://evil.example",
        "http://localhost:5173.evil.example", "*",
    ])
    func anotherOriginGetsNothingThatLetsItRead(origin: String) async throws {
        let tester = try await tester()
        _ = try await tester.engine.addClient(
            named: "App", kind: .mobile, redirectURIs: [try #require(RedirectURI("https://evil.example/cb"))],
            organization: tester.organization, user: ObjectID(ReadFixture.patricia))
        let answers = [
            try await preflight("/crm/bulk/v2/read", from: origin, to: tester),
            try await tester.send(.get, "/crm/v8/org", body: nil, headers: [.origin: origin]),
        ]
        for answer in answers {
            #expect(answer.status >= 400)
            #expect(!answer.headers.contains { $0.name.canonicalName.hasPrefix("access-control-") })
            #expect(answer.headers[.vary] == "Origin")
        }
    }

    @Test func callsOfNoPageAreAnsweredAsEver() async throws {
        let answer = try await tester().send(.get, "/crm/v8/org")
        #expect(answer.headers[.vary] == nil)
        #expect(!answer.headers.contains { $0.name.canonicalName.hasPrefix("access-control-") })
    }

    @Test(arguments: ["/oauth/v2/auth?client_id=x", "/oauth//v2/auth/", "/oauth/v2/auth/consent"])
    func noPageMayReadTheAuthorisationPage(path: String) async throws {
        let tester = try await tester()
        for method in [HTTPRequest.Method.get, .post, .options] {
            let answer = try await tester.send(
                method, path, body: nil, headers: [.origin: Self.page, .accessControlRequestMethod: "POST"])
            #expect(!answer.headers.contains { $0.name.canonicalName.hasPrefix("access-control-") })
        }
    }

    // Every answer

    @Test func errorsOfEveryLayerCanBeRead() async throws {
        var limits = Limits.strict
        limits.dailyCredits = DailyCredits(base: 51, perUser: 0, maximum: 51)
        let tester = try await tester(limits: limits)
        let headers: HTTPFields = [.origin: Self.page, .authorization: "Zoho-oauthtoken \(tester.token)", .contentType: "application/json"]
        let calls: [(HTTPRequest.Method, String, HTTPFields, Int)] = [
            (.get, "/no/such/path", headers, 404), (.delete, "/crm/bulk/v2/read", headers, 400),
            (.get, "/crm/bulk/v2/read/7", [.origin: Self.page], 401), (.get, "/crm/bulk/v2/read/7", headers, 404),
            (.post, "/crm/v8/upload", [.origin: Self.page], 401), (.post, "/crm/bulk/v2/read", headers, 400),
            (.post, "/crm/bulk/v2/read", headers, 429),
        ]
        for (method, path, headers, status) in calls {
            let answer = try await tester.send(method, path, body: nil, headers: headers)
            #expect(answer.status == status, "\(method) \(path): \(answer.text)")
            expectReadable(answer)
        }
        let refused = try await tester.send(.post, "/crm/bulk/v2/read", body: nil, headers: headers)
        let exposed = refused.headers[.accessControlExposeHeaders] ?? ""
        for name in ["Content-Disposition", "Retry-After", "ETag", "X-Request-Id", "X-RATELIMIT-REMAINING"] {
            #expect(exposed.split(separator: ", ").contains(Substring(name)))
        }
    }

    @Test func anInternalErrorCanBeRead() async throws {
        let tester = try await tester()
        try await tester.breakTheStore()
        let answer = try await tester.send(
            .get, "/crm/bulk/v8/read/7", body: nil, headers: [.origin: Self.page, .authorization: "Zoho-oauthtoken \(tester.token)"])
        #expect(answer.status == 500, "\(answer.text)")
        expectReadable(answer)
    }

    @Test func aDownloadCanBeRead() async throws {
        let tester = try await tester()
        let job = try await tester.createRead(#"{"query":{"module":{"api_name":"Leads"}}}"#)
        try await tester.runJobs()
        let answer = try await tester.send(
            .get, "/crm/bulk/v8/read/\(job)/result", body: nil,
            headers: [.origin: Self.page, .authorization: "Zoho-oauthtoken \(tester.token)"])
        #expect(answer.status == 200)
        #expect(answer.body.starts(with: Data("PK".utf8)))
        expectReadable(answer)
    }

    private func preflight(_ path: String, from origin: String, to tester: AppTester) async throws -> Answer {
        try await tester.send(
            .options, path, body: nil,
            headers: [
                .origin: origin, .accessControlRequestMethod: "POST", .accessControlRequestHeaders: "authorization,content-type",
            ])
    }

    private func expectReadable(_ answer: Answer, sourceLocation: SourceLocation = #_sourceLocation) {
        #expect(answer.headers[.accessControlAllowOrigin] == Self.page, sourceLocation: sourceLocation)
        #expect(answer.headers[.accessControlAllowCredentials] == "true", sourceLocation: sourceLocation)
        #expect(answer.headers[.vary] == "Origin", sourceLocation: sourceLocation)
    }
}
