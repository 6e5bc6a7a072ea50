import BulkModel
import BulkStore
import BulkTesting
import Foundation
import HTTPTypes
import Testing

@testable import BulkEngine

/// Imports that break off between two batches and go on behind the last one that was committed.
@Suite struct ImportRecoveryTests {
    private static let rowCount = 25_000
    /// Rows of the first batch.
    private static let batch = 10_000
    private static let mappings: [ImportMapping] = ["Last_Name@0", "Company@1", "Ext_Id@2"]

    private static var csv: String {
        "Last_Name,Company,Ext_Id\n" + (1...rowCount).map { "Row \($0),X,R-\($0)" }.joined(separator: "\n")
    }

    private func create(_ tester: AppTester, csv: String, _ operation: String = "insert") async throws -> String {
        let resource: [(String, JSONValue)] = operation == "insert" ? [] : [("find_by", "Ext_Id")]
        return try await tester.createWrite(
            AppTester.request(operation, file: try await tester.upload(csv), Self.mappings, resource: resource))
    }

    /// Takes on the oldest job as a server would.
    private func lease(_ tester: AppTester, for holder: LeaseHolder) async throws -> WriteJob {
        let store = try await tester.engine.storage.store(of: tester.organization)
        let leased = try await store.leaseJob(for: holder, now: tester.clock.now, until: tester.clock.now + 60)
        guard case .write(let job)? = leased else { throw StoreError.leaseLost(job: ObjectID(0)) }
        return job
    }

    /// The worker of a job, as the runner makes it.
    /// - Parameter checkpoint: called with how often it was called before.
    private func worker(
        for job: WriteJob, _ tester: AppTester, holder: LeaseHolder, checkpoint: @escaping (Int) throws -> Void
    ) async throws -> WriteWorker {
        let engine = tester.engine
        let store = try await engine.storage.store(of: tester.organization)
        let user = try #require(try await store.user(job.createdBy.id))
        let context = ImportContext(
            schema: try await store.schema(), limits: engine.limits, quirks: engine.quirks, user: user, users: try await store.users(),
            now: tester.clock.now)
        let upload = engine.uploads.existing(job.request.resources[0].source.upload, organization: tester.organization)
        var calls = 0
        return WriteWorker(
            job: job, context: context, store: store, holder: holder, upload: upload, time: tester.clock,
            metrics: engine.metrics,
            checkpoint: {
                defer { calls += 1 }
                try checkpoint(calls)
            })
    }

    /// Takes on the oldest job, and dies at a checkpoint: before a batch, or behind the last row of a resource.
    /// - Parameter checkpoint: from zero.
    private func die(_ tester: AppTester, at checkpoint: Int) async throws {
        let holder = LeaseHolder(name: "dead")
        let job = try await lease(tester, for: holder)
        let worker = try await worker(for: job, tester, holder: holder) { if $0 == checkpoint { throw Interrupted() } }
        #expect(throws: Interrupted.self) { try worker.run() }
    }

    /// A new server begins: what the dead one held waits again.
    private func restart(_ tester: AppTester) async throws {
        _ = try await tester.engine.storage.store(of: tester.organization).releaseLeases()
    }

    /// Expects that each row of ``csv`` has exactly one record, and its line in the result names that one.
    private func expectEachRowOnce(_ outcome: WriteOutcome, _ tester: AppTester) async throws {
        #expect(outcome.status == "COMPLETED")
        #expect(outcome.counts() == "25000/0/0/25000")
        var records: [String: String] = [:]
        var copies = 0
        for record in try await tester.records(["Ext_Id", "Last_Name"]) {
            guard let key = record["Ext_Id"], key.hasPrefix("R-") else { continue }
            copies += 1
            records[key] = record["id"]
        }
        #expect(copies == Self.rowCount && records.count == Self.rowCount)
        let lines = outcome.lines()
        #expect(lines.count == Self.rowCount + 1)
        let wrong = lines.indices.dropFirst().filter { row in
            lines[row] != "Row \(row),X,R-\(row),ADDED,\(records["R-\(row)"] ?? ""),"
        }
        #expect(wrong.isEmpty)
    }

    @Test func aJobThatDiesBetweenTwoBatchesGoesOnBehindTheFirst() async throws {
        let tester = try await AppTester.writing()
        let job = try await create(tester, csv: Self.csv)
        try await die(tester, at: 1)

        let running = try await tester.writeDetails(of: job)
        #expect(running["status"] == "IN PROGRESS")
        #expect(running["resource"]?[0]?["file"]?["added_count"] == .integer(Self.batch))
        #expect(running["resource"]?[0]?["file"]?["total_count"] == .integer(Self.rowCount))
        #expect(try await tester.records([]).count == Self.batch + 3)

        try await restart(tester)
        try await tester.runJobs()
        try await expectEachRowOnce(try await tester.outcome(of: job), tester)
    }

    @Test func aJobThatDiesAfterEveryBatchIsDoneInTheEnd() async throws {
        let tester = try await AppTester.writing()
        let job = try await create(tester, csv: Self.csv)
        for _ in 1...2 {
            try await die(tester, at: 1)
            try await restart(tester)
        }
        try await tester.runJobs()
        try await expectEachRowOnce(try await tester.outcome(of: job), tester)
    }

    @Test func aJobThatDiesBeforeItsFirstBatchHasDoneNothing() async throws {
        let tester = try await AppTester.writing()
        let job = try await create(tester, csv: "Last_Name,Company,Ext_Id\nA,X,R-1")
        try await die(tester, at: 0)
        #expect(try await tester.records([]).count == 3)
        try await restart(tester)
        try await tester.runJobs()
        #expect(try await tester.outcome(of: job).statuses == ["ADDED"])
    }

    @Test func aJobThatDiesBehindItsLastRowIsOnlyEnded() async throws {
        let tester = try await AppTester.writing()
        let job = try await create(tester, csv: "Last_Name,Company,Ext_Id\nA,X,R-1\nB,X,E-1\nC,X,R-2")
        try await die(tester, at: 1)
        #expect(try await tester.records([]).count == 5)
        try await restart(tester)
        try await tester.runJobs()
        let outcome = try await tester.outcome(of: job)
        #expect(outcome.counts() == "2/0/1/3")
        #expect(outcome.statuses == ["ADDED", "SKIPPED", "ADDED"])
        #expect(outcome.errors == ["", "DUPLICATE_DATA-Ext_Id", ""])
        #expect(try await tester.records([]).count == 5)
    }

    @Test func rowsBehindTheCheckpointSeeWhatThoseBeforeItDid() async throws {
        let tester = try await AppTester.writing()
        // The rows of the second half have the keys of the first.
        let rows = (0..<2 * Self.batch).map { "Row \($0),X,R-\($0 % Self.batch)" }.joined(separator: "\n")
        let job = try await create(tester, csv: "Last_Name,Company,Ext_Id\n\(rows)", "upsert")
        try await die(tester, at: 1)
        try await restart(tester)
        try await tester.runJobs()
        #expect(try await tester.outcome(of: job).counts() == "10000/10000/0/20000")
        let records = try await tester.records(["Ext_Id", "Last_Name"]).filter { $0["Ext_Id"]?.hasPrefix("R-") == true }
        #expect(records.count == Self.batch)
        let wrong = records.filter { record in
            let number = Int(record["Ext_Id"]?.dropFirst(2) ?? "") ?? -1
            return record["Last_Name"] != "Row \(number + Self.batch)"
        }
        #expect(wrong.isEmpty)
    }

    @Test func childrenFindTheParentsThatWereImportedBeforeTheServerDied() async throws {
        let tester = try await AppTester.writing()
        let file = try await tester.upload([
            ("p.csv", "Last_Name,Company\nAnn,X\nBob,Y"), ("s.csv", "Secondary_Email,Key\na@x.com,Ann\nb@x.com,Bob\nc@x.com,Zed"),
        ])
        let job = try await tester.createWrite(
            """
            {"operation":"insert","resource":[{"type":"data","module":"Leads","file_id":"\(file)","file_names":["p.csv"],\
            "field_mappings":[{"api_name":"Last_Name","index":0},{"api_name":"Company","index":1}]},\
            {"type":"data","module":"Secondary","file_id":"\(file)","file_names":["s.csv"],\
            "field_mappings":[{"api_name":"Secondary_Email","index":0},{"api_name":"Parent_Id","index":1,"parent_column_index":0}]}]}
            """)
        // Before the parents, behind the last of them, before the children.
        try await die(tester, at: 2)
        #expect(try await tester.records([]).count == 5)
        #expect(try await tester.records(of: "Secondary", []).isEmpty)
        try await restart(tester)
        try await tester.runJobs()
        let outcome = try await tester.outcome(of: job)
        #expect(outcome.counts(0) == "2/0/0/2")
        #expect(outcome.counts(1) == "2/0/1/3")
        #expect(try await tester.records([]).count == 5)
        let parents = try await tester.records(of: "Secondary", ["Parent_Id"]).map { $0["Parent_Id"] ?? "" }
        #expect(parents == [outcome.row(0, of: "Leads-p.csv").record, outcome.row(1, of: "Leads-p.csv").record])
    }

    @Test func aWorkerWhoseJobWasTakenOverChangesNothing() async throws {
        let tester = try await AppTester.writing()
        let id = try await create(tester, csv: "Last_Name,Company,Ext_Id\nA,X,\nB,X,")
        let slow = LeaseHolder(name: "slow")
        let job = try await lease(tester, for: slow)
        let worker = try await worker(for: job, tester, holder: slow) { _ in }
        try await restart(tester)
        try await tester.runJobs()
        #expect(try await tester.records([]).count == 5)

        #expect(throws: StoreError.leaseLost(job: job.id)) { try worker.run() }
        #expect(try await tester.records([]).count == 5)
        #expect(try await tester.outcome(of: id).counts() == "2/0/0/2")
    }

    @Test func aWorkerThatLosesItsJobBetweenTwoBatchesStopsThere() async throws {
        let tester = try await AppTester.writing()
        let id = try await create(tester, csv: Self.csv)
        try await die(tester, at: 1)
        // The same process wakes up again, but the next one has the job by now.
        let store = try await tester.engine.storage.store(of: tester.organization)
        let number = try #require(ObjectID(id))
        let stale = try #require(try await store.writeJob(number))
        #expect(stale.progress[0].added == Self.batch)
        try await restart(tester)
        _ = try await lease(tester, for: LeaseHolder(name: "next"))
        let worker = try await worker(for: stale, tester, holder: LeaseHolder(name: "dead")) { _ in }
        #expect(throws: StoreError.leaseLost(job: stale.id)) { try worker.run() }
        #expect(try await tester.records([]).count == Self.batch + 3)

        try await restart(tester)
        try await tester.runJobs()
        try await expectEachRowOnce(try await tester.outcome(of: id), tester)
    }

    /// Expects that a cancelled import of ``csv`` says of each row what became of it, and is what it says.
    /// - Returns: rows that were imported.
    private func expectTrueCounters(_ job: String, _ tester: AppTester) async throws -> Int {
        let shown = try await tester.job(job)
        #expect(shown["state"] == "CANCELLED")
        let added = Int(shown["rows"]?["added"]?.integer ?? -1)
        #expect(shown["rows"]?["skipped"] == .integer(Self.rowCount - added))
        #expect(try await tester.records([]).count == added + 3)
        let outcome = try await tester.outcome(of: job)
        #expect(outcome.status == "FAILED")
        #expect(outcome.counts() == "\(added)/0/\(Self.rowCount - added)/\(Self.rowCount)")
        let report = try await tester.send(.get, AppTester.path(of: job, "/report")).text.split(separator: "\n").dropFirst()
        #expect(report.count == Self.rowCount)
        #expect(report.prefix(added).allSatisfy { $0.contains(",ADDED,") })
        #expect(report.dropFirst(added).allSatisfy { $0.contains(",UNPROCESSED,") })
        return added
    }

    @Test func anImportThatIsCancelledBetweenTwoBatchesIsDoneWhenItIsTriedAgainWithoutARowTwice() async throws {
        let tester = try await AppTester.writing()
        let job = try await create(tester, csv: Self.csv)
        try await die(tester, at: 1)
        #expect(try await tester.perform("cancel", job: job)["state"] == "CANCELLING")
        try await restart(tester)
        try await tester.runJobs()
        #expect(try await expectTrueCounters(job, tester) == Self.batch)
        let lines = try await tester.outcome(of: job).lines()
        #expect(lines.count == Self.rowCount + 1)
        #expect(
            lines[Self.batch].contains(",ADDED,") && lines[Self.batch + 1] == "Row \(Self.batch + 1),X,R-\(Self.batch + 1),UNPROCESSED,,")

        try await tester.perform("retry", job: job)
        try await tester.runJobs()
        try await expectEachRowOnce(try await tester.outcome(of: job), tester)
        #expect(try await tester.job(job)["bytes"] == .integer(Self.csv.utf8.count))
    }

    @Test func anImportThatWaitsAgainWithRowsBehindItIsCancelledWithAResult() async throws {
        let tester = try await AppTester.writing()
        let job = try await create(tester, csv: Self.csv)
        try await die(tester, at: 1)
        try await restart(tester)
        #expect(try await tester.perform("cancel", job: job)["state"] == "CANCELLING")
        try await tester.runJobs()
        #expect(try await expectTrueCounters(job, tester) == Self.batch)
    }

    @Test func anImportWhoseLastRowIsInIsCompletedAllTheSame() async throws {
        let tester = try await AppTester.writing()
        let job = try await create(tester, csv: "Last_Name,Company,Ext_Id\nA,X,R-1\nB,X,E-1")
        try await die(tester, at: 1)
        try await tester.perform("cancel", job: job)
        try await restart(tester)
        try await tester.runJobs()
        #expect(try await tester.job(job)["state"] == "COMPLETED")
        #expect(try await tester.outcome(of: job).statuses == ["ADDED", "SKIPPED"])
    }

    @Test func aRunningImportIsCancelledByTheRunnerAndGoesOnAfterwards() async throws {
        let tester = try await AppTester.writing()
        let job = try await create(tester, csv: Self.csv)
        let id = try #require(ObjectID(job))
        let caller = try await tester.engine.caller(holding: tester.token)
        async let run: Void = tester.runJobs()
        try await eventually("the import runs") { tester.engine.jobs.running(id) != nil }
        #expect(try await tester.engine.cancel(job, for: caller).state == .cancelling)
        try await run
        #expect(tester.engine.jobs.running(id) == nil)
        let added = try await expectTrueCounters(job, tester)
        #expect(added < Self.rowCount)

        try await tester.perform("retry", job: job)
        try await tester.runJobs()
        try await expectEachRowOnce(try await tester.outcome(of: job), tester)
    }
}
