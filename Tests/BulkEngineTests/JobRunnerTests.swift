import BulkEngine
import BulkModel
import BulkStore
import BulkTesting
import Foundation
import HTTPTypes
import Testing

@Suite struct JobRunnerTests {
    private static let leads = #"{"query":{"module":{"api_name":"Leads"},"fields":["Last_Name"]}}"#

    @Test func startingPutsBackWhatADeadServerHeldAndRunsItFromItsStart() async throws {
        let tester = try await AppTester.reading()
        let job = try await tester.createRead(Self.leads)
        let store = try await tester.engine.storage.store(of: tester.organization)
        let dead = LeaseHolder(name: "dead")
        _ = try await store.leaseJob(for: dead, now: tester.clock.now, until: tester.clock.now + 60)
        let partial = tester.folder.path + "/\(tester.organization)/results/\(job).zip.partial"
        try FileManager.default.createDirectory(
            atPath: tester.folder.path + "/\(tester.organization)/results", withIntermediateDirectories: true)
        try Data("half".utf8).write(to: URL(filePath: partial))

        let service = Task { try await tester.runner.run() }
        try await eventually("the job is completed") { try await tester.details(of: job)["state"] == "COMPLETED" }
        service.cancel()

        #expect(!FileManager.default.fileExists(atPath: partial))
        #expect(try await tester.csv(of: job).hasPrefix("Id,Last_Name\n"))
    }

    @Test func jobsOfSeveralOrganizationsAllRun() async throws {
        let tester = try await AppTester.reading()
        let own = try await tester.createRead(Self.leads)
        let foreign = try await tester.tokenOfAnotherOrganization()
        let answer = try await tester.send(.post, "/crm/bulk/v8/read", body: Self.leads, token: foreign)
        let other = try #require(answer.json["data"]?[0]?["details"]?["id"]?.string)
        try await tester.runJobs()
        #expect(try await tester.details(of: own)["state"] == "COMPLETED")
        let details = try await tester.send(.get, "/crm/bulk/v8/read/\(other)", token: foreign)
        #expect(details.json["data"]?[0]?["result"]?["count"] == 0)
    }

    @Test func aJobWhoseModuleIsGoneFailsAndTheOthersGoOn() async throws {
        let tester = try await AppTester.reading()
        let store = try await tester.engine.storage.store(of: tester.organization)
        let query = ReadQuery(module: ModuleReference(id: ObjectID(1), apiName: "Gone"))
        let author = UserReference(id: ObjectID(ReadFixture.patricia), name: "Patricia Boyle")
        let now = tester.clock.now
        let broken = try await store.addReadJob { ReadJob(id: $0, version: .v8, query: query, createdBy: author, createdTime: now) }
        let good = try await tester.createRead(Self.leads)
        try await tester.runJobs()
        #expect(try await store.readJob(broken.id)?.state == .failure)
        #expect(try await tester.details(of: good)["state"] == "COMPLETED")
    }

    @Test func theCleanerRemovesFilesOfADayAgoAndKeepsTheJobs() async throws {
        let tester = try await AppTester.reading()
        let old = try await tester.createRead(Self.leads)
        try await tester.runJobs()
        tester.clock.advance(by: 80_000)
        let fresh = try await tester.engine.issueAccessToken(
            organization: tester.organization, user: ObjectID(ReadFixture.patricia), scopes: .all, lifetime: 1_000_000)
        let answer = try await tester.send(.post, "/crm/bulk/v8/read", body: Self.leads, token: fresh)
        let new = try #require(answer.json["data"]?[0]?["details"]?["id"]?.string)
        try await tester.runJobs()
        tester.clock.advance(by: 6_401)

        #expect(try await ResultCleaner(engine: tester.engine).sweep() == 1)

        let results = try FileManager.default.contentsOfDirectory(atPath: tester.folder.path + "/\(tester.organization)/results")
        #expect(results == ["\(new).zip"])
        #expect(try await tester.send(.get, "/crm/bulk/v8/read/\(old)", token: fresh).status == 200)
    }
}
