import BulkModel
import BulkTesting
import Foundation
import Testing

/// Which file of an archive is meant, and what is said of archives that can't be read. (bulk write specification, section 5.1)
@Suite struct WriteArchiveTests {
    private static let names: [ImportMapping] = ["Last_Name@0", "Company@1"]

    private func create(_ archive: Data, _ tester: AppTester, fileName: String? = nil) async throws -> Answer {
        let upload = try await tester.sendUpload(archive)
        guard let file = upload.json["details"]?["file_id"]?.string else { return upload }
        let resource: [(String, JSONValue)] = fileName.map { [("file_names", [.string($0)])] } ?? []
        return try await tester.sendWrite(AppTester.request("insert", file: file, Self.names, resource: resource))
    }

    private func reason(_ archive: Data, fileName: String? = nil) async throws -> String {
        let answer = try await create(archive, try await AppTester.writing(), fileName: fileName)
        #expect(["FILE_NOT_SUPPORTED", "INVALID_FILE_FORMAT"].contains(answer.json["code"]?.string ?? ""), "\(answer.text)")
        return answer.json["details"]?["reason"]?.string ?? ""
    }

    private static func archive(_ names: String...) throws -> Data {
        try AppTester.archive(names.map { ($0, Data("Last_Name,Company\n\($0.replacing(",", with: "")),X".utf8)) })
    }

    @Test(
        "a name in file_names may have its folders, however they are written; without them it must be the only one",
        arguments: [
            ("east/leads.csv", "east/leads.csv"), ("east\\leads.csv", "east/leads.csv"), ("./east/leads.csv", "east/leads.csv"),
            ("leads.csv", "leads.csv"), ("only.csv", "west/only.csv"), ("west/only.csv", "west/only.csv"),
        ])
    func folders(fileName: String, expected: String) async throws {
        let tester = try await AppTester.writing()
        let file = try await tester.upload(
            ["east/leads.csv", "west/leads.csv", "leads.csv", "west/only.csv"].map { ($0, "Last_Name,Company\n\($0),X") })
        let outcome = try await tester.write(
            AppTester.request("insert", file: file, Self.names, resource: [("file_names", [.string(fileName)])]))
        #expect(try await tester.record(outcome.recordNumber(0), ["Last_Name"])["Last_Name"] == expected)
    }

    @Test func aNameThatSeveralFilesHaveIsRefusedWithAllOfThem() async throws {
        let reason = try await reason(Self.archive("east/leads.csv", "west/leads.csv"), fileName: "leads.csv")
        for word in ["leads.csv", "east/leads.csv", "west/leads.csv", "folder"] { #expect(reason.contains(word), "\(reason)") }
        let twice = try await self.reason(Self.archive("leads.csv", "leads.csv"), fileName: "leads.csv")
        #expect(twice.contains("2 files"), "\(twice)")
    }

    @Test func aNameThatNoFileHasIsRefusedWithThoseThereAre() async throws {
        let answer = try await create(Self.archive("a.csv", "x/b.csv"), try await AppTester.writing(), fileName: "c.csv")
        #expect(answer.json["code"] == "FILE_NOT_FOUND")
        #expect(answer.json["details"]?["reason"] == "the archive holds no file of the name c.csv: a.csv, x/b.csv")
    }

    @Test(
        "what operating systems put into archives never counts",
        arguments: [
            "Thumbs.db", "x/thumbs.db", "desktop.ini", "Desktop.ini", ".DS_Store", "__MACOSX/._leads.csv", "x\\__MACOSX\\leads.csv",
        ])
    func junk(name: String) async throws {
        #expect(try await create(Self.archive("leads.csv", name), try await AppTester.writing()).status == 201)
    }

    @Test func severalFilesAreToldByTheirNames() async throws {
        let reason = try await reason(Self.archive("part1.csv", "x/more.csv"))
        #expect(reason == "the archive holds 2 files, and a job without file_names takes exactly one: part1.csv, x/more.csv")
        let many = try await self.reason(Self.archive("1.csv", "2.csv", "3.csv", "4.csv", "5.csv", "6.csv", "7.csv"))
        #expect(many.hasSuffix("1.csv, 2.csv, 3.csv, 4.csv, 5.csv and 2 more"), "\(many)")
    }

    @Test func anArchiveWithoutACSVFileIsToldByWhatItHolds() async throws {
        #expect(try await reason(Self.archive("readme.txt")).contains("readme.txt, is no CSV file"))
        #expect(try await reason(AppTester.archive([])).contains("empty"))
        #expect(try await reason(Self.archive("[Content_Types].xml", "xl/workbook.xml")).contains("workbook"))
    }

    /// Each place is one of the local header and one of the directory, counted from its start.
    @Test(
        "an archive that is encrypted or compressed in another way says so",
        arguments: [(6, 8, UInt8(1), "password"), (8, 10, UInt8(12), "method 12 (BZIP2)"), (8, 10, UInt8(77), "method 77")])
    func unreadableEntry(local: Int, central: Int, value: UInt8, word: String) async throws {
        var archive = try Self.archive("leads.csv")
        let directory = try #require(archive.range(of: Data([0x50, 0x4B, 1, 2]))).lowerBound
        archive[local] = value
        archive[directory + central] = value
        let reason = try await reason(archive)
        #expect(reason.contains(word), "\(reason)")
    }

    @Test func aDamagedArchiveSaysSo() async throws {
        let rows = (1...200).map { "Lead \($0),Pier" }.joined(separator: "\n")
        var archive = try AppTester.archive([("leads.csv", Data("Last_Name,Company\n\(rows)".utf8))])
        let directory = try #require(archive.range(of: Data([0x50, 0x4B, 1, 2]))).lowerBound
        archive[directory + 16] ^= 0x55
        #expect(try await reason(archive).contains("checksum"))
        archive[directory + 16] ^= 0x55
        archive[100] ^= 0x55
        #expect(try await reason(archive).contains("damaged"))
    }

    @Test func anArchiveThatWasCutOffSaysSoWhenItIsUploaded() async throws {
        let tester = try await AppTester.writing()
        let archive = try Self.archive("leads.csv")
        let answer = try await tester.sendUpload(archive.prefix(archive.count / 2))
        #expect(answer.json["code"] == "INVALID_FILE_FORMAT")
        #expect(answer.json["details"]?["reason"] == "the archive is damaged: its end is missing, as if it had been cut off")
    }
}
