import BulkEngine
import BulkModel
import BulkTesting
import Foundation
import Testing

@Suite struct HealthTests {
    private static let checks = ["data_folder", "stores", "job_runner", "http_server"]

    @Test(arguments: ["/longshore/v1/health", "/longshore/v1/health/ready"])
    func aServerThatCanDoItsWorkSaysSoToAnybody(path: String) async throws {
        let tester = try await AppTester.reading()
        let answer = try await tester.send(.get, path, token: nil)
        #expect(answer.status == 200)
        let ok: JSONValue = ["status": "ok"]
        #expect(
            answer.json == [
                "name": "Longshore", "status": "ok", "version": .string(Release.version),
                "checks": .object(JSONObject(Self.checks.map { ($0, ok) })),
            ])
    }

    @Test func aServerWithABrokenStoreIsAliveAndNotReady() async throws {
        let tester = try await AppTester.reading()
        try await tester.breakTheStore()
        #expect(try await failures(tester) == ["stores": "can't be read"])
        let live = try await tester.send(.get, "/longshore/v1/health/live", token: nil)
        #expect(live.status == 200)
        #expect(live.json == ["name": "Longshore", "status": "ok", "version": .string(Release.version)])
    }

    @Test func aServerWhoseFolderIsGoneIsNotReady() async throws {
        let tester = try await AppTester.reading()
        try FileManager.default.moveItem(atPath: tester.folder.path, toPath: tester.folder.path + ".gone")
        defer { try? FileManager.default.removeItem(atPath: tester.folder.path + ".gone") }
        #expect(try await failures(tester)["data_folder"] == "can't be looked at")
    }

    @Test func lookingLeavesNothingInTheFolder() async throws {
        let tester = try await AppTester.reading()
        let before = try FileManager.default.contentsOfDirectory(atPath: tester.folder.path).sorted()
        #expect(try await failures(tester).isEmpty)
        #expect(try FileManager.default.contentsOfDirectory(atPath: tester.folder.path).sorted() == before)
    }

    @Test(arguments: ServerParts.Part.allCases)
    func aServerOfWhichAPartHasEndedIsNotReady(part: ServerParts.Part) async throws {
        let tester = try await AppTester.reading()
        tester.engine.parts.end(part)
        #expect(try await failures(tester) == [part.rawValue: "isn't running"])
        tester.engine.parts.begin(part)
        #expect(try await failures(tester).isEmpty)
    }

    @Test func aServerThatShutsDownIsAliveAndNotReady() async throws {
        let tester = try await AppTester.reading()
        tester.engine.parts.beginShutdown()
        #expect(try await failures(tester) == ["job_runner": "is shutting down", "http_server": "is shutting down"])
        #expect(try await tester.send(.get, "/longshore/v1/health/live", token: nil).status == 200)
    }

    @Test func theRunnerIsAtWorkWhileItRuns() async throws {
        let tester = try await AppTester.reading()
        tester.engine.parts.end(.jobRunner)
        let service = Task { try await tester.runner.run() }
        try await eventually("the server is ready") { try await failures(tester).isEmpty }
        service.cancel()
        try await eventually("the runner has ended") { try await failures(tester) == ["job_runner": "isn't running"] }
    }

    /// What is wrong, by check; and the status must fit.
    private func failures(_ tester: AppTester) async throws -> [String: String] {
        let answer = try await tester.send(.get, "/longshore/v1/health", token: nil)
        let checks = answer.json["checks"]?.object?.members ?? []
        #expect(checks.map(\.name) == Self.checks)
        let failed = checks.filter { $0.value["status"] != "ok" }
        #expect(failed.allSatisfy { $0.value["status"] == "failed" })
        #expect(answer.status == (failed.isEmpty ? 200 : 503))
        #expect(answer.json["status"] == (failed.isEmpty ? "ok" : "unavailable"))
        return Dictionary(uniqueKeysWithValues: failed.map { ($0.name, $0.value["message"]?.string ?? "") })
    }
}
