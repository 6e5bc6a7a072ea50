import BulkTesting
import Foundation
import Testing

@testable import BulkFormats

@Suite struct ZIPArchiveTests {
    @Test(arguments: [1, 7, 1_000, 1_000_000])
    func whatOurWriterPackedComesBack(pieces: Int) throws {
        let content = Array((0..<30_000).map { "\($0),row \($0 % 17)\n" }.joined().utf8)
        var bytes: [UInt8] = []
        let writer = ZIPWriter { bytes += $0 }
        for name in ["a.csv", "b.csv"] {
            try writer.beginEntry(name, modified: 1_700_000_000)
            try content.withUnsafeBytes { try writer.write($0) }
            try writer.endEntry()
        }
        try writer.finish()
        let reading = try ZIPReading(bytes)
        #expect(try reading.open().entries.map(\.name) == ["a.csv", "b.csv"])
        #expect(try reading.content(of: 0, pieces: pieces) == content)
        #expect(try reading.content(of: 1, pieces: pieces) == content)
    }

    @Test func anArchiveOfAnotherProgramIsReadInItsOrder() throws {
        let reading = try ZIPReading(Self.madeByPython)
        let entries = try reading.open().entries
        #expect(entries.map(\.name) == ["folder/", "folder/Leads – Müller.csv", "stored.txt"])
        #expect(entries.map(\.isDirectory) == [true, false, false])
        #expect(entries.map(\.baseName) == ["", "Leads – Müller.csv", "stored.txt"])
        #expect(entries.map(\.size) == [0, 232, 8])
        #expect(try reading.content(of: 0).isEmpty)
        #expect(try reading.content(of: 1) == Array(String(repeating: "Last Name,City\nMüller,Köln\n", count: 8).utf8))
        #expect(try reading.content(of: 2) == Array("as it is".utf8))
    }

    @Test func anArchiveWrittenToAPipeIsRead() throws {
        let content = String(repeating: "Last Name\nCarissa Kidman\n", count: 4)
        #expect(try ZIPReading(Self.streamedByPython).content() == Array(content.utf8))
    }

    @Test(arguments: [0, 1, 65_535, 65_536, 65_537, 200_000])
    func storedEntriesOfAnySizeAreRead(count: Int) throws {
        let content = (0..<count).map { UInt8(truncatingIfNeeded: $0 / 3) }
        #expect(try ZIPReading(TestArchive(.stored("a", content))).content() == content)
    }

    @Test(arguments: [0, 1, 65_536, 3_000_000])
    func deflatedNoiseOfAnySizeIsRead(count: Int) throws {
        var numbers = TestNumbers()
        let content = (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &numbers) }
        #expect(try ZIPReading(TestArchive(.deflated("a", content))).content() == content)
    }

    @Test func numbersAreTakenFromZIP64Records() throws {
        var archive = try TestArchive(.deflated("a.csv", Array("a,b\n1,2\n".utf8)), .stored("b.csv", "c\n"))
        archive.isZIP64 = true
        archive.entries[0].isZIP64 = true
        archive.entries[0].extra = [0x55, 0x54, 1, 0, 0]
        archive.entries[1].isZIP64 = true
        let reading = try ZIPReading(archive)
        #expect(try reading.open().entries.map(\.size) == [8, 2])
        #expect(try reading.content(of: 0) == Array("a,b\n1,2\n".utf8))
        #expect(try reading.content(of: 1) == Array("c\n".utf8))
    }

    @Test func sizesMayFollowTheEntryInADescriptor() throws {
        var archive = try TestArchive(.deflated("a", Array("a,b\n".utf8)), .stored("b", "c\n"))
        archive.entries[0].hasDescriptor = true
        archive.entries[1].hasDescriptor = true
        #expect(try ZIPReading(archive).content(of: 0) == Array("a,b\n".utf8))
        #expect(try ZIPReading(archive).content(of: 1) == Array("c\n".utf8))
    }

    @Test func anArchiveMayHaveNoEntries() throws {
        let reading = try ZIPReading(TestArchive())
        #expect(try reading.open().entries.isEmpty)
        #expect(reading.isArchive)
    }

    @Test(arguments: [0, 1, 65_535])
    func aCommentMayFollow(length: Int) throws {
        var archive = TestArchive(.stored("a", "b"))
        archive.comment = Array(repeating: 0x50, count: length)
        #expect(try ZIPReading(archive).content() == [0x62])
    }

    @Test(arguments: [
        ("a.csv", "a.csv", false), ("x/y/a.csv", "a.csv", false), ("x\\y\\a.csv", "a.csv", false), ("__MACOSX/x/._a.csv", "._a.csv", true),
        ("__MACOSX/a.csv", "a.csv", true), ("x/.DS_Store", ".DS_Store", true), (".hidden/a.csv", "a.csv", false), (".folder/", "", false),
        ("__MACOSX/", "", false), ("x\\__MACOSX\\a.csv", "a.csv", true), ("x/Thumbs.db", "Thumbs.db", true),
        ("Desktop.ini", "Desktop.ini", true), ("__MACOSX.csv", "__MACOSX.csv", false), ("../../etc/passwd", "passwd", false),
        ("x/\u{301}.csv", "\u{301}.csv", false), ("", "", false),
    ])
    func theBaseNameIsWhatFollowsTheLastSlash(name: String, baseName: String, isHidden: Bool) throws {
        let entry = try #require(try ZIPReading(TestArchive(.stored(name, ""))).open().entries.first)
        #expect(entry.name == name)
        #expect(entry.baseName == baseName)
        #expect(entry.isHidden == isHidden)
    }

    @Test(arguments: [
        ("a.csv", "a.csv"), ("x\\y\\a.csv", "x/y/a.csv"), ("./a.csv", "a.csv"), ("/x/a.csv", "x/a.csv"), ("././x/./a.csv", "x/./a.csv"),
        ("../a.csv", "../a.csv"), ("x/", "x/"), ("", ""), (".", "."),
    ])
    func foldersStandBetweenSlashesInAPath(name: String, path: String) throws {
        let entry = try #require(try ZIPReading(TestArchive(.stored(name, ""))).open().entries.first)
        #expect(entry.path == path)
    }

    @Test(arguments: [
        ([0x81, 0x2E, 0x63], UInt16(0), "ü.c"), ([0x9B, 0xE1, 0xFF], 0, "¢ß\u{A0}"), (Array("ü".utf8), 0, "ü"),
        (Array("ü".utf8), 1 << 11, "ü"), ([0x41, 0xFF], 1 << 11, "A\u{FFFD}"),
    ])
    func namesAreUTF8OrCodePage437(bytes: [UInt8], flags: UInt16, name: String) throws {
        var archive = TestArchive(.stored("", ""))
        archive.entries[0].name = bytes
        archive.entries[0].flags = flags
        #expect(try ZIPReading(archive).open().entries.first?.name == name)
    }

    @Test func severalThreadsReadEntriesAtOnce() throws {
        let contents = (0..<8).map { number in Array(repeating: UInt8(number), count: 300_000) }
        var test = TestArchive()
        test.entries = try contents.map { try .deflated("a", $0) }
        let reading = try ZIPReading(test)
        let archive = try reading.open()
        DispatchQueue.concurrentPerform(iterations: contents.count) { index in
            let content = try? archive.open(archive.entries[index], sizeLimit: 1_000_000).all()
            #expect(content == contents[index])
        }
    }

    @Test func aReaderOutlivesItsArchive() throws {
        let reading = try ZIPReading(TestArchive(.stored("a", "abc")))
        let reader = try {
            let archive = try reading.open()
            return try archive.open(archive.entries[0], sizeLimit: 3)
        }()
        #expect(try reader.all() == Array("abc".utf8))
        #expect(try reader.all().isEmpty, "the end stays the end")
    }

    /// Python's zipfile: a folder, a deflated entry, a stored entry, a comment.
    static let madeByPython = bytes(
        """
        UEsDBBQAAAAAAAU5plgAAAAAAAAAAAAAAAAHAAAAZm9sZGVyL1BLAwQUAAAICAAFOaZY12GHiSMAAADoAAAAHAAAAGZvbGRlci9MZWFkcyDigJMgTcO8bGxl\
        ci5jc3bzSSwuUfBLzE3Vcc4sqeTyPbwnJye1SMf78LacPC6f4SMJAFBLAwQUAAAAAAAFOaZYsyROlggAAAAIAAAACgAAAHN0b3JlZC50eHRhcyBpdCBpc1BL\
        AQIUAxQAAAAAAAU5plgAAAAAAAAAAAAAAAAHAAAAAAAAAAAAAACkAQAAAABmb2xkZXIvUEsBAhQDFAAACAgABTmmWNdhh4kjAAAA6AAAABwAAAAAAAAAAAAA\
        AKQBJQAAAGZvbGRlci9MZWFkcyDigJMgTcO8bGxlci5jc3ZQSwECFAMUAAAAAAAFOaZYsyROlggAAAAIAAAACgAAAAAAAAAAAAAApAGCAAAAc3RvcmVkLnR4\
        dFBLBQYAAAAAAwADALcAAACyAAAADgBtYWRlIGVsc2V3aGVyZQ==
        """)

    /// Python's zipfile into something that can't seek: ZIP64 in the local header, then a descriptor with 64-bit sizes.
    static let streamedByPython = bytes(
        """
        UEsDBC0ACAAIAAU5plgAAAAA//////////8FABQAYS5jc3YBABAAAAAAAAAAAAAAAAAAAAAAAPNJLC5R8EvMTeVyTizKLC5OVPDOTMlNzOPyoZ4EAFBLBwjQ\
        qckUHgAAAAAAAABkAAAAAAAAAFBLAQItAy0ACAAIAAU5pljQqckUHgAAAGQAAAAFAAAAAAAAAAAAAACAAQAAAABhLmNzdlBLBQYAAAAAAQABADMAAABtAAAA\
        AAA=
        """)

    private static func bytes(_ base64: String) -> [UInt8] {
        Array(Data(base64Encoded: base64) ?? Data())
    }
}
