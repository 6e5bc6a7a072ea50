import BulkFormats
import BulkModel
import BulkTesting
import Foundation
import HTTPTypes
import Testing

/// Conformance cases of bulk write: archives, and the texts in them, good and bad. (bulk write specification, sections 5 and 14.3)
@Suite struct WriteFileTests {
    private static let names: [ImportMapping] = ["Last_Name@0", "Company@1"]

    /// The answer to an insert of leads from an archive that is uploaded as it is.
    private func create(_ archive: Data, _ tester: AppTester, _ mappings: [ImportMapping]? = names) async throws -> Answer {
        let upload = try await tester.sendUpload(archive)
        guard let file = upload.json["details"]?["file_id"]?.string else { throw UnexpectedAnswer(answer: upload) }
        return try await tester.sendWrite(AppTester.request("insert", file: file, mappings))
    }

    @Test("C-01 the header tells what separates the cells", arguments: [";", "|", ":"])
    func delimiters(delimiter: String) async throws {
        let tester = try await AppTester.writing()
        let csv = "Last_Name,Company,Email\nDaly,ABC,d@x.com".replacing(",", with: delimiter)
        let outcome = try await tester.write("insert", csv, ["Last_Name@0", "Company@1", "Email@2"])
        #expect(outcome.counts() == "1/0/0/1")
        #expect(outcome.lines() == ["Last_Name,Company,Email,STATUS,RECORD_ID,ERRORS", "Daly,ABC,d@x.com,ADDED,\(outcome.row(0).record),"])
        let id = outcome.recordNumber(0)
        let stored = try await tester.record(id, ["Last_Name", "Company", "Email"])
        #expect(stored == ["id": String(id), "Last_Name": "Daly", "Company": "ABC", "Email": "d@x.com"])
    }

    @Test("C-02 a byte-order mark is no part of the first header")
    func byteOrderMark() async throws {
        let tester = try await AppTester.writing()
        let outcome = try await tester.write("insert", "\u{FEFF}Last_Name,Company\nDaly,ABC", nil)
        #expect(outcome.counts() == "1/0/0/1")
        #expect(outcome.lines().first == "Last_Name,Company,STATUS,RECORD_ID,ERRORS")
        #expect(outcome.details["character_encoding"] == "UTF-8")
    }

    @Test("C-02 ISO-8859-1 is read as such, whether the request names it or not", arguments: [nil, "ISO-8859-1", "iso-8859-1"])
    func latin1(name: String?) async throws {
        let tester = try await AppTester.writing()
        let file = try await tester.upload(data: [("leads.csv", Data("Last_Name,Company\nM".utf8) + Data([0xFC]) + Data("ller,X".utf8))])
        let outcome = try await tester.write(
            AppTester.request(
                "insert", file: file, Self.names, body: name.map { [("character_encoding", .string($0))] } ?? []))
        #expect(outcome.details["character_encoding"] == "ISO-8859-1")
        let stored = try await tester.record(outcome.recordNumber(0), ["Last_Name"])
        #expect(stored["Last_Name"] == "Müller")
        #expect(outcome.lines().last?.hasPrefix("Müller,X,ADDED,") == true)
    }

    @Test("C-03 quotes protect commas, quotes and line breaks; rows may be too short, or too long by an empty cell; a blank line is no row")
    func dialect() async throws {
        let tester = try await AppTester.writing()
        let outcome = try await tester.write(
            "insert", "Last_Name,Company,Notes_S\nA,X,\"one, \"\"two\"\"\nthree\"\nB,Y\nC,Z,note,surplus\n\nD,V,\nE,W,n,\n",
            ["Last_Name@0", "Company@1", "Notes_S@2"])
        #expect(outcome.counts() == "4/0/1/5")
        #expect(outcome.row(3).status == "SKIPPED")
        #expect(outcome.row(3).errors == "INVALID_DATA-Last_Name")
        let stored = try await tester.records(["Last_Name", "Company", "Notes_S"]).filter { $0["Last_Name"]?.count == 1 }
        #expect(stored.map { $0["Last_Name"] ?? "" } == ["A", "B", "D", "E"])
        #expect(stored.map { $0["Company"] ?? "" } == ["X", "Y", "V", "W"])
        #expect(stored.map { $0["Notes_S"] ?? "" } == ["one, \"two\"\nthree", "", "", "n"])
    }

    @Test("an archive of 600 MiB of zeros is refused for what its directory says")
    func bomb() async throws {
        var archive = Data()
        let writer = ZIPWriter { archive.append(contentsOf: $0) }
        try writer.beginEntry("leads.csv", modified: 1_700_000_000)
        let zeros = Data(count: 1_048_576)
        for _ in 0..<600 { try zeros.withUnsafeBytes(writer.write) }
        try writer.endEntry()
        try writer.finish()
        let tester = try await AppTester.writing()
        let answer = try await create(archive, tester)
        expectFileRefused(answer, because: "larger than 536870912 bytes")
    }

    @Test(
        "of an entry's name only the last part is used, whatever folders stand before it",
        arguments: ["../../", "/", "..\\..\\", "a/b/"])
    func folders(path: String) async throws {
        let tester = try await AppTester.writing()
        let file = try await tester.upload([("\(path)evil.csv", "Last_Name,Company\nDaly,ABC")])
        let outcome = try await tester.write(AppTester.request("insert", file: file, Self.names))
        #expect(outcome.counts() == "1/0/0/1")
        #expect(outcome.entries.map(\.name) == ["Leads-evil.csv"])
        #expect(outcome.details["resource"]?[0]?["file"]?["name"] == "evil.csv")
        let inside = try FileManager.default.subpathsOfDirectory(atPath: tester.folder.path)
        #expect(!inside.contains { $0.contains("evil") })
        for outside in ["/..", "/../.."] { #expect(!FileManager.default.fileExists(atPath: "\(tester.folder.path)\(outside)/evil.csv")) }
        #expect(!FileManager.default.fileExists(atPath: "/evil.csv"))
    }

    @Test("an archive inside an archive is not opened")
    func nested() async throws {
        let tester = try await AppTester.writing()
        let inner = try AppTester.archive([("leads.csv", Data("Last_Name,Company\nDaly,ABC".utf8))])
        expectFileRefused(try await create(try AppTester.archive([("inner.zip", inner)]), tester), because: ".csv")
    }

    @Test("an archive without a file is refused")
    func noFile() async throws {
        let tester = try await AppTester.writing()
        expectFileRefused(try await create(try AppTester.archive([]), tester), because: "no file")
    }

    @Test("10,000 columns are taken where two of them are mapped", arguments: [true, false])
    func columns(automatic: Bool) async throws {
        let tester = try await AppTester.writing()
        let header = "Last_Name,Company," + (3...10_000).map { "c\($0)" }.joined(separator: ",")
        let outcome = try await tester.write("insert", "\(header)\nDaly,ABC", automatic ? nil : Self.names)
        #expect(outcome.counts() == "1/0/0/1")
    }

    @Test("a cell of 25 MB costs its own row and no other")
    func hugeCell() async throws {
        let tester = try await AppTester.writing()
        let cell = Data(repeating: UInt8(ascii: "x"), count: 25 * 1_048_576)
        let file = try await tester.upload(data: [
            ("leads.csv", Data("Last_Name,Company,Email,Notes_S\nBig,X,,".utf8) + cell + Data("\nSmall,X,,ok".utf8))
        ])
        let outcome = try await tester.write(
            AppTester.request("insert", file: file, ["Last_Name@0", "Company@1", "Email@2", "Notes_S@3"]))
        #expect(outcome.statuses == ["SKIPPED", "ADDED"])
        #expect(outcome.errors == ["INVALID_DATA-Notes_S", ""])
    }

    @Test("a row beyond the limit is refused with the line it begins in")
    func hugeRow() async throws {
        var limits = Limits.strict
        limits.rowSize = 1_000
        let tester = try await AppTester.writing(limits: limits)
        let csv = "Last_Name,Company\nDaly,ABC\nBig,\(String(repeating: "x", count: 2_000))"
        expectFileRefused(try await create(try AppTester.archive([("leads.csv", Data(csv.utf8))]), tester), because: "line 3")
    }

    @Test("a NUL character in a cell is invalid")
    func nul() async throws {
        let tester = try await AppTester.writing()
        let outcome = try await tester.write("insert", "Last_Name,Company\nA\u{0}B,X\nC,X", Self.names)
        #expect(outcome.statuses == ["SKIPPED", "ADDED"])
        #expect(outcome.errors == ["INVALID_DATA-Last_Name", ""])
    }

    @Test(
        "bytes that are no UTF-8 make the file ISO-8859-1; if the request says UTF-8 their rows are refused",
        arguments: [(nil, "Jäger", "ISO-8859-1"), ("UTF-8", nil, "UTF-8")] as [(String?, String?, String)])
    func invalidUTF8(name: String?, text: String?, shown: String) async throws {
        let tester = try await AppTester.writing()
        let file = try await tester.upload(data: [("leads.csv", Data("Last_Name,Company\nJ".utf8) + Data([0xE4]) + Data("ger,X".utf8))])
        let outcome = try await tester.write(
            AppTester.request(
                "insert", file: file, Self.names, body: name.map { [("character_encoding", .string($0))] } ?? []))
        #expect(outcome.details["character_encoding"] == .string(shown))
        let names = try await tester.records(["Last_Name"]).compactMap { $0["Last_Name"] }
        #expect(names.filter { $0.hasSuffix("ger") } == [text].compactMap(\.self))
        #expect(outcome.statuses == [text == nil ? "SKIPPED" : "ADDED"])
        #expect(outcome.errors == [text == nil ? "INVALID_DATA-Last_Name" : ""])
    }

    @Test("an encoding that there isn't is refused")
    func unknownEncoding() async throws {
        let tester = try await AppTester.writing()
        let file = try await tester.upload("Last_Name,Company\nDaly,ABC")
        let answer = try await tester.sendWrite(
            AppTester.request("insert", file: file, Self.names, body: [("character_encoding", "UTF-99")]))
        expectError(
            answer, "INVALID_DATA", 400, ["api_name": "character_encoding", "json_path": "$.character_encoding"], message: "invalid data")
    }

    @Test("a header without rows is a job that has nothing to do", arguments: ["Last_Name,Company", "Last_Name,Company\r\n\r\n"])
    func headerOnly(csv: String) async throws {
        let tester = try await AppTester.writing()
        let outcome = try await tester.write("insert", csv, Self.names)
        #expect(outcome.status == "COMPLETED")
        #expect(outcome.counts() == "0/0/0/0")
        #expect(outcome.lines() == ["Last_Name,Company,STATUS,RECORD_ID,ERRORS"])
    }

    @Test("a file without a header is refused", arguments: ["", "\n\r\n\n", "\u{FEFF}"])
    func emptyFile(csv: String) async throws {
        let tester = try await AppTester.writing()
        expectFileRefused(try await create(try AppTester.archive([("leads.csv", Data(csv.utf8))]), tester), because: "empty")
    }

    @Test("an archive whose end is missing is refused when it is uploaded", arguments: [1, 30, 100])
    func truncated(missing: Int) async throws {
        let tester = try await AppTester.writing()
        let archive = try AppTester.archive([("leads.csv", Data("Last_Name,Company\nDaly,ABC".utf8))])
        let answer = try await tester.sendUpload(Data(archive.dropLast(missing)))
        #expect(answer.status == 200)
        #expect(answer.json["status"] == "error")
        #expect(answer.json["code"] == "INVALID_FILE_FORMAT")
        #expect(answer.json["message"] == "invalid file format. only zip format is supported")
    }

    @Test("an archive with a damaged byte is refused, and nothing of it is imported")
    func damaged() async throws {
        let tester = try await AppTester.writing()
        let count = try await tester.records([]).count
        let rows = (1...2_000).map { "Lead \($0),Company \($0 % 7)" }.joined(separator: "\n")
        var archive = try AppTester.archive([("leads.csv", Data("Last_Name,Company\n\(rows)".utf8))])
        archive[archive.count / 2] ^= 0xFF
        expectFileRefused(try await create(archive, tester), because: "archive")
        try await tester.runJobs()
        #expect(try await tester.records([]).count == count)
    }

    @Test("a quote that is never closed is refused with the line it stands in")
    func openQuote() async throws {
        let tester = try await AppTester.writing()
        let csv = "Last_Name,Company\nDaly,ABC\nKim,\"ABC\nLee,ABC\nDoe,ABC"
        expectFileRefused(try await create(try AppTester.archive([("leads.csv", Data(csv.utf8))]), tester), because: "line 3")
    }

    @Test("25,001 rows are one too many")
    func rows() async throws {
        let tester = try await AppTester.writing()
        let rows = (1...25_001).map { "Lead \($0),ABC" }.joined(separator: "\n")
        let archive = try AppTester.archive([("leads.csv", Data("Last_Name,Company\n\(rows)".utf8))])
        expectFileRefused(try await create(archive, tester), because: "25000")
    }

    @Test("of several files in an archive, file_names tells which one is meant")
    func fileNames() async throws {
        let tester = try await AppTester.writing()
        let file = try await tester.upload([("a.csv", "Last_Name,Company\nA,X"), ("b.csv", "Last_Name,Company\nB,X")])
        expectFileRefused(try await tester.sendWrite(AppTester.request("insert", file: file, Self.names)), because: "2 files")
        let outcome = try await tester.write(
            AppTester.request("insert", file: file, Self.names, resource: [("file_names", ["b.csv"])]))
        #expect(outcome.lines("Leads-b.csv").last?.hasPrefix("B,X,ADDED,") == true)
        let missing = try await tester.sendWrite(AppTester.request("insert", file: file, Self.names, resource: [("file_names", ["B.csv"])]))
        #expect(missing.status == 400)
        #expect(missing.json["code"] == "FILE_NOT_FOUND" && missing.json["message"] == "file not found", "\(missing.text)")
    }

    @Test("with hidden entries counted, one beside the file makes two")
    func hiddenEntries() async throws {
        var quirks = Quirks.lenient
        quirks[.ignoreHiddenEntries] = false
        let tester = try await AppTester.writing(quirks: quirks)
        let file = try await tester.upload([("leads.csv", "Last_Name,Company\nA,X"), ("__MACOSX/._leads.csv", "x")])
        expectFileRefused(try await tester.sendWrite(AppTester.request("insert", file: file, Self.names)), because: "2 files")
    }
}
