import BulkClient
import BulkEngine
import BulkModel
import BulkTesting
import BulkTransfer
import Foundation
import Synchronization
import Testing

/// Exports against a whole server whose pages have one record.
@Suite("Export sessions")
struct ExportSessionTests {
    private let folder: TemporaryFolder
    private let output: String
    private static let pageSize = 1

    init() throws {
        folder = try TemporaryFolder()
        output = folder.path + "/leads.csv"
    }

    private func tester() async throws -> AppTester {
        var limits = Limits.strict
        limits.recordsPerPage = Self.pageSize
        limits.downloadsPerMinute = nil
        limits.dailyCredits = nil
        return try await AppTester.reading(limits: limits)
    }

    private func session(
        _ transport: any Transport, _ tester: AppTester, format: ExportFormat = .csv, fields: [String] = ["Last_Name", "Email"],
        module: String = "Leads", metadata: [FieldDescription] = [], style: CSVStyle = CSVStyle(), isLongshore: Bool = true,
        retry: RetryPolicy = RetryPolicy()
    ) -> ExportSession {
        let client = BulkClient(
            server: ServerAddresses(api: RouterTransport.address), tokens: FixedToken(tester.token), retry: retry, transport: transport,
            pace: Pace(sleep: { _ in }, share: { 1 }))
        return ExportSession(
            client: client, kind: isLongshore ? .longshore(version: "") : .other,
            order: ExportOrder(
                query: BulkReadQuery(module: module, fields: fields), format: format, output: .file(output), style: style, fields: metadata)
        )
    }

    private func lines() throws -> [String] {
        try String(contentsOfFile: output, encoding: .utf8).split(separator: "\n").map(String.init)
    }

    /// What one job of all records gives.
    private func whole() async throws -> [String] {
        let csv = try await AppTester.reading().export(
            #"{"query":{"module":{"api_name":"Leads"},"fields":["Last_Name","Email"]}}"#)
        return csv.split(separator: "\n").map(String.init)
    }

    @Test func aFileForASpreadsheetHasTheMarkOnceAndTellsOfGuardedCells() async throws {
        let tester = try await tester()
        let store = try await tester.engine.storage.store(of: tester.organization)
        try await FixtureRecords(store: store).insert(
            into: "Leads", ["Last_Name", "Email"],
            [(554_023_000_000_790_001, ["=1+1", "a@x.example"]), (554_023_000_000_790_002, ["-7", "+b@x.example"])])
        let style = CSVStyle(hasByteOrderMark: true, guardsFormulas: true)
        let summary = try await session(RouterTransport(tester), tester, style: style).run()
        let expected = try await whole() + ["554023000000790001,'=1+1,a@x.example", "554023000000790002,-7,'+b@x.example"]
        let bytes = try Data(contentsOf: URL(filePath: output))
        #expect(bytes == Data([0xEF, 0xBB, 0xBF]) + Data((expected.joined(separator: "\n") + "\n").utf8))
        #expect(summary.guardedCells == 2)
    }

    @Test func allPagesBecomeOneFileWithOneHeader() async throws {
        let tester = try await tester()
        let summary = try await session(RouterTransport(tester), tester).run()
        let expected = try await whole()
        #expect(try lines() == expected)
        #expect(summary.records == expected.count - 1)
        #expect(summary.guardedCells == nil)
        #expect(summary.jobs.count == (expected.count - 1 + Self.pageSize - 1) / Self.pageSize && summary.jobs.count > 2)
        #expect(!summary.wasResumed)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["leads.csv"])
    }

    @Test func otherServersTellNothingOfHowFarAJobIs() async throws {
        let tester = try await tester()
        _ = try await session(RouterTransport(tester), tester, isLongshore: false).run()
        #expect(try await lines() == whole())
    }

    /// Whatever call is the last of a session, the next one ends the export with every record once.
    @Test func anExportThatIsInterruptedAnywhereEndsComplete() async throws {
        let expected = try await whole()
        var interruptions = 0
        var calls = 0
        while calls < 200 {
            let tester = try await tester()
            let breaking = BreakingTransport(RouterTransport(tester), after: calls)
            do {
                _ = try await session(breaking, tester, retry: .none).run()
                break
            } catch is BulkClientError {
                interruptions += 1
            }
            #expect(!FileManager.default.fileExists(atPath: output))
            _ = try await session(RouterTransport(tester), tester).run()
            #expect(try lines() == expected, "interrupted at call \(calls + 1)")
            try FileManager.default.removeItem(atPath: output)
            calls += 1
        }
        #expect(interruptions > 8)
        #expect(calls < 200, "no session came to its end")
    }

    /// An answer that is lost is the same as none: the job that was made is the one that is gone on with.
    @Test func aJobWhoseCreationWasNotAnsweredIsNotMadeTwice() async throws {
        let tester = try await tester()
        let breaking = BreakingTransport(RouterTransport(tester), after: 0, losesAnswers: true)
        await #expect(throws: BulkClientError.self) { try await session(breaking, tester, retry: .none).run() }
        let recording = BreakingTransport(RouterTransport(tester), after: .max)
        _ = try await session(recording, tester).run()
        #expect(breaking.keys.first != nil)
        #expect(recording.keys.first == breaking.keys.first)
    }

    @Test func anotherOrderForTheSameFileIsRefused() async throws {
        let tester = try await tester()
        await #expect(throws: BulkClientError.self) {
            try await session(BreakingTransport(RouterTransport(tester), after: 3), tester, retry: .none).run()
        }
        let other = session(RouterTransport(tester), tester, fields: ["Last_Name"])
        let failure = await #expect(throws: TransferFailure.self) { try await other.run() }
        #expect(failure?.kind == .request)
        #expect(failure?.message.contains("--restart") == true)
        other.forget()
        _ = try await other.run()
        #expect(try lines().first == "Id,Last_Name")
    }

    @Test func aRequestThatIsRefusedLeavesNothing() async throws {
        let tester = try await tester()
        let error = await #expect(throws: BulkClientError.self) {
            try await session(RouterTransport(tester), tester, module: "Leeds").run()
        }
        guard case .refused(let refusal)? = error else { Issue.record("\(String(describing: error))"); return }
        #expect(refusal.code == "MODULE_NOT_AVAILABLE")
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == [])
    }

    @Test func aJobThatFailedIsMadeAnewByTheNextSession() async throws {
        let tester = try await tester()
        try tester.makeResultsUnwritable()
        let failure = await #expect(throws: TransferFailure.self) { try await session(RouterTransport(tester), tester).run() }
        #expect(failure?.kind == .job)
        try FileManager.default.removeItem(atPath: tester.folder.path + "/\(tester.organization)/results")
        _ = try await session(RouterTransport(tester), tester).run()
        #expect(try await lines() == whole())
    }

    @Test func fewerRecordsThanCountedAreAnError() async throws {
        let tester = try await tester()
        let lying = ChangedAnswers(RouterTransport(tester), from: #""count":1,"#, to: #""count":4,"#)
        let failure = await #expect(throws: TransferFailure.self) { try await session(lying, tester).run() }
        #expect(failure?.kind == .incomplete)
        #expect(failure?.message.hasSuffix("holds 1 records, and the server counted 4") == true)
        #expect(!FileManager.default.fileExists(atPath: output))
    }

    @Test func jsonLinesHaveTheKindsOfTheFields() async throws {
        let tester = try await tester()
        let metadata = [
            FieldDescription(apiName: "All_day", label: "All day", dataType: "boolean", jsonType: "boolean"),
            FieldDescription(apiName: "Annual_Revenue", label: "Annual Revenue", dataType: "currency", jsonType: "double"),
        ]
        _ = try await session(
            RouterTransport(tester), tester, format: .jsonl, fields: ["Last_Name", "Annual_Revenue", "All_day"], metadata: metadata
        ).run()
        let objects = try lines().map { try #require((try JSONValue(parsing: $0)).object) }
        #expect(try await objects.count == whole().count - 1)
        for object in objects {
            #expect(object.members.map(\.name) == ["Id", "Last_Name", "Annual_Revenue", "All_day"])
            #expect(object["Id"]?.string != nil)
            if let value = object["All_day"], value != .null { #expect([.boolean(true), .boolean(false)].contains(value)) }
        }
    }

    @Test func calendarsBecomeOneCalendar() async throws {
        var limits = Limits.strict
        limits.recordsPerCalendar = 1
        limits.downloadsPerMinute = nil
        let tester = try await AppTester.reading(limits: limits)
        let summary = try await session(RouterTransport(tester), tester, format: .ics, fields: [], module: "Events").run()
        let lines = try String(contentsOfFile: output, encoding: .utf8).components(separatedBy: "\r\n")
        #expect(summary.jobs.count > 1)
        #expect(lines.filter { $0 == "BEGIN:VCALENDAR" }.count == 1 && lines.filter { $0 == "END:VCALENDAR" }.count == 1)
        #expect(lines.filter { $0 == "BEGIN:VEVENT" }.count >= summary.records)
        let zones = lines.filter { $0.hasPrefix("TZID:") }
        #expect(Set(zones).count == zones.count)
        #expect(lines.suffix(2) == ["END:VCALENDAR", ""])
    }
}

/// Lets so many calls through; the next one, and all behind it, are lost.
private final class BreakingTransport: Transport {
    private let inner: any Transport
    private let limit: Int
    private let losesAnswers: Bool
    private let count = Mutex(0)
    private let seen = Mutex<[String]>([])

    /// - Parameter losesAnswers: whether the call that is lost arrives, and only its answer doesn't.
    init(_ inner: any Transport, after limit: Int, losesAnswers: Bool = false) {
        self.inner = inner
        self.limit = limit
        self.losesAnswers = losesAnswers
    }

    /// Those of the creations that arrived, or may have.
    var keys: [String] { seen.withLock { $0 } }

    func send(_ request: TransportRequest) async throws -> TransportAnswer {
        let number = count.withLock { count in
            count += 1
            return count
        }
        if let key = request.headers.first(where: { $0.name == "Idempotency-Key" }) { seen.withLock { $0.append(key.value) } }
        guard number > limit else { return try await inner.send(request) }
        if losesAnswers { _ = try await inner.send(request) }
        throw TransportFailure("the wire is cut", mayHaveArrived: losesAnswers)
    }
}

/// Changes a word in every text that comes back.
private struct ChangedAnswers: Transport {
    let inner: any Transport
    let from: String
    let to: String

    init(_ inner: any Transport, from: String, to: String) {
        self.inner = inner
        self.from = from
        self.to = to
    }

    func send(_ request: TransportRequest) async throws -> TransportAnswer {
        var answer = try await inner.send(request)
        guard answer.headers["content-type"]?.contains("json") == true else { return answer }
        var bytes: [UInt8] = []
        for try await piece in answer.body { bytes += piece }
        let text = String(decoding: bytes, as: UTF8.self).replacing(from, with: to)
        answer = TransportAnswer(status: answer.status, headers: answer.headers, bytes: Array(text.utf8))
        return answer
    }
}
