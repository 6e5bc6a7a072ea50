import BulkModel
import BulkTesting
import Foundation
import HTTPTypes
import Testing

@testable import BulkHTTP

/// Downloads that go on where they broke off.
@Suite struct RangeTests {
    @Test(arguments: [
        (nil, ByteRange.whole), ("bytes=0-0", .part(0...0)), ("bytes=0-99", .part(0...9)), ("bytes=4-", .part(4...9)),
        ("bytes=-3", .part(7...9)), ("bytes=-99", .part(0...9)), ("BYTES = 4-5", .whole), ("Bytes=4-5", .part(4...5)),
        ("bytes= 4 - 5", .part(4...5)), ("bytes=9-9", .part(9...9)), ("bytes=10-", .unsatisfiable), ("bytes=-0", .unsatisfiable),
        ("bytes=99999999999999999999-", .unsatisfiable), ("bytes=0-99999999999999999999", .part(0...9)), ("bytes=5-4", .whole),
        ("bytes=0-1,4-5", .whole), ("bytes=-", .whole), ("bytes=", .whole), ("bytes", .whole), ("items=0-1", .whole), ("bytes=a-b", .whole),
        ("bytes=--1", .whole), ("bytes=+1-2", .whole), ("", .whole),
    ])
    func aRangeOfTenBytes(header: String?, expected: ByteRange) {
        #expect(ByteRange(header, size: 10) == expected)
    }

    @Test func nothingIsThereOfAnEmptyFile() {
        for header in ["bytes=0-", "bytes=-1", "bytes=0-0"] { #expect(ByteRange(header, size: 0) == .unsatisfiable) }
        #expect(ByteRange(nil, size: 0) == .whole)
    }

    private func fetch(_ tester: AppTester, _ path: String, _ headers: [HTTPField.Name: String] = [:]) async throws -> Answer {
        var fields = HTTPFields()
        fields[.authorization] = "Zoho-oauthtoken \(tester.token)"
        for (name, value) in headers { fields[name] = value }
        return try await tester.send(.get, path, body: nil, headers: fields)
    }

    /// Each of the three downloads of a finished job.
    private static let kinds = ["read", "write", "job"]

    private func path(_ kind: String, _ tester: AppTester) async throws -> String {
        if kind == "write" {
            let job = try await tester.write("insert", "Last_Name,Company\nA,X\nB,", ["Last_Name@0", "Company@1"]).job
            return "/v8/crm/\(WriteFixture.zgid)/bulk-write/\(job)/\(job).zip"
        }
        let job = try await tester.createRead(#"{"query":{"module":{"api_name":"Leads"},"fields":["Last_Name"]}}"#)
        try await tester.runJobs()
        return kind == "read" ? "/crm/bulk/v8/read/\(job)/result" : AppTester.path(of: job, "/result")
    }

    @Test(arguments: kinds)
    func aDownloadGoesOnWhereItBrokeOff(kind: String) async throws {
        let tester = try await AppTester.writing()
        let path = try await path(kind, tester)
        let whole = try await fetch(tester, path)
        #expect(whole.status == 200)
        #expect(whole.headers[.acceptRanges] == "bytes")
        #expect(whole.headers[.contentLength] == "\(whole.body.count)")
        let tag = try #require(whole.headers[.eTag])
        #expect(tag.hasPrefix("\"") && tag.hasSuffix("\""))

        let size = whole.body.count
        let rest = try await fetch(tester, path, [.range: "bytes=10-", .ifRange: tag])
        #expect(rest.status == 206)
        #expect(rest.headers[.contentRange] == "bytes 10-\(size - 1)/\(size)")
        #expect(rest.headers[.contentLength] == "\(size - 10)")
        #expect(rest.headers[.contentType] == whole.headers[.contentType])
        #expect(rest.headers[.contentDisposition] == whole.headers[.contentDisposition])
        #expect(whole.body.prefix(10) + rest.body == whole.body)

        let end = try await fetch(tester, path, [.range: "bytes=-4"])
        #expect(end.body == whole.body.suffix(4))
    }

    @Test(arguments: kinds)
    func whatLiesBehindTheEndIsRefused(kind: String) async throws {
        let tester = try await AppTester.writing()
        let path = try await path(kind, tester)
        let size = try await fetch(tester, path).body.count
        let answer = try await fetch(tester, path, [.range: "bytes=\(size)-"])
        expectError(answer, "RANGE_NOT_SATISFIABLE", 416, ["size": .integer(size)])
        #expect(answer.headers[.contentRange] == "bytes */\(size)")
    }

    @Test func aFileThatIsAnotherByNowComesWhole() async throws {
        let tester = try await AppTester.writing()
        let path = try await path("read", tester)
        let whole = try await fetch(tester, path)
        for tag in ["\"another\"", "W/" + (whole.headers[.eTag] ?? ""), "Sun, 01 Mar 2026 12:00:00 GMT"] {
            let answer = try await fetch(tester, path, [.range: "bytes=10-", .ifRange: tag])
            #expect(answer.status == 200 && answer.body == whole.body, "\(tag)")
        }
        #expect(try await fetch(tester, path, [.range: "bytes=0-1,3-4"]).body == whole.body)
    }
}
