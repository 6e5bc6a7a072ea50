import BulkClient
import Foundation
import Synchronization
import Testing

@Suite("Downloads")
struct DownloadTests {
    private let path = NSTemporaryDirectory() + "download-\(UUID().uuidString).zip"
    private let tag = ["etag": "\"a1\"", "content-length": "10"]

    private func content() -> String? {
        FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) }
    }

    private func left() -> [String] {
        let folder = URL(filePath: path).deletingLastPathComponent().path
        let name = URL(filePath: path).lastPathComponent
        return ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).filter { $0.hasPrefix(name) && $0 != name }.sorted()
    }

    @Test func aFileIsThereOnceItIsWhole() async throws {
        defer { try? FileManager.default.removeItem(atPath: path) }
        let fixture = ClientFixture([.answer(200, "0123456789", tag)])
        let seen = Mutex<[Int64]>([])
        try await fixture.client.download("/crm/bulk/v8/read/7/result", to: path) { progress in
            seen.withLock { $0 += [progress.received, progress.total ?? -1] }
        }
        #expect(content() == "0123456789")
        #expect(left() == [])
        #expect(seen.withLock { $0 } == [10, 10])
        #expect(fixture.transport.requests[0].header("Range") == nil)
    }

    @Test func aBrokenConnectionGoesOnWhereItBroke() async throws {
        defer { try? FileManager.default.removeItem(atPath: path) }
        let fixture = ClientFixture([
            .cutOff(200, "0123", tag), .cutOff(206, "456", ["content-range": "bytes 4-9/10", "etag": "\"a1\""]),
            .answer(206, "789", ["content-range": "bytes 7-9/10", "etag": "\"a1\""]),
        ])
        try await fixture.client.download("http://crm.test/file", to: path)
        #expect(content() == "0123456789")
        #expect(fixture.transport.requests.map { $0.header("Range") } == [nil, "bytes=4-", "bytes=7-"])
        #expect(fixture.transport.requests.map { $0.header("If-Range") } == [nil, "\"a1\"", "\"a1\""])
    }

    @Test func aLaterCallGoesOnWhereAnEarlierOneEnded() async throws {
        defer { try? FileManager.default.removeItem(atPath: path) }
        let first = ClientFixture([.cutOff(200, "0123", tag)], retry: .none)
        await #expect(throws: BulkClientError.self) { try await first.client.download("/f", to: path) }
        #expect(content() == nil)
        let second = ClientFixture([.answer(206, "456789", ["content-range": "bytes 4-9/10"])])
        try await second.client.download("/f", to: path)
        #expect(content() == "0123456789")
        #expect(second.transport.requests[0].header("Range") == "bytes=4-")
    }

    @Test func aFileThatIsAnotherOneNowIsFetchedAnew() async throws {
        defer { try? FileManager.default.removeItem(atPath: path) }
        let fixture = ClientFixture([.cutOff(200, "0123", tag), .answer(200, "abcdef", ["etag": "\"b2\"", "content-length": "6"])])
        try await fixture.client.download("/f", to: path)
        #expect(content() == "abcdef")
    }

    @Test func withoutATagNothingIsGoneOnWith() async throws {
        defer { try? FileManager.default.removeItem(atPath: path) }
        for weak in [[:], ["etag": "W/\"a1\""]] {
            let fixture = ClientFixture([.cutOff(200, "0123", weak), .answer(200, "0123456789")])
            try await fixture.client.download("/f", to: path)
            #expect(content() == "0123456789")
            #expect(fixture.transport.requests[1].header("Range") == nil)
        }
    }

    @Test func aRangeThatCannotBeHadIsAWholeFileOrANewBeginning() async throws {
        defer { try? FileManager.default.removeItem(atPath: path) }
        let whole = ClientFixture([.cutOff(200, "0123456789", ["etag": "\"a1\""]), .answer(416, "", ["content-range": "bytes */10"])])
        try await whole.client.download("/f", to: path)
        #expect(content() == "0123456789")
        let other = ClientFixture([
            .cutOff(200, "0123456789", ["etag": "\"a1\""]), .answer(416, "", ["content-range": "bytes */4"]), .answer(200, "wxyz"),
        ])
        try await other.client.download("/f", to: path)
        #expect(content() == "wxyz")
    }

    @Test func anAnswerShorterThanItSaysIsFetchedOn() async throws {
        defer { try? FileManager.default.removeItem(atPath: path) }
        let fixture = ClientFixture([.answer(200, "01234", tag), .answer(206, "56789", ["content-range": "bytes 5-9/10"])])
        try await fixture.client.download("/f", to: path)
        #expect(content() == "0123456789")
    }

    @Test func aPartThatDoesNotFitIsNotTaken() async throws {
        defer { try? FileManager.default.removeItem(atPath: path) }
        let fixture = ClientFixture([
            .cutOff(200, "0123", tag), .answer(206, "789", ["content-range": "bytes 7-9/10"]), .answer(200, "0123456789", tag),
        ])
        try await fixture.client.download("/f", to: path)
        #expect(content() == "0123456789")
    }

    @Test func aPlaceThatCannotBeWrittenIsNamed() async throws {
        let error = await #expect(throws: BulkClientError.self) { try await ClientFixture([]).client.download("/f", to: "/nowhere/x") }
        #expect(error == .file(path: "/nowhere/x.part", reason: "can't be written"))
    }
}
