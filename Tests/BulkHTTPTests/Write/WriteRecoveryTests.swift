import BulkModel
import BulkStore
import BulkTesting
import Foundation
import HTTPTypes
import Testing

/// Imports whose server dies: what was taken on is done, once. Interruptions between two batches are in `ImportRecoveryTests`.
@Suite struct WriteRecoveryTests {
    private static let csv = "Last_Name,Company,Ext_Id\nA,X,R-1\nB,X,R-2\nC,X,R-3"
    private static let mappings: [ImportMapping] = ["Last_Name@0", "Company@1", "Ext_Id@2"]

    /// Creates a job that calls back.
    private func create(_ tester: AppTester, _ operation: String = "insert", csv: String = WriteRecoveryTests.csv) async throws -> String {
        let resource: [(String, JSONValue)] = operation == "insert" ? [] : [("find_by", "Ext_Id")]
        return try await tester.createWrite(
            AppTester.request(
                operation, file: try await tester.upload(csv), Self.mappings, resource: resource,
                body: [("callback", ["url": "https://www.example.com/done", "method": "post"])]))
    }

    /// The server takes on the oldest job and dies.
    private func die(_ tester: AppTester) async throws {
        let store = try await tester.engine.storage.store(of: tester.organization)
        _ = try await store.leaseJob(for: LeaseHolder(name: "dead"), now: tester.clock.now, until: tester.clock.now + 60)
    }

    /// How often each of the file's keys is in the store.
    private func copies(_ tester: AppTester) async throws -> [String: Int] {
        let keys = try await tester.records(["Ext_Id"]).compactMap { $0["Ext_Id"] }.filter { $0.hasPrefix("R-") }
        return Dictionary(keys.map { ($0, 1) }, uniquingKeysWith: +)
    }

    @Test("a job that a dead server held is done by the next one when it starts")
    func restart() async throws {
        let tester = try await AppTester.writing()
        let job = try await create(tester)
        try await die(tester)
        let held = try await tester.writeDetails(of: job)
        #expect(held["status"] == "IN PROGRESS")
        #expect(held["resource"]?[0]?["status"] == "INPROGRESS" && held["resource"]?[0]?["code"] == "ADDED")
        #expect(held["result"] == nil)

        let service = Task { try await tester.runner.run() }
        try await eventually("the job has ended") {
            let status = try await tester.writeDetails(of: job)["status"]
            return status != "ADDED" && status != "IN PROGRESS"
        }
        service.cancel()

        let outcome = try await tester.outcome(of: job)
        #expect(outcome.status == "COMPLETED")
        #expect(outcome.counts() == "3/0/0/3")
        #expect(outcome.statuses == ["ADDED", "ADDED", "ADDED"])
        #expect(try await copies(tester) == ["R-1": 1, "R-2": 1, "R-3": 1])
    }

    @Test("a server that dies again and again does the job once, and calls back once")
    func severalDeaths() async throws {
        let tester = try await AppTester.writing()
        let job = try await create(tester)
        let store = try await tester.engine.storage.store(of: tester.organization)
        for _ in 1...3 {
            try await die(tester)
            let interrupted = try await store.releaseLeases()
            #expect(interrupted.map(\.description) == [job])
        }
        try await tester.runJobs()
        try await tester.runJobs()
        #expect(try await tester.outcome(of: job).counts() == "3/0/0/3")
        #expect(try await copies(tester) == ["R-1": 1, "R-2": 1, "R-3": 1])
        let transport = RecordingTransport()
        try await tester.sendCallbacks(through: transport)
        try await tester.sendCallbacks(through: transport)
        #expect(transport.calls.count == 1)
        let details = try await tester.writeDetails(of: job)
        #expect(transport.calls.first?.json == details)
    }

    @Test("a job that has ended is not begun again")
    func endedJob() async throws {
        let tester = try await AppTester.writing()
        let job = try await create(tester)
        try await tester.runJobs()
        let store = try await tester.engine.storage.store(of: tester.organization)
        #expect(try await store.releaseLeases().isEmpty)
        try await tester.runJobs()
        #expect(try await tester.outcome(of: job).counts() == "3/0/0/3")
        #expect(try await copies(tester) == ["R-1": 1, "R-2": 1, "R-3": 1])
    }

    @Test("the jobs of an organisation run in the order they were made, also after a restart, and each sees what the ones before did")
    func order() async throws {
        let tester = try await AppTester.writing()
        let first = try await create(tester)
        let second = try await create(tester, "upsert", csv: "Last_Name,Company,Ext_Id\nZ,X,R-2\nD,X,R-4")
        try await die(tester)
        let store = try await tester.engine.storage.store(of: tester.organization)
        let other = try await store.leaseJob(
            for: LeaseHolder(name: "other"), now: tester.clock.now, until: tester.clock.now + 60)
        #expect(other == nil, "the second job waits for the first")
        _ = try await store.releaseLeases()
        try await tester.runJobs()
        #expect(try await tester.outcome(of: first).counts() == "3/0/0/3")
        #expect(try await tester.outcome(of: second).statuses == ["UPDATED", "ADDED"])
        #expect(try await copies(tester) == ["R-1": 1, "R-2": 1, "R-3": 1, "R-4": 1])
    }

    @Test("a file may be named by several jobs, each of which has rows and outcomes of its own")
    func fileTwice() async throws {
        let tester = try await AppTester.writing()
        let file = try await tester.upload(Self.csv)
        let first = try await tester.createWrite(AppTester.request("insert", file: file, Self.mappings))
        let second = try await tester.createWrite(AppTester.request("insert", file: file, Self.mappings))
        try await tester.runJobs()
        #expect(try await tester.outcome(of: first).counts() == "3/0/0/3")
        let refused = try await tester.outcome(of: second)
        #expect(refused.counts() == "0/0/3/3")
        #expect(refused.errors == Array(repeating: "DUPLICATE_DATA-Ext_Id", count: 3))
    }
}
