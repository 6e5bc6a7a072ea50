import BulkModel
import BulkStore
import BulkTesting
import HTTPTypes
import Testing

/// Conformance cases of bulk read: page tokens. (section 3.5)
@Suite struct ReadPagingTests {
    private static func twoPerPage() -> Limits {
        var limits = Limits.strict
        limits.recordsPerPage = 2
        return limits
    }

    private static let leads = #"{"query":{"module":{"api_name":"Leads"},"fields":["Last_Name"]}}"#

    /// A completed first batch and the token behind it.
    private func firstBatch(_ tester: AppTester, version: String = "v8") async throws -> (job: String, token: String) {
        let job = try await tester.createRead(Self.leads, version: version)
        try await tester.runJobs()
        let result = try #require(try await tester.details(of: job, version: version)["result"])
        return (job, try #require(result["next_page_token"]?.string))
    }

    private func next(_ token: String) -> String {
        #"{"query":{"page_token":"\#(token)"}}"#
    }

    @Test("BR-49 a batch that records follow has a token", arguments: ["v7", "v8"])
    func token(version: String) async throws {
        let tester = try await AppTester.reading(limits: Self.twoPerPage())
        let (job, token) = try await firstBatch(tester, version: version)
        let result = try await tester.details(of: job, version: version)["result"]
        #expect(result?["count"] == 2)
        #expect(result?["more_records"] == true)
        #expect(token.wholeMatch(of: /[0-9a-f]{25,96}/) != nil)
        #expect(try await tester.details(of: job, version: "v6")["result"]?["next_page_token"] == nil)
    }

    @Test("BR-50, S-02, S-23 the token goes on where the batch ended, with its fields", arguments: ["v7", "v8"])
    func continuation(version: String) async throws {
        let tester = try await AppTester.reading(limits: Self.twoPerPage())
        let (_, token) = try await firstBatch(tester, version: version)
        let job = try await tester.createRead(next(token), version: version)
        try await tester.runJobs()
        let details = try await tester.details(of: job, version: version)
        #expect(details["result"]?["count"] == 1)
        #expect(details["result"]?["more_records"] == false)
        #expect(details["result"]?["next_page_token"] == nil)
        #expect(details["result"]?["page"] == 2)
        #expect(details["query"]?["fields"] == ["Last_Name"])
        #expect(details["query"]?["page"] == 2)
        #expect(try await tester.csv(of: job, version: version) == "Id,Last_Name\n554023000000700003,Lee\n")
    }

    @Test("BR-51, BR-52 a token of another user, of another organisation, altered, or of yesterday is refused")
    func refused() async throws {
        let tester = try await AppTester.reading(limits: Self.twoPerPage())
        let (_, token) = try await firstBatch(tester)
        let jane = try await tester.token(scopes: AppTester.standardScopes, user: ReadFixture.jane)
        expectError(try await tester.send(.post, readPath(), body: next(token), token: jane), "INVALID_REQUEST", 400)
        let foreign = try await tester.tokenOfAnotherOrganization()
        expectError(try await tester.send(.post, readPath(), body: next(token), token: foreign), "INVALID_REQUEST", 400)
        for place in [0, 20, 63] {
            var altered = Array(token)
            altered[place] = altered[place] == "0" ? "1" : "0"
            expectError(try await tester.send(.post, readPath(), body: next(String(altered))), "INVALID_REQUEST", 400)
        }
        for text in ["", "x", String(repeating: "0", count: 64), String(repeating: "é", count: 32)] {
            expectError(try await tester.send(.post, readPath(), body: next(text)), "INVALID_REQUEST", 400)
        }
        tester.clock.advance(by: 86_400)
        let fresh = try await tester.token(scopes: AppTester.standardScopes)
        expectError(try await tester.send(.post, readPath(), body: next(token), token: fresh), "INVALID_REQUEST", 400)
    }

    @Test("a token is no way around a permission that was taken away since")
    func permission() async throws {
        let tester = try await AppTester.reading(limits: Self.twoPerPage())
        let (_, token) = try await firstBatch(tester)
        let store = try await tester.engine.storage.store(of: tester.organization)
        try await store.set(Profile(name: "Administrator", denied: [Profile.export("Leads")]))
        expectError(
            try await tester.send(.post, readPath(), body: next(token)), "NO_PERMISSION", 403,
            ["permissions": ["Crm_Implied_Export_Leads"]])
        let narrow = try await tester.token(scopes: "ZohoCRM.bulk.READ,ZohoCRM.modules.contacts.READ")
        expectError(try await tester.send(.post, readPath(), body: next(token), token: narrow), "OAUTH_SCOPE_MISMATCH", 401)
    }

    @Test("nothing may stand beside a token in the query")
    func alone() async throws {
        let tester = try await AppTester.reading(limits: Self.twoPerPage())
        let (_, token) = try await firstBatch(tester)
        let body = #"{"query":{"page_token":"\#(token)","fields":["Last_Name"]}}"#
        expectError(try await tester.send(.post, readPath(), body: body), "QUERY_NOT_SUPPORTED", 400)
        #expect(try await tester.send(.post, readPath(), body: #"{"query":{"page_token":"\#(token)","page":null}}"#).status == 201)
    }

    @Test("up to v6 a token is an unknown key, so the query names nothing", arguments: ["v2", "v6"])
    func older(version: String) async throws {
        let tester = try await AppTester.reading(limits: Self.twoPerPage())
        let (_, token) = try await firstBatch(tester)
        expectError(try await tester.send(.post, readPath(version), body: next(token)), "QUERY_NOT_SUPPORTED", 400)
    }

    @Test("over all batches every record comes once, while others are written and changed")
    func whileWriting() async throws {
        var limits = Limits.strict
        limits.recordsPerPage = 100
        let tester = try await AppTester.reading(limits: limits)
        let store = try await tester.engine.storage.store(of: tester.organization)
        try await store.insert((1...1_000).map { [.integer(600_000_000_000_000_000 + $0), "x"] }, into: "Accounts", ["Account_Name"])
        var ids: [Substring] = []
        var body = #"{"query":{"module":{"api_name":"Accounts"},"fields":["id"]}}"#
        var written: Int64 = 0
        while written < 100 {
            let job = try await tester.createRead(body)
            try await tester.runJobs()
            ids += try await tester.csv(of: job).split(separator: "\n").dropFirst()
            guard let token = try await tester.details(of: job)["result"]?["next_page_token"]?.string else { break }
            body = next(token)
            // New records in front of what is still to come, in the middle of it, and behind it.
            written += 1
            let places = [600_000_000_000_001_000 + written, 599_000_000_000_000_000 + written]
            try await store.insert(places.map { [.integer($0), "y"] }, into: "Accounts", ["Account_Name"])
            tester.clock.advance(by: 7)
        }
        #expect(written < 100, "the pages did not come to an end")
        #expect(Set(ids).count == ids.count)
        #expect(Set(ids).isSuperset(of: (1...1_000).map { "\(600_000_000_000_000_000 + $0)" }))
    }
}
