import BulkTesting
import Foundation
import Testing

@testable import BulkFormats

@Suite struct ZIPRefusalTests {
    @Test(arguments: ["", "PK", "a,b\n1,2\n", "a,b\n1,2\n3,4\n5,6\n7,8\n9,10\n", "\u{1F}\u{8B}...................................."])
    func whatIsNoArchiveIsRefused(content: String) throws {
        let reading = try ZIPReading(Array(content.utf8))
        #expect(throws: ZIPError.notAnArchive) { try reading.open() }
        #expect(!reading.isArchive)
    }

    @Test func whatIsNoFileIsUnreadable() throws {
        let folder = try TemporaryFolder()
        #expect(throws: ZIPError.unreadable(code: ENOENT)) { try ZIPArchive(path: folder.path + "/none.zip") }
        #expect(throws: ZIPError.unreadable(code: EINVAL)) { try ZIPArchive(path: folder.path) }
        #expect(throws: ZIPError.self) { try ZIPArchive.check(path: folder.path) }
    }

    @Test(arguments: [1, 22, 1_000])
    func somethingBeforeTheArchiveIsRefused(count: Int) throws {
        var archive = TestArchive(.stored("a", "b"))
        archive.prefix = Array(repeating: 0x4D, count: count)
        #expect(throws: ZIPError.notAnArchive) { try ZIPReading(archive).open() }
        // Also if the numbers leave room for it and it looks like the start of an archive.
        let bytes = [0x50, 0x4B, 3, 4] + TestArchive(.stored("a", "b")).bytes
        #expect(throws: ZIPError.self) { try ZIPReading(bytes).open() }
    }

    @Test func everyTruncationIsRefused() throws {
        let bytes = ZIPArchiveTests.madeByPython
        for count in 0..<bytes.count {
            let reading = try ZIPReading(Array(bytes[..<count]))
            #expect(throws: ZIPError.self, "\(count) bytes") { try reading.open() }
            #expect(!reading.isArchive)
        }
        #expect(try ZIPReading(bytes).isArchive)
    }

    @Test func aFlippedBitIsFoundOrChangesNoContent() throws {
        for bytes in [ZIPArchiveTests.madeByPython, ZIPArchiveTests.streamedByPython] {
            let contents = try Self.contents(of: bytes)
            for bit in stride(from: 0, to: bytes.count * 8, by: 3) {
                var changed = bytes
                changed[bit / 8] ^= 1 << (bit % 8)
                guard let found = try? Self.contents(of: changed) else { continue }
                #expect(found == contents, "bit \(bit)")
            }
        }
    }

    @Test func aWrongChecksumIsFound() throws {
        for var entry in try [TestArchive.Entry.stored("a", "bcd"), .deflated("a", Array("bcd".utf8))] {
            entry.checksum ^= 1
            #expect(throws: ZIPError.checksumMismatch(entry: "a")) { try ZIPReading(TestArchive(entry)).content() }
        }
    }

    @Test func theErrorOfAReaderStays() throws {
        var entry = TestArchive.Entry.stored("a", "bcd")
        entry.checksum ^= 1
        let reading = try ZIPReading(TestArchive(entry))
        let archive = try reading.open()
        let reader = try archive.open(archive.entries[0], sizeLimit: 10)
        for _ in 0..<3 { #expect(throws: ZIPError.checksumMismatch(entry: "a")) { try reader.all() } }
    }

    @Test(arguments: [UInt64(0), 1, 99_999])
    func anEntryLargerThanStatedIsStoppedAtTheStatedSize(stated: UInt64) throws {
        var entry = try TestArchive.Entry.deflated("bomb", Array(repeating: 0, count: 100_000))
        entry.size = stated
        let reading = try ZIPReading(TestArchive(entry))
        #expect(throws: ZIPError.damaged(reason: "entry \"bomb\" is larger than stated")) { try reading.content() }
        let archive = try reading.open()
        let reader = try archive.open(archive.entries[0], sizeLimit: stated)
        var buffer = [UInt8](repeating: 0xFF, count: 200_000)
        #expect(throws: ZIPError.self) {
            var read: UInt64 = 0
            while true { read += UInt64(try buffer.withUnsafeMutableBytes { try reader.read(into: $0) }) }
        }
        #expect(buffer[Int(stated)...].allSatisfy { $0 == 0xFF })
    }

    @Test func anEntrySmallerThanStatedIsRefused() throws {
        var entry = try TestArchive.Entry.deflated("a", Array(repeating: 0, count: 1_000))
        entry.size = 1_001
        #expect(throws: ZIPError.damaged(reason: "entry \"a\" is smaller than stated")) { try ZIPReading(TestArchive(entry)).content() }
    }

    @Test func aBombIsRefusedAtTheLimit() throws {
        // Twenty million zeros in about a thousandth of that.
        let entry = try TestArchive.Entry.deflated("bomb", Array(repeating: 0, count: 20_000_000))
        #expect(entry.data.count < 200_000)
        let reading = try ZIPReading(TestArchive(entry))
        #expect(throws: ZIPError.tooLarge(entry: "bomb", limit: 19_999_999)) { try reading.content(sizeLimit: 19_999_999) }
        #expect(try reading.content(sizeLimit: 20_000_000).count == 20_000_000)
    }

    @Test func aStoredEntryHasOneSize() throws {
        var entry = TestArchive.Entry.stored("a", "bcd")
        entry.size = 4
        #expect(throws: ZIPError.damaged(reason: "entry \"a\" is stored, but states two sizes")) {
            try ZIPReading(TestArchive(entry)).content()
        }
    }

    @Test(arguments: [1, 2, 8, 70_000])
    func compressedDataEndsWhereItsEntryDoes(trailing: Int) throws {
        for size in [10, 70_000] {
            var numbers = TestNumbers()
            let content = (0..<size).map { _ in UInt8.random(in: .min ... .max, using: &numbers) }
            var entry = try TestArchive.Entry.deflated("a", content)
            let data = entry.data
            entry.data += [UInt8](repeating: 0, count: trailing)
            #expect(throws: ZIPError.damaged(reason: "entry \"a\" has compressed data after its end"), "\(size)") {
                try ZIPReading(TestArchive(entry)).content()
            }
            entry.data = Array(data.dropLast(min(trailing, data.count)))
            #expect(throws: ZIPError.self) { try ZIPReading(TestArchive(entry)).content() }
        }
    }

    @Test func trailingDataIsFoundWhereverThePiecesEnd() throws {
        // Pieces of the archive are 65,536 bytes; the stream ends on either side of such a border.
        for size in 65_500..<65_540 {
            var numbers = TestNumbers(seed: UInt64(size))
            let content = (0..<size).map { _ in UInt8.random(in: .min ... .max, using: &numbers) }
            var entry = try TestArchive.Entry.deflated("a", content)
            #expect(try ZIPReading(TestArchive(entry)).content() == content)
            entry.data.append(0)
            #expect(throws: ZIPError.damaged(reason: "entry \"a\" has compressed data after its end"), "\(size)") {
                try ZIPReading(TestArchive(entry)).content()
            }
        }
    }

    @Test func entriesThatShareBytesAreRefused() throws {
        let content = try TestArchive.Entry.deflated("a", Array(repeating: 7, count: 1_000))
        var archive = TestArchive(content, content)
        archive.entries[1].offset = 0
        #expect(throws: ZIPError.overlapping(entry: "a")) { try ZIPReading(archive).open() }
        // An entry that claims the whole next one as its content.
        archive = TestArchive(content, content)
        archive.entries[0].compressedSize = UInt64(content.data.count + 1)
        #expect(throws: ZIPError.overlapping(entry: "a")) { try ZIPReading(archive).open() }
        archive.entries[0].compressedSize = nil
        archive.entries[1].compressedSize = UInt64(content.data.count + 1)
        #expect(throws: ZIPError.overlapping(entry: "a"), "the directory isn't content either") { try ZIPReading(archive).open() }
    }

    @Test(arguments: [UInt64(1), 1_000, 0xFFFF_FFFE, 1 << 40, .max])
    func offsetsOutsideAreRefused(offset: UInt64) throws {
        var archive = TestArchive(.stored("a", "b"))
        archive.entries[0].isZIP64 = true
        archive.entries[0].offset = offset
        #expect(throws: ZIPError.self) { try ZIPReading(archive).open() }
        archive.entries[0].offset = nil
        archive.entries[0].compressedSize = offset + (offset == 1 ? 1 : 0)
        #expect(throws: ZIPError.self) { try ZIPReading(archive).open() }
    }

    @Test func anEncryptedEntryIsNamed() throws {
        var archive = TestArchive(.stored("open", "a"), .stored("secret", "b"))
        archive.entries[1].flags = 1
        let reading = try ZIPReading(archive)
        #expect(try reading.open().entries.map(\.isEncrypted) == [false, true])
        #expect(try reading.content(of: 0) == [0x61])
        #expect(throws: ZIPError.encrypted(entry: "secret")) { try reading.content(of: 1) }
    }

    @Test(arguments: [UInt16(1), 9, 12, 14, 93, 99])
    func anotherCompressionIsNamed(method: UInt16) throws {
        var archive = TestArchive(.stored("a", "b"))
        archive.entries[0].method = method
        #expect(throws: ZIPError.unsupportedCompression(method: method, entry: "a")) { try ZIPReading(archive).content() }
    }

    @Test func theNumberOfEntriesIsLimited() throws {
        var archive = TestArchive()
        archive.entries = (0..<12).map { .stored("\($0)", "") }
        let reading = try ZIPReading(archive)
        #expect(try reading.open(maximumEntries: 12).entries.count == 12)
        #expect(throws: ZIPError.tooManyEntries(count: 12, limit: 11)) { try reading.open(maximumEntries: 11) }
        archive.isZIP64 = true
        archive.count = .max
        #expect(throws: ZIPError.tooManyEntries(count: .max, limit: 1_000)) { try ZIPReading(archive).open() }
        archive.count = UInt64(Int.max)
        #expect(throws: ZIPError.damaged(reason: "its directory ends too early")) { try ZIPReading(archive).open(maximumEntries: .max) }
    }

    @Test(arguments: [UInt64(0), 1, 3])
    func theDirectoryHasAsManyEntriesAsItsEndSays(count: UInt64) throws {
        var archive = TestArchive(.stored("a", "b"), .stored("c", "d"))
        archive.count = count
        #expect(throws: ZIPError.self) { try ZIPReading(archive).open() }
    }

    @Test func oneVolumeOfSeveralIsRefused() throws {
        var archive = TestArchive(.stored("a", "b"))
        archive.disk = 1
        #expect(throws: ZIPError.multipleDisks) { try ZIPReading(archive).open() }
        archive.isZIP64 = true
        #expect(throws: ZIPError.multipleDisks) { try ZIPReading(archive).open() }
        archive = TestArchive(.stored("a", "b"))
        archive.entries[0].disk = 1
        #expect(throws: ZIPError.multipleDisks) { try ZIPReading(archive).open() }
    }

    @Test func theLocalHeaderNamesTheSameFile() throws {
        var archive = TestArchive(.stored("a.csv", "b"))
        archive.entries[0].localName = Array("b.csv".utf8)
        #expect(throws: ZIPError.damaged(reason: "its directory and an entry contradict each other")) { try ZIPReading(archive).open() }
    }

    @Test func anythingAfterTheCommentIsRefused() throws {
        var archive = TestArchive(.stored("a", "b"))
        archive.suffix = [0x0D, 0x0A]
        #expect(throws: ZIPError.damaged(reason: "its end is missing, as if it had been cut off")) { try ZIPReading(archive).open() }
    }

    @Test func aZIP64FieldThatIsTooShortIsRefused() throws {
        var archive = TestArchive(.stored("a", "b"))
        archive.entries[0].isZIP64 = true
        archive.entries[0].extra = [1, 0, 4, 0, 1, 2, 3, 4]
        #expect(throws: ZIPError.damaged(reason: "a ZIP64 field in it is too short")) { try ZIPReading(archive).open() }
    }

    @Test func aNameOfAbsurdLengthIsRefused() throws {
        let reading = try ZIPReading(TestArchive(.stored(String(repeating: "a", count: 5_000), "b")))
        #expect(throws: ZIPError.damaged(reason: "a name in it is 5000 bytes long")) { try reading.open() }
    }

    @Test func anEntryThatIsCutOffAfterOpeningIsFound() throws {
        let reading = try ZIPReading(TestArchive(.stored("a", [UInt8](repeating: 1, count: 100_000))))
        let archive = try reading.open()
        try reading.truncate(to: 50_000)
        #expect(throws: ZIPError.damaged(reason: "it ends too early")) { try archive.open(archive.entries[0], sizeLimit: .max).all() }
    }

    @Test func errorsReadAsSentences() {
        #expect("\(ZIPError.notAnArchive)" == "the file is not a ZIP archive")
        #expect("\(ZIPError.tooLarge(entry: "a.csv", limit: 10))" == "entry \"a.csv\" is larger than 10 bytes")
    }

    private static func contents(of bytes: [UInt8]) throws -> [[UInt8]] {
        let reading = try ZIPReading(bytes)
        let archive = try reading.open()
        return try archive.entries.map { try archive.open($0, sizeLimit: 1_000_000).all() }
    }
}
