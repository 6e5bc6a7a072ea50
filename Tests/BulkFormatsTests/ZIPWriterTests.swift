import BulkFormats
import BulkTesting
import Foundation
import Testing

@Suite struct ZIPWriterTests {
    @Test func anotherProgramFindsTheOneEntryWhole() throws {
        let content = (0..<200_000).map { "\($0),row \($0 % 17)\n" }.joined()
        let archive = try archive(of: "job.csv", content, pieces: 100_000)
        #expect(try Unzip.entry("job.csv", of: archive) == Data(content.utf8))
    }

    @Test(arguments: ["", "x", "\n"])
    func aTinyEntryIsFineToo(content: String) throws {
        #expect(try Unzip.entry("a.csv", of: try archive(of: "a.csv", content, pieces: 1)) == Data(content.utf8))
    }

    @Test func whatHardlyCompressesComesBackUnchanged() throws {
        var numbers = TestNumbers()
        let bytes = Data((0..<3_000_000).map { _ in UInt8.random(in: .min ... .max, using: &numbers) })
        var archive = Data()
        let writer = ZIPWriter { archive.append(contentsOf: $0) }
        try writer.beginEntry("noise", modified: 1_700_000_000)
        try bytes.withUnsafeBytes { try writer.write($0) }
        try writer.endEntry()
        try writer.finish()
        #expect(try Unzip.entry("noise", of: archive) == bytes)
    }

    /// 2023-11-14T22:13:20Z: the day in one field, the time in another, two seconds to a step. (APPNOTE 6.3, section 4.4.6)
    @Test func anEntryHasTheTimeItWasGiven() throws {
        let archive = Array(try archive(of: "a", "x", pieces: 1))
        let time = UInt16(archive[10]) | UInt16(archive[11]) << 8
        let day = UInt16(archive[12]) | UInt16(archive[13]) << 8
        #expect((time >> 11, time >> 5 & 63, time & 31) == (22, 13, 10))
        #expect((day >> 9, day >> 5 & 15, day & 31) == (43, 11, 14))
    }

    @Test func aSinkThatFailsEndsTheWriting() {
        struct Full: Error {}
        let writer = ZIPWriter { _ in throw Full() }
        #expect(throws: Full.self) { try writer.beginEntry("a", modified: 0) }
    }

    private func archive(of name: String, _ content: String, pieces: Int) throws -> Data {
        var archive = Data()
        let writer = ZIPWriter { archive.append(contentsOf: $0) }
        try writer.beginEntry(name, modified: 1_700_000_000)
        let bytes = Array(content.utf8)
        for start in stride(from: 0, to: bytes.count, by: pieces) {
            try bytes[start..<min(start + pieces, bytes.count)].withUnsafeBytes { try writer.write($0) }
        }
        try writer.endEntry()
        try writer.finish()
        return archive
    }
}
