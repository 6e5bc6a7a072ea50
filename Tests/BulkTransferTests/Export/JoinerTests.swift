import BulkClient
import BulkFormats
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

    @Test(arguments: [false, true])
    func aByteOrderMarkStandsOnceInFrontOfAllPages(guarding: Bool) throws {
        let style = CSVStyle(hasByteOrderMark: true, guardsFormulas: guarding)
        var state = JoinState()
        let sink = Sink()
        // A joiner for each page, as a session that goes on has.
        for page in ["Id,A\n1,é\n", "Id,A\n2,b\n"] {
            var joiner: any PageJoiner =
                guarding ? GuardedCSVJoiner(state: state, style: style) : CSVJoiner(state: state, style: style)
            _ = try joiner.append(Page(page), to: sink)
            state = joiner.state
        }
        #expect(sink.bytes == [0xEF, 0xBB, 0xBF] + Array("Id,A\n1,é\n2,b\n".utf8))
    }

    @Test(arguments: ["=1+1", "+49 30 1234", "+49", "-", "-1a", "-1.", "-.5", "-1e5", "@sum", "\tx", "\rx"])
    func cellsThatASpreadsheetWouldCalculateGetASignInFront(cell: String) throws {
        #expect(try guarded(cell) == ("'" + cell, 1))
    }

    @Test(arguments: ["-5", "-5.25", "0", "12.5", "a=1", "'=1", " =1", "x\n=1", "2026-12-01", "é", "", "\"=1\""])
    func numbersAndOtherTextStayAsTheyAre(cell: String) throws {
        #expect(try guarded(cell) == (cell, 0))
    }

    @Test(arguments: [1, 2, 7, 1_000])
    func guardedPagesAreOtherwiseAsTheyWere(piece: Int) throws {
        var joiner = GuardedCSVJoiner(state: JoinState(), style: CSVStyle(guardsFormulas: true))
        let sink = Sink()
        let counts = try [
            "Id,-A\n1,\"=\"\"x\"\"\n\ny\"\n2,\n", "Id,-A\n", "Id,-A\n3,\"+1,5\"\n4, é \n",
        ].map { try joiner.append(Page($0, piece: piece), to: sink) }
        try joiner.finish(sink)
        #expect(counts == [2, 0, 2])
        #expect(sink.text == "Id,-A\n1,\"'=\"\"x\"\"\n\ny\"\n2,\n3,\"'+1,5\"\n4, é \n")
        #expect(joiner.state.guardedCells == 2)
    }

    /// The cell of a row of two that goes through the guard, and how many were changed.
    private func guarded(_ cell: String) throws -> (cell: String, count: Int) {
        var joiner = GuardedCSVJoiner(state: JoinState(), style: CSVStyle(guardsFormulas: true))
        let sink = Sink()
        let quote = { (text: String) in "\"" + text.replacing("\"", with: "\"\"") + "\"" }
        #expect(try joiner.append(Page("Id,A\n1,\(quote(cell))\n"), to: sink) == 1)
        let reader = CSVReader(dialect: CSVDialect(delimiter: UInt8(ascii: ",")), maximumRowBytes: 1_000, source: Page(sink.text).read)
        _ = try reader.next()
        #expect(try reader.next())
        return (String(decoding: reader.raw(1), as: UTF8.self), joiner.state.guardedCells ?? 0)
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
