import BulkClient
import Foundation
import Testing

@testable import BulkTransfer

@Suite("Pages that are joined")
struct JoinerTests {
    /// A page that comes in pieces of a size.
    private final class Page: PageText {
        private var rest: [UInt8]
        private let piece: Int

        init(_ text: String, piece: Int = 1_000) {
            rest = Array(text.utf8)
            self.piece = piece
        }

        func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
            let count = min(piece, rest.count, buffer.count)
            buffer.copyBytes(from: rest[..<count])
            rest.removeFirst(count)
            return count
        }
    }

    private final class Sink: ByteSink {
        var bytes: [UInt8] = []
        var size: Int { bytes.count }
        var text: String { String(decoding: bytes, as: UTF8.self) }

        func append(_ bytes: [UInt8]) {
            self.bytes += bytes
        }
    }

    @Test(arguments: [1, 2, 3, 7, 1_000])
    func pagesOfCSVAreJoinedByteForByte(piece: Int) throws {
        var joiner = CSVJoiner(state: JoinState())
        let sink = Sink()
        let counts = try [
            "Id,\"a,\nb\"\n1,\"x\"\"\n\ny\"\n2,\n", "Id,\"a,\nb\"\n", "Id,\"a,\nb\"\n3,é\n",
        ].map { try joiner.append(Page($0, piece: piece), to: sink) }
        try joiner.finish(sink)
        #expect(counts == [2, 0, 1])
        #expect(sink.text == "Id,\"a,\nb\"\n1,\"x\"\"\n\ny\"\n2,\n3,é\n")
    }

    @Test func aLastLineWithoutItsEndGetsOne() throws {
        var joiner = CSVJoiner(state: JoinState())
        let sink = Sink()
        #expect(try joiner.append(Page("Id\n1\n2"), to: sink) == 2)
        #expect(try joiner.append(Page("Id\n3"), to: sink) == 1)
        #expect(sink.text == "Id\n1\n2\n3\n")
    }

    @Test func aPageWithOtherColumnsIsRefused() throws {
        var joiner = CSVJoiner(state: JoinState())
        let sink = Sink()
        _ = try joiner.append(Page("Id,A\n1,2\n"), to: sink)
        let failure = #expect(throws: TransferFailure.self) { try joiner.append(Page("Id,B\n1,2\n"), to: sink) }
        #expect(failure?.kind == .incomplete)
    }

    @Test(arguments: [1, 5, 1_000])
    func rowsBecomeObjects(piece: Int) throws {
        let fields = [
            FieldDescription(apiName: "N", label: "N", dataType: "double", jsonType: "double"),
            FieldDescription(apiName: "B", label: "B", dataType: "boolean", jsonType: "boolean"),
            FieldDescription(apiName: "Big", label: "Big", dataType: "bigint", jsonType: "integer"),
        ]
        var joiner = JSONLinesJoiner(state: JoinState(), fields: fields)
        let sink = Sink()
        let csv = "Id,N,B,Big,T\n7,-12.50,true,12345678901234567,\"a\"\"\n\t\\\u{01}é\"\n8,0012,maybe,,\n9,1e5,false,,true\n"
        #expect(try joiner.append(Page(csv, piece: piece), to: sink) == 3)
        #expect(
            sink.text == #"""
                {"Id":"7","N":-12.50,"B":true,"Big":"12345678901234567","T":"a\"\n\t\\\u0001é"}
                {"Id":"8","N":"0012","B":"maybe","Big":null,"T":null}
                {"Id":"9","N":"1e5","B":false,"Big":null,"T":"true"}

                """#)
    }

    @Test(arguments: [1, 11, 1_000])
    func calendarsKeepTheirZonesOnce(piece: Int) throws {
        let zone = "BEGIN:VTIMEZONE\r\nTZID:Asia/Tokyo\r\nEND:VTIMEZONE\r\n"
        let event = { (id: String) in "BEGIN:VEVENT\r\nUID:\(id)\r\nEND:VEVENT\r\n" }
        let edited = "BEGIN:VEVENT\r\nUID:1\r\nRECURRENCE-ID:20260101T000000Z\r\nEND:VEVENT\r\n"
        let page = { (body: String) in "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n\(body)END:VCALENDAR\r\n" }
        var joiner = CalendarJoiner(state: JoinState())
        let sink = Sink()
        #expect(try joiner.append(Page(page(zone + event("1") + edited), piece: piece), to: sink) == 1)
        #expect(try joiner.append(Page(page(zone + event("2") + event("3")), piece: piece), to: sink) == 2)
        try joiner.finish(sink)
        #expect(sink.text == page(zone + event("1") + edited + event("2") + event("3")))
    }

    @Test(arguments: [("a.csv", ExportFormat.csv), ("a.b.JSONL", .jsonl), ("a.ndjson", .jsonl), ("x.ics", .ics)])
    func aFileIsWrittenAsItsNameEnds(name: String, format: ExportFormat) {
        #expect(ExportFormat(fileName: name) == format)
    }

    @Test(arguments: ["a", "a.txt", "csv"])
    func otherEndingsSayNothing(name: String) {
        #expect(ExportFormat(fileName: name) == nil)
    }
}
