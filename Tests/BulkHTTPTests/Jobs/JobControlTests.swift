import BulkEngine
import BulkModel
import BulkStore
import BulkTesting
import Foundation
import HTTPTypes
import Testing

/// Jobs that are cancelled, tried again and deleted.
@Suite struct JobControlTests {
    private static let leads = #"{"query":{"module":{"api_name":"Leads"},"fields":["Last_Name"]}}"#
    private static let csv = "Last_Name,Company,Ext_Id\nA,X,R-1\nB,,R-2\nC,X,R-3"
    private static let mappings: [ImportMapping] = ["Last_Name@0", "Company@1", "Ext_Id@2"]

    private func createImport(_ tester: AppTester, _ csv: String = JobControlTests.csv, callback: Bool = false) async throws -> String {
        try await tester.createWrite(
            AppTester.request(
                "insert", file: try await tester.upload(csv), Self.mappings,
                body: callback ? [("callback", ["url": "https://www.example.com/done", "method": "post"])] : []))
    }

    /// A worker takes the oldest job on.
    private func lease(_ tester: AppTester) async throws {
        let store = try await tester.engine.storage.store(of: tester.organization)
        _ = try await store.leaseJob(for: LeaseHolder(name: "test"), now: tester.clock.now, until: tester.clock.now + 60)
    }

    private func report(_ job: String, _ tester: AppTester) async throws -> [String] {
        let answer = try await tester.send(.get, AppTester.path(of: job, "/report"))
        guard answer.status == 200 else { throw UnexpectedAnswer(answer: answer) }
        return answer.text.split(separator: "\n").map(String.init)
    }

    private func files(_ tester: AppTester, _ folder: String) -> [String] {
        let path = tester.folder.path + "/\(tester.organization)/\(folder)"
        return ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted()
    }

    @Test func anExportThatWaitsIsCancelledAtOnceAndIsAFailureToTheServicesClients() async throws {
        let tester = try await AppTester.reading()
        let job = try await tester.createRead(Self.leads)
        let answer = try await tester.send("cancel", job: job)
        #expect(answer.status == 202)
        #expect(answer.json["state"] == "CANCELLED" && answer.json["stage"] == "ended")
        #expect(answer.json["ended_time"] == "2026-03-01T17:30:00+05:30" && answer.json["started_time"] == JSONValue.null)
        #expect(answer.json["failure"] == JSONValue.null && answer.json["result"] == JSONValue.null)
        try await tester.runJobs()
        let details = try await tester.details(of: job)
        #expect(details["state"] == "FAILURE")
        #expect(
            details["result"] == [
                "error_message": ["status": "error", "code": "JOB_CANCELLED", "message": "The job was cancelled.", "details": [:]]
            ])
        expectError(
            try await tester.send(.get, AppTester.path(of: job, "/result")), "RESOURCE_NOT_FOUND", 404, ["resource": .string(job)])
    }

    @Test func anImportThatWaitsIsCancelledAtOnceAndItsReportHasEveryRowUnprocessed() async throws {
        let tester = try await AppTester.writing()
        let job = try await createImport(tester)
        let cancelled = try await tester.perform("cancel", job: job)
        #expect(cancelled["state"] == "CANCELLED")
        #expect(cancelled["rows"] == ["total": 3, "read": 0, "added": 0, "updated": 0, "skipped": 3, "failed": 0])
        #expect(cancelled["resources"]?[0]?["state"] == "CANCELLED")
        #expect(cancelled["result"] == JSONValue.null && cancelled["report"] == true)
        let lines = try await report(job, tester)
        #expect(lines.count == 4)
        #expect(lines.dropFirst().allSatisfy { $0.contains(",UNPROCESSED,,") })
        let details = try await tester.writeDetails(of: job)
        #expect(details["status"] == "FAILED" && details["result"] == nil)
        #expect(details["resource"]?[0]?["status"] == "FAILED" && details["resource"]?[0]?["code"] == "JOB_CANCELLED")
        #expect(details["resource"]?[0]?["details"]?["reason"] == "The job was cancelled.")
        #expect(details["resource"]?[0]?["file"]?["skipped_count"] == 3)
        try await tester.runJobs()
        #expect(try await tester.records([]).count == 3, "the three of the fixture")
    }

    @Test func theReportOfACancelledImportOutlivesTheUpload() async throws {
        let tester = try await AppTester.writing()
        let job = try await createImport(tester)
        try await tester.perform("cancel", job: job)
        for file in files(tester, "uploads") {
            try FileManager.default.removeItem(atPath: tester.folder.path + "/\(tester.organization)/uploads/\(file)")
        }
        #expect(try await report(job, tester).count == 4)
    }

    @Test func aJobThatRunsIsCancellingUntilItsWorkerHasStopped() async throws {
        let tester = try await AppTester.writing()
        let job = try await createImport(tester, callback: true)
        try await lease(tester)
        #expect(try await tester.perform("cancel", job: job)["state"] == "CANCELLING")
        #expect(try await tester.perform("cancel", job: job)["state"] == "CANCELLING", "once more changes nothing")
        #expect(try await tester.writeDetails(of: job)["status"] == "IN PROGRESS")
        let export = try await tester.createRead(Self.leads)
        try await lease(tester)
        #expect(try await tester.perform("cancel", job: export)["state"] == "CANCELLING")
        #expect(try await tester.details(of: export)["state"] == "IN PROGRESS")

        // The server dies, and the next one ends them.
        _ = try await tester.engine.storage.store(of: tester.organization).releaseLeases()
        try await tester.runJobs()
        #expect(try await tester.job(job)["state"] == "CANCELLED")
        #expect(try await tester.job(export)["state"] == "CANCELLED")
        #expect(try await tester.records([]).count == 3)
        let transport = RecordingTransport()
        try await tester.sendCallbacks(through: transport)
        #expect(transport.calls.map(\.json) == [try await tester.writeDetails(of: job)])
        #expect(transport.calls.first?.json["status"] == "FAILED")
    }

    @Test func aJobThatHasEndedCanNotBeCancelled() async throws {
        let tester = try await AppTester.reading()
        let job = try await tester.createRead(Self.leads)
        try await tester.runJobs()
        expectError(
            try await tester.send("cancel", job: job), "INVALID_STATE", 400, ["id": .string(job), "state": "COMPLETED"],
            message: "The job is COMPLETED and can't be cancelled.")
        #expect(try await tester.job(job)["state"] == "COMPLETED")
    }

    @Test func aCancelledExportRunsFromItsStartWhenItIsTriedAgain() async throws {
        let tester = try await AppTester.reading()
        let job = try await tester.createRead(Self.leads)
        try await tester.perform("cancel", job: job)
        let waiting = try await tester.perform("retry", job: job)
        #expect(waiting["id"] == .string(job) && waiting["state"] == "ADDED" && waiting["stage"] == "waiting")
        #expect(waiting["ended_time"] == JSONValue.null)
        try await tester.runJobs()
        #expect(try await tester.csv(of: job).hasPrefix("Id,Last_Name\n"))
    }

    @Test func aCancelledImportIsDoneWhenItIsTriedAgain() async throws {
        let tester = try await AppTester.writing()
        let job = try await createImport(tester)
        try await tester.perform("cancel", job: job)
        #expect(try await tester.perform("retry", job: job)["rows"]?["skipped"] == 0)
        #expect(try await tester.send(.get, AppTester.path(of: job, "/report")).status == 404, "it has not ended any more")
        try await tester.runJobs()
        let outcome = try await tester.outcome(of: job)
        #expect(outcome.statuses == ["ADDED", "SKIPPED", "ADDED"])
        #expect(try await tester.job(job)["rows"] == ["total": 3, "read": 3, "added": 2, "updated": 0, "skipped": 0, "failed": 1])
    }

    @Test func anImportThatFailedGoesOnOnceItCan() async throws {
        let tester = try await AppTester.writing()
        let job = try await createImport(tester)
        try tester.makeResultsUnwritable()
        try await tester.runJobs()
        #expect(try await tester.job(job)["state"] == "FAILURE")
        #expect(try await tester.job(job)["failure"]?["code"] == "INTERNAL_SERVER_ERROR")
        #expect(try await tester.records([]).count == 5)
        try FileManager.default.removeItem(atPath: tester.folder.path + "/\(tester.organization)/results")
        try await tester.perform("retry", job: job)
        try await tester.runJobs()
        #expect(try await tester.outcome(of: job).statuses == ["ADDED", "SKIPPED", "ADDED"])
        #expect(try await tester.records([]).count == 5, "no row twice")
    }

    @Test func onlyWhatFailedOrWasCancelledIsTriedAgain() async throws {
        let tester = try await AppTester.reading()
        let job = try await tester.createRead(Self.leads)
        expectError(
            try await tester.send("retry", job: job), "INVALID_STATE", 400, ["id": .string(job), "state": "ADDED"],
            message: "The job is ADDED and can't be tried again; only a job that has failed or was cancelled can.")
        try await tester.runJobs()
        expectError(
            try await tester.send("retry", job: job), "INVALID_STATE", 400, ["id": .string(job), "state": "COMPLETED"])
    }

    @Test func anImportWhoseFileIsGoneIsNotTriedAgain() async throws {
        let tester = try await AppTester.writing()
        let job = try await createImport(tester)
        try await tester.perform("cancel", job: job)
        for folder in ["uploads", "results"] {
            try FileManager.default.removeItem(atPath: tester.folder.path + "/\(tester.organization)/\(folder)")
        }
        expectError(
            try await tester.send("retry", job: job), "FILE_NOT_FOUND", 400,
            ["reason": "the upload has expired; upload the file again and create a new job"])
        #expect(try await tester.job(job)["state"] == "CANCELLED")
        #expect(try await tester.job(job)["report"] == false)
        expectError(
            try await tester.send(.get, AppTester.path(of: job, "/report")), "RESOURCE_NOT_FOUND", 404, ["resource": .string(job)])
    }

    @Test func aDeletedJobTakesAllItHasLeftAlongButTheUploadAndTheRecords() async throws {
        let tester = try await AppTester.writing()
        let job = try await createImport(tester, callback: true)
        try await tester.runJobs()
        #expect(files(tester, "results") == ["\(job).input.zip", "\(job).zip"])
        let answer = try await tester.send(.delete, AppTester.path(of: job))
        #expect(answer.status == 200)
        #expect(answer.text == #"{"status":"success","code":"SUCCESS","message":"job deleted","details":{"id":"\#(job)"}}"#)
        #expect(files(tester, "results").isEmpty)
        #expect(files(tester, "uploads").count == 1)
        #expect(try await tester.records([]).count == 5)
        let contents = try await tester.contents(of: tester.organization)
        for table in ["_jobs", "_import_batches", "_before_images", "_deliveries", "_delivery_attempts"] {
            #expect(contents[table] == [], "\(table)")
        }
        for answer in [
            try await tester.send(.get, AppTester.path(of: job)), try await tester.send(.get, "/crm/bulk/v8/write/\(job)"),
            try await tester.send(.delete, AppTester.path(of: job)), try await tester.send("cancel", job: job),
            try await tester.send("retry", job: job), try await tester.send(.get, AppTester.path(of: job, "/report")),
        ] {
            expectError(answer, "RESOURCE_NOT_FOUND", 404, ["resource": .string(job)])
        }
    }

    @Test func onlyAJobThatHasEndedIsDeleted() async throws {
        let tester = try await AppTester.reading()
        let job = try await tester.createRead(Self.leads)
        expectError(
            try await tester.send(.delete, AppTester.path(of: job)), "INVALID_STATE", 400, ["id": .string(job), "state": "ADDED"],
            message: "The job is ADDED and can't be removed: cancel it first.")
        try await lease(tester)
        expectError(
            try await tester.send(.delete, AppTester.path(of: job)), "INVALID_STATE", 400, ["id": .string(job), "state": "IN PROGRESS"])
        #expect(try await tester.job(job)["state"] == "IN PROGRESS")
    }

    @Test(arguments: ["cancel", "retry", "delete"])
    func aJobIsManagedByThoseWhoMayMakeOne(action: String) async throws {
        let tester = try await AppTester.writing()
        let job = try await createImport(tester)
        let foreign = try await tester.tokenOfAnotherOrganization()
        let reader = try await tester.token(scopes: "ZohoCRM.bulk.READ,ZohoCRM.modules.ALL", user: WriteFixture.patricia)
        let nobody = try await tester.token(scopes: "ZohoCRM.modules.ALL", user: WriteFixture.patricia)
        func attempt(_ id: String, _ token: String?) async throws -> Answer {
            action == "delete"
                ? try await tester.send(.delete, AppTester.path(of: id), token: token)
                : try await tester.send(.post, AppTester.path(of: id, "/actions/\(action)"), token: token)
        }
        expectError(try await attempt(job, nil), "AUTHENTICATION_FAILURE", 401)
        expectError(try await attempt(job, reader), "OAUTH_SCOPE_MISMATCH", 401)
        expectError(try await attempt(job, nobody), "OAUTH_SCOPE_MISMATCH", 401)
        expectError(try await attempt(job, foreign), "RESOURCE_NOT_FOUND", 404, ["resource": .string(job)])
        expectError(try await attempt("nonsense", tester.token), "RESOURCE_NOT_FOUND", 404, ["resource": "nonsense"])
        #expect(try await tester.job(job)["state"] == "ADDED")
    }
}
