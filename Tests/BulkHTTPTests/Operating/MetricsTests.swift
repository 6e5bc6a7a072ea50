import BulkModel
import BulkTesting
import Foundation
import HTTPTypes
import Testing

/// What `GET /metrics` tells of what has happened.
@Suite struct MetricsTests {
    private static let leads = #"{"query":{"module":{"api_name":"Leads"}}}"#

    @Test func anybodyMayReadTheMetrics() async throws {
        let tester = try await AppTester.reading()
        let answer = try await tester.send(.get, "/metrics", token: nil)
        #expect(answer.status == 200)
        #expect(answer.headers[.contentType] == "text/plain; version=0.0.4; charset=utf-8")
        #expect(answer.headers[.contentLength] == String(answer.body.count))
    }

    @Test func whatHasNotHappenedYetIsZeroAndNotMissing() async throws {
        let metrics = try await metrics(of: try await AppTester.writing())
        for kind in ["read", "write"] {
            #expect(metrics[#"longshore_jobs_created_total{kind="\#(kind)"}"#] == 0)
            for state in ["COMPLETED", "FAILURE"] {
                #expect(metrics[#"longshore_jobs_ended_total{kind="\#(kind)",state="\#(state)"}"#] == 0)
            }
            for state in ["ADDED", "IN PROGRESS"] { #expect(metrics[#"longshore_jobs{kind="\#(kind)",state="\#(state)"}"#] == 0) }
        }
        for outcome in ["added", "updated", "refused"] {
            #expect(metrics[#"longshore_job_rows_total{kind="write",outcome="\#(outcome)"}"#] == 0)
        }
        #expect(metrics["longshore_uploaded_bytes_total"] == 0)
        #expect(metrics["longshore_oldest_waiting_job_seconds"] == 0)
        #expect(metrics["longshore_organizations"] == 1)
    }

    @Test func anExportIsCountedFromItsCreationToItsDownload() async throws {
        let tester = try await AppTester.reading()
        let job = try await tester.createRead(Self.leads)
        tester.clock.advance(by: 42)
        let before = try await metrics(of: tester)
        #expect(before[#"longshore_jobs_created_total{kind="read"}"#] == 1)
        #expect(before[#"longshore_jobs{kind="read",state="ADDED"}"#] == 1)
        #expect(before["longshore_oldest_waiting_job_seconds"] == 42)

        try await tester.runJobs()
        let archive = try await tester.send(.get, "/crm/bulk/v8/read/\(job)/result")
        let after = try await metrics(of: tester)
        #expect(after[#"longshore_jobs{kind="read",state="ADDED"}"#] == 0)
        #expect(after[#"longshore_jobs_ended_total{kind="read",state="COMPLETED"}"#] == 1)
        #expect(after[#"longshore_job_rows_total{kind="read",outcome="exported"}"#] == 3)
        #expect(after["longshore_exported_bytes_total"] == Double(archive.body.count))
        #expect(after["longshore_downloaded_bytes_total"] == Double(archive.body.count))
        #expect(after[#"longshore_job_stage_seconds_sum{kind="read",stage="waiting"}"#] == 42)
        #expect(after[#"longshore_job_stage_seconds_bucket{kind="read",stage="waiting",le="15"}"#] == 0)
        #expect(after[#"longshore_job_stage_seconds_bucket{kind="read",stage="waiting",le="60"}"#] == 1)
        for stage in ["reading", "packing"] {
            #expect(after[#"longshore_job_stage_seconds_count{kind="read",stage="\#(stage)"}"#] == 1)
            #expect(try #require(after[#"longshore_job_stage_seconds_sum{kind="read",stage="\#(stage)"}"#]) > 0)
        }
    }

    @Test func theRowsOfAnImportAreCountedByWhatBecameOfThem() async throws {
        let tester = try await AppTester.writing()
        let csv = "Last_Name,Company,Ext_Id\nDaly,ABC,E-1\nSingh,ABC,N-2\n,ABC,N-3\nFine,ABC,N-4"
        let archive = try AppTester.archive([("leads.csv", Data(csv.utf8))])
        _ = try await tester.write(
            "upsert", csv, ["Last_Name@0", "Company@1", "Ext_Id@2"], resource: [("find_by", "Ext_Id")])
        let metrics = try await metrics(of: tester)
        #expect(metrics[#"longshore_jobs_ended_total{kind="write",state="COMPLETED"}"#] == 1)
        #expect(metrics[#"longshore_job_rows_total{kind="write",outcome="added"}"#] == 2)
        #expect(metrics[#"longshore_job_rows_total{kind="write",outcome="updated"}"#] == 1)
        #expect(metrics[#"longshore_job_rows_total{kind="write",outcome="refused"}"#] == 1)
        #expect(metrics["longshore_uploaded_bytes_total"] == Double(archive.count))
        for stage in ["waiting", "importing", "packing"] {
            #expect(metrics[#"longshore_job_stage_seconds_count{kind="write",stage="\#(stage)"}"#] == 1)
        }
    }

    @Test func aJobThatFailsIsCountedAsSuch() async throws {
        let tester = try await AppTester.reading()
        try tester.makeResultsUnwritable()
        _ = try await tester.createRead(Self.leads)
        try await tester.runJobs()
        let metrics = try await metrics(of: tester)
        #expect(metrics[#"longshore_jobs_ended_total{kind="read",state="FAILURE"}"#] == 1)
        #expect(metrics[#"longshore_job_rows_total{kind="read",outcome="exported"}"#] == 0)
    }

    @Test func attemptsOfCallbacksAreCountedByWhatBecameOfThem() async throws {
        let tester = try await AppTester.reading()
        let body = #"{"callback":{"url":"http://127.0.0.1:9/","method":"post"},"query":{"module":{"api_name":"Leads"}}}"#
        for _ in 0..<2 { _ = try await tester.createRead(body) }
        try await tester.runJobs()
        // The first delivery arrives; the second fails three times.
        let transport = RecordingTransport([
            .answered(status: 200), .answered(status: 500), .failed(reason: "no route"), .answered(status: 404),
        ])
        for _ in 0..<4 {
            try await tester.sendCallbacks(through: transport)
            tester.clock.advance(by: 30)
        }
        let metrics = try await metrics(of: tester)
        #expect(metrics[#"longshore_callback_attempts_total{outcome="delivered"}"#] == 1)
        #expect(metrics[#"longshore_callback_attempts_total{outcome="failed"}"#] == 2)
        #expect(metrics[#"longshore_callback_attempts_total{outcome="given_up"}"#] == 1)
    }

    @Test func requestsAreCountedByTheirRoutesAndNeverByTheirPaths() async throws {
        let tester = try await AppTester.reading()
        for job in ["1", "2", "3"] { _ = try await tester.send(.get, "/crm/bulk/v8/read/\(job)") }
        _ = try await tester.send(.get, "/crm/v8/org", token: nil)
        _ = try await tester.send(.put, "/crm/v8/org")
        for path in ["/secret-1", "/crm/v8/nowhere/at/all/x"] { _ = try await tester.send(.get, path) }
        _ = try await tester.send(HTTPRequest.Method("BREW")!, "/crm/v8/org")
        let metrics = try await metrics(of: tester)
        let counted = metrics.filter { $0.key.hasPrefix("longshore_http_requests_total") }
        #expect(
            counted == [
                #"longshore_http_requests_total{method="GET",route="/crm/bulk/{version}/read/{job}",status="404"}"#: 3,
                #"longshore_http_requests_total{method="GET",route="/crm/{version}/org",status="401"}"#: 1,
                #"longshore_http_requests_total{method="PUT",route="/crm/{version}/org",status="400"}"#: 1,
                #"longshore_http_requests_total{method="GET",route="unknown",status="404"}"#: 2,
                #"longshore_http_requests_total{method="other",route="unknown",status="404"}"#: 1,
            ])
        #expect(metrics[#"longshore_http_request_seconds_count{method="GET",route="/crm/bulk/{version}/read/{job}"}"#] == 3)
    }

    @Test func theRequestForTheMetricsIsTheOnlyOneInFlight() async throws {
        let tester = try await AppTester.reading()
        let job = try await tester.createRead(Self.leads)
        try await tester.runJobs()
        _ = try await tester.send(.get, "/crm/bulk/v8/read/\(job)/result")
        #expect(try await metrics(of: tester)["longshore_http_requests_in_flight"] == 1)
        #expect(try await metrics(of: tester)["longshore_http_requests_in_flight"] == 1)
    }

    @Test func theDatabasesAndTheDiskHaveSizes() async throws {
        let tester = try await AppTester.reading()
        let metrics = try await metrics(of: tester)
        let folder = "\(tester.folder.path)/\(tester.organization)/records.sqlite"
        let size = try [folder, folder + "-wal"].map { try FileManager.default.attributesOfItem(atPath: $0)[.size] as? Int ?? 0 }
        #expect(metrics[#"longshore_database_bytes{database="organizations"}"#] == Double(size.reduce(0, +)))
        #expect(try #require(metrics[#"longshore_database_bytes{database="catalog"}"#]) > 0)
        #expect(try #require(metrics["longshore_data_free_bytes"]) > 0)
    }

    @Test func aBrokenStoreLeavesTheRestOfTheNumbers() async throws {
        let tester = try await AppTester.reading()
        _ = try await tester.createRead(Self.leads)
        try await tester.breakTheStore()
        let answer = try await tester.send(.get, "/metrics", token: nil)
        #expect(answer.status == 200)
        #expect(answer.text.contains(#"longshore_jobs_created_total{kind="read"} 1"#))
    }

    /// Values by how their series are written.
    private func metrics(of tester: AppTester) async throws -> [String: Double] {
        let text = try await tester.send(.get, "/metrics", token: nil).text
        let lines = text.split(separator: "\n").filter { !$0.hasPrefix("#") }
        return Dictionary(
            uniqueKeysWithValues: lines.compactMap { line in
                guard let blank = line.lastIndex(of: " "), let value = Double(line[line.index(after: blank)...]) else { return nil }
                return (String(line[..<blank]), value)
            })
    }
}
