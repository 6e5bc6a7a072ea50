import BulkFormats
import Foundation
import Testing

@testable import BulkTransfer

@Suite("Files to import")
struct SourceTableTests {
    @Test func theHeaderTheRowsAndSamplesAreKnown() throws {
        let files = try SplitFiles()
        let table = try files.table("\u{FEFF} Last Name ;City\r\nA; x \r\nB\r\n")
        #expect(table.header == ["Last Name", "City"])
        #expect(table.rows == 2)
        #expect(table.samples == [["A", "x"], ["B"]])
        #expect(table.encoding == .utf8)
        #expect(table.file.name == "leads.csv")
    }

    @Test func samplesAreFewAndShort() throws {
        let files = try SplitFiles()
        let long = String(repeating: "x", count: 10_000)
        let table = try files.table("A\n" + String(repeating: long + "\n", count: 1_500))
        #expect(table.rows == 1_500)
        #expect(table.samples.count == 1_000)
        #expect(table.samples[0][0].count == 128)
    }

    @Test(
        "an encoding is found or given",
        arguments: [
            ([0x41, 0x0A, 0xC3, 0xA9], nil, "UTF-8", "é"),
            ([0x41, 0x0A, 0xE9], nil, "ISO-8859-1", "é"),
            ([0xFF, 0xFE, 0x41, 0, 0x0A, 0, 0xE9, 0], nil, "UTF-16LE", "é"),
            ([0x41, 0, 0x0A, 0, 0xE9, 0], "UTF-16LE", "UTF-16LE", "é"),
            ([0x41, 0x0A, 0x80], nil, "ISO-8859-1", "€"),
            ([0x41, 0x0A, 0x82, 0xA0], "Shift_JIS", "Shift_JIS", "あ"),
        ] as [([UInt8], String?, String, String)])
    func encodings(bytes: [UInt8], given: String?, name: String, text: String) throws {
        let table = try SplitFiles().table(bytes, encoding: given.flatMap { CharacterEncoding(name: $0) })
        #expect(table.encoding.name == name)
        #expect(table.samples == [[text]])
    }

    @Test func partsAreUTF8WhateverTheFileIs() throws {
        let files = try SplitFiles()
        let outcome = try files.splitter().split(try files.table([0x41, 0x0A, 0xE9, 0x0A]))
        #expect(try files.texts(of: outcome) == ["\"A\"\né\n"])
    }

    @Test(
        "what can't be imported is refused with its line and what to do",
        arguments: [
            ("", nil, "leads.csv is empty: its first row must name the columns"),
            ("\n\r\n", nil, "leads.csv is empty: its first row must name the columns"),
            ("A,B\n1,2\n3,\"4\n", nil, "leads.csv, line 3: the quote that opens here is never closed. Close it there, or double it if"),
            ("A\u{0}\n", nil, "leads.csv is no text, for its first line has zero bytes. If it is UTF-16"),
            ("A\n\(String(repeating: "x,", count: 16_384))x", nil, "leads.csv, line 2: the row has more than 16384 cells"),
        ] as [(String, String?, String)])
    func refusals(text: String, encoding: String?, message: String) throws {
        let files = try SplitFiles()
        let failure = failure { try files.table(text, encoding: encoding.flatMap { CharacterEncoding(name: $0) }) }
        #expect(failure?.hasPrefix(message) == true, "\(failure ?? "no failure")")
    }

    @Test(
        "a row whose bytes are no text is refused and the others are sent, whoever chose the encoding",
        arguments: [
            ([0x81], nil, "Line 3, column 1: the byte 81 is no text in ISO-8859-1, the file's encoding."),
            ([0xE9], "UTF-8", "Line 3, column 1: the byte E9 is no text in UTF-8, the file's encoding."),
            ([0xC3, 0xA9], "US-ASCII", "Line 3, column 1: the byte C3 is no text in US-ASCII, the file's encoding."),
        ] as [([UInt8], String?, String)])
    func undecodable(bytes: [UInt8], encoding: String?, hint: String) throws {
        let files = try SplitFiles()
        let table = try files.table(
            [0x41, 0x0A, 0x31, 0x0A] + bytes + [0x0A, 0x32, 0x0A], encoding: encoding.flatMap { CharacterEncoding(name: $0) })
        let outcome = try files.splitter().split(table)
        #expect(try files.texts(of: outcome) == ["\"A\"\n1\n2\n"])
        #expect(outcome.refused.map(\.rows) == [1])
        #expect(outcome.refused.first?.errors.map { $0.hint.hasPrefix(hint) } == [true], "\(outcome.refused)")
    }

    @Test func controlCharactersOfAnotherEncodingGoInAsTheyAreAndAreNoted() throws {
        let text = "A\nHR \u{96} Pay\n\u{92}s\n"
        for encoding in [nil, CharacterEncoding.utf8] {
            let table = try SplitFiles().table(text, encoding: encoding)
            #expect(table.samples == [["HR \u{96} Pay"], ["\u{92}s"]])
            #expect(table.notes.map { $0.prefix(58) } == ["2 characters are control codes (U+0080 to U+009F), and go "])
        }
        #expect(try SplitFiles().table("A\nHR – Pay\u{A0}\n").notes.isEmpty)
    }

    @Test func aReplacementCharacterThatWasThereBeforeIsText() throws {
        let files = try SplitFiles()
        #expect(try files.table("A\n\u{FFFD}\n").samples == [["\u{FFFD}"]])
        #expect(try files.table("A\n\u{FFFD}\n", encoding: .utf8).samples == [["\u{FFFD}"]])
    }

    @Test func zeroBytesInRowsAndRepeatedNamesAreCarried() throws {
        let files = try SplitFiles()
        let outcome = try files.splitter().split(try files.table("A,A,A\nx\u{0}y,2,3\n"))
        #expect(try files.texts(of: outcome) == ["\"A\",\"A\",\"A\"\nx\u{0}y,2,3\n"])
    }

    @Test func hundredsOfColumnsAreCarried() throws {
        let files = try SplitFiles()
        let text = (0..<500).map { "\"C\($0)\"" }.joined(separator: ",") + "\n" + (0..<500).map(String.init).joined(separator: ",") + "\n"
        #expect(try files.texts(of: try files.splitter().split(try files.table(text))) == [text])
    }

    @Test func anArchiveGivesItsCSVFiles() throws {
        let files = try SplitFiles()
        let path = try files.archive(
            [("d/a.csv", "A\n1\n"), ("readme.txt", "hello"), ("__MACOSX/d/._a.csv", "x"), ("b.CSV", "B\n2\n3\n")], as: "both.zip")
        let found = try SourceFile.find(at: path, spoolingInto: files.folder.path)
        #expect(found.map(\.name) == ["a.csv", "b.CSV"])
        #expect(try found.map { try SourceTable(inspecting: $0).rows } == [1, 2])
    }

    @Test func whatElseAnArchiveHoldsIsKnownButForLitter() throws {
        let files = try SplitFiles()
        let path = try files.archive(
            [("2025/a.csv", "A\n1\n"), ("2026/a.csv", "A\n2\n"), ("more/b.xlsx", "x"), ("Thumbs.db", "x"), (".DS_Store", "x")],
            as: "all.zip")
        let found = try SourceFile.search(path, spoolingInto: files.folder.path)
        #expect(found.files.map(\.entry) == ["2025/a.csv", "2026/a.csv"])
        #expect(found.others == ["more/b.xlsx"])
    }

    @Test(
        "what isn't CSV is told by its first bytes",
        arguments: [
            ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0], "a workbook or another document of old Excel"),
            ([0x1F, 0x8B, 8], "compressed with gzip"),
            ([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0], "compressed with xz"), (Array("%PDF-1.7".utf8), "is a PDF"),
            ([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], "an archive of 7-Zip"), (Array("\u{FEFF}<html>".utf8), "is HTML or XML"),
            (Array("SQLite format 3\0".utf8), "an SQLite database"),
        ] as [([UInt8], String)])
    func foreign(bytes: [UInt8], words: String) throws {
        let files = try SplitFiles()
        let path = try files.write(bytes, as: "leads.csv")
        let failure = failure { try SourceFile.find(at: path, spoolingInto: files.folder.path) }
        #expect(failure?.contains(words) == true, "\(failure ?? "no failure")")
    }

    @Test func aSpreadsheetOfLibreOfficeIsToldFromAnArchive() throws {
        let files = try SplitFiles()
        let path = try files.archive([("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", "")], as: "a.ods")
        #expect(failure { try SourceFile.find(at: path, spoolingInto: files.folder.path) }?.contains("is an OpenDocument file") == true)
    }

    @Test func anArchiveWithoutCSVIsRefused() throws {
        let files = try SplitFiles()
        let path = try files.archive([("readme.txt", "hello")], as: "no.zip")
        #expect(
            failure { try SourceFile.find(at: path, spoolingInto: files.folder.path) }?.hasSuffix(
                "holds readme.txt, and no CSV file: their names end in .csv") == true)
        let workbook = try files.archive([("[Content_Types].xml", ""), ("xl/workbook.xml", "")], as: "book.xlsx")
        #expect(failure { try SourceFile.find(at: workbook, spoolingInto: files.folder.path) }?.contains("is an Excel workbook") == true)
        let broken = try files.write(Array("PK\u{3}\u{4}rubbish".utf8), as: "broken.zip")
        #expect(
            failure { try SourceFile.find(at: broken, spoolingInto: files.folder.path) }?.hasSuffix(
                "broken.zip: the file is not a ZIP archive") == true)
    }

    @Test func aMissingFileAndAFolderAreRefused() throws {
        let files = try SplitFiles()
        let missing = failure { try SourceFile.find(at: "/no/such.csv", spoolingInto: files.folder.path) }
        #expect(missing == "can't read /no/such.csv: No such file or directory")
        let folder = failure { try SourceFile.find(at: files.folder.path, spoolingInto: files.folder.path) }
        #expect(folder == "can't read \(files.folder.path): Is a directory")
    }

    @Test func aPipeIsCopiedForItCanBeReadOnce() throws {
        let files = try SplitFiles()
        let path = files.folder.path + "/pipe"
        #expect(mkfifo(path, 0o600) == 0)
        let writer = Thread {
            let handle = FileHandle(forWritingAtPath: path)
            try? handle?.write(contentsOf: Data("A\n1\n2\n".utf8))
            try? handle?.close()
        }
        writer.start()
        let found = try SourceFile.find(at: path, spoolingInto: files.folder.path)
        #expect(found.map(\.name) == ["pipe"])
        #expect(try SourceTable(inspecting: found[0]).rows == 2)
        #expect(try SourceTable(inspecting: found[0]).rows == 2)
    }
}
