import BulkClient
import Testing

@Suite("Jobs that Longshore manages")
struct LongshoreTests {
    private static func job(_ state: String, rows: String = #"{"total":10,"read":4,"added":3,"updated":0,"skipped":0,"failed":1}"#)
        -> String
    {
        #"{"id":"8","kind":"write","operation":"insert","state":"\#(state)","modules":["Leads"],"created_by":{"id":"1","name":"Ann"},"created_time":"2026-11-21T10:00:00+00:00","started_time":null,"ended_time":null,"stage":"importing","rows":\#(rows),"bytes":123,"rate":12.5,"seconds":2,"seconds_left":3.5,"share":0.4,"resources":[{"module":"Leads","file":"l.csv","state":"INPROGRESS","rows":\#(rows)}],"result":{"size":99,"expires":"2026-11-28T10:00:00+00:00"},"report":true,"failure":{"code":"INTERNAL_ERROR","message":"m"}}"#
    }

    @Test func aJobIsReadWithItsCounters() async throws {
        let job = try await ClientFixture([.answer(200, Self.job("IN PROGRESS"))]).client.job("8")
        #expect(job.phase == .running && job.rows.total == 10 && job.rows.added == 3 && job.rows.failed == 1)
        #expect(job.share == 0.4 && job.rate == 12.5 && job.secondsLeft == 3.5 && job.resultSize == 99 && job.hasReport)
        #expect(job.resources.map(\.file) == ["l.csv"] && job.failure?.code == "INTERNAL_ERROR")
    }

    @Test func aListIsAskedForWithItsFilters() async throws {
        let fixture = ClientFixture([.answer(200, #"{"jobs":[\#(Self.job("ADDED"))],"info":{"next_page_token":"n"}}"#)])
        let page = try await fixture.client.jobs(
            JobFilter(kind: "write", states: ["ADDED", "IN PROGRESS"], module: "Leads", fileID: "99"), perPage: 5, pageToken: "p")
        #expect(page.jobs.map(\.state) == ["ADDED"] && page.nextPageToken == "n")
        #expect(
            fixture.transport.calls == [
                "GET /longshore/v1/jobs?kind=write&state=ADDED%2CIN%20PROGRESS&module=Leads&file_id=99&per_page=5&page_token=p"
            ])
    }

    @Test func aJobIsWatchedUntilItHasEnded() async throws {
        let text = """
            : hello\r
            event: progress\r
            data: \(Self.job("IN PROGRESS"))\r
            \r

            """
        let last = "event: ended\ndata: \(Self.job("COMPLETED"))\n\n"
        let fixture = ClientFixture([.cutOff(200, text), .answer(200, text + last)])
        var states: [String] = []
        for try await job in fixture.client.watchJob("8") { states.append(job.state) }
        #expect(states == ["IN PROGRESS", "IN PROGRESS", "COMPLETED"])
        #expect(fixture.transport.calls == ["GET /longshore/v1/jobs/8/events", "GET /longshore/v1/jobs/8/events"])
    }

    @Test func aReportComesInPieces() async throws {
        let fixture = ClientFixture([.answer(200, "Last_Name,LONGSHORE_STATUS\nLee,SKIPPED\n")])
        var bytes: [UInt8] = []
        for try await piece in try await fixture.client.report(of: "8", module: "Leads", onlyFailed: true) { bytes += piece }
        #expect(String(decoding: bytes, as: UTF8.self) == "Last_Name,LONGSHORE_STATUS\nLee,SKIPPED\n")
        #expect(fixture.transport.calls == ["GET /longshore/v1/jobs/8/report?format=csv&only=failed&module=Leads"])
    }

    @Test func whatChangesAJobIsNotRepeatedIfItMayHaveArrived() async throws {
        let fixture = ClientFixture([.lost(mayHaveArrived: true), .answer(202, Self.job("CANCELLING"))])
        await #expect(throws: BulkClientError.self) { try await fixture.client.cancelJob("8") }
        #expect(fixture.transport.calls == ["POST /longshore/v1/jobs/8/actions/cancel"])
    }
}
