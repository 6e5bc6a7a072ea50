import BulkEngine
import BulkModel
import BulkTesting
import Foundation
import HTTPTypes
import Testing

/// Requests that create a job once, however often they are sent.
@Suite struct IdempotencyTests {
    private static let leads = #"{"query":{"module":{"api_name":"Leads"},"fields":["Last_Name"]}}"#

    private func send(
        _ tester: AppTester, _ body: String, to path: String = "/crm/bulk/v8/read", key: String, token: String? = nil
    ) async throws -> Answer {
        var headers = HTTPFields()
        headers[.authorization] = "Zoho-oauthtoken \(token ?? tester.token)"
        headers[.contentType] = "application/json"
        headers[HTTPField.Name("Idempotency-Key")!] = key
        return try await tester.send(.post, path, body: Data(body.utf8), headers: headers)
    }

    private func count(_ tester: AppTester) async throws -> Int {
        try await tester.contents(of: tester.organization)["_jobs"]?.count ?? 0
    }

    @Test func theSameExportWithTheSameKeyIsOneJob() async throws {
        let tester = try await AppTester.reading()
        let first = try await send(tester, Self.leads, key: "export-1")
        #expect(first.status == 201)
        tester.clock.advance(by: 30)
        try await tester.runJobs()
        let second = try await send(tester, Self.leads, key: "export-1")
        #expect(second.status == 201 && second.text == first.text)
        #expect(try await count(tester) == 1)
        #expect(try await send(tester, Self.leads, key: "export-2").json != first.json)
        #expect(try await count(tester) == 2)
    }

    @Test func theSameImportWithTheSameKeyIsOneJobAlsoOnceItsFileIsGone() async throws {
        let tester = try await AppTester.writing()
        let body = AppTester.request("insert", file: try await tester.upload("Last_Name,Company\nA,X"), nil)
        let first = try await send(tester, body, to: "/crm/bulk/v8/write", key: "import-1")
        #expect(first.status == 201)
        try await tester.runJobs()
        try FileManager.default.removeItem(atPath: tester.folder.path + "/\(tester.organization)/uploads")
        let second = try await send(tester, body, to: "/crm/bulk/v8/write", key: "import-1")
        #expect(second.status == 201 && second.text == first.text)
        #expect(try await count(tester) == 1)
        #expect(try await tester.records([]).count == 4)
    }

    @Test func sentManyTimesAtOnceItIsStillOneJob() async throws {
        let tester = try await AppTester.reading()
        let texts = try await withThrowingTaskGroup(of: String.self) { group in
            for _ in 0..<8 { group.addTask { try await send(tester, Self.leads, key: "at-once").text } }
            return try await group.reduce(into: Set<String>()) { $0.insert($1) }
        }
        #expect(texts.count == 1)
        #expect(try await count(tester) == 1)
    }

    @Test func anotherRequestWithTheKeyIsRefused() async throws {
        let tester = try await AppTester.writing()
        let first = try await send(tester, Self.leads, key: "k")
        let job = try #require(first.json["data"]?[0]?["details"]?["id"]?.string)
        let import_ = AppTester.request("insert", file: try await tester.upload("Last_Name,Company\nA,X"), nil)
        for (body, path) in [
            (Self.leads + " ", "/crm/bulk/v8/read"), (Self.leads, "/crm/bulk/v7/read"), (import_, "/crm/bulk/v8/write"),
        ] {
            expectError(
                try await send(tester, body, to: path, key: "k"), "IDEMPOTENCY_KEY_REUSED", 400,
                ["api_name": "Idempotency-Key", "id": .string(job)])
        }
        #expect(try await count(tester) == 1)
    }

    @Test func aKeyIsOfItsUserAndItsOrganization() async throws {
        let tester = try await AppTester.reading()
        let first = try await send(tester, Self.leads, key: "mine")
        let other = try await tester.tokenOfAnotherOrganization()
        #expect(try await send(tester, Self.leads + " ", key: "mine", token: other).status == 201)
        let colleague = try #require(
            try await tester.engine.storage.store(of: tester.organization).users().first { $0.id.rawValue != ReadFixture.patricia })
        let token = try await tester.token(scopes: AppTester.standardScopes, user: colleague.id.rawValue)
        let theirs = try await send(tester, Self.leads, key: "mine", token: token)
        #expect(theirs.status == 201 && theirs.text != first.text)
    }

    @Test func aRequestThatIsRefusedLeavesNoKey() async throws {
        let tester = try await AppTester.reading()
        let wrong = #"{"query":{"module":{"api_name":"Nope"}}}"#
        expectError(try await send(tester, wrong, key: "again"), "MODULE_NOT_AVAILABLE", 400, ["api_name": "Nope"])
        #expect(try await send(tester, Self.leads, key: "again").status == 201)
    }

    @Test func aKeyLivesAsLongAsItsJob() async throws {
        let tester = try await AppTester.reading()
        let first = try await send(tester, Self.leads, key: "k")
        let job = try #require(first.json["data"]?[0]?["details"]?["id"]?.string)
        try await tester.perform("cancel", job: job)
        #expect(try await send(tester, Self.leads, key: "k").text == first.text)
        #expect(try await tester.send(.delete, AppTester.path(of: job)).status == 200)
        #expect(try await send(tester, Self.leads, key: "k").text != first.text)
    }

    @Test(arguments: ["", " ", "two words", "ümlaut", "tab\tbed", String(repeating: "k", count: 256)])
    func whatCanNotBeAKeyIsRefused(key: String) async throws {
        let tester = try await AppTester.reading()
        expectError(try await send(tester, Self.leads, key: key), "INVALID_DATA", 400, ["api_name": "Idempotency-Key"])
        #expect(try await count(tester) == 0)
    }

    @Test func theLongestKeyIsTaken() async throws {
        let tester = try await AppTester.reading()
        #expect(try await send(tester, Self.leads, key: String(repeating: "~", count: 255)).status == 201)
    }

    @Test func nobodyWithoutATokenLearnsOfAKey() async throws {
        let tester = try await AppTester.reading()
        _ = try await send(tester, Self.leads, key: "k")
        expectError(try await send(tester, Self.leads, key: "k", token: "none"), "INVALID_TOKEN", 401)
        let token = try await tester.token(scopes: "ZohoCRM.modules.ALL")
        expectError(try await send(tester, Self.leads, key: "k", token: token), "OAUTH_SCOPE_MISMATCH", 401)
    }
}
