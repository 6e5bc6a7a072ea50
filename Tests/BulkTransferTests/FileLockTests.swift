import BulkTesting
import Foundation
import Testing

@testable import BulkTransfer

@Suite struct FileLockTests {
    private let folder: TemporaryFolder
    private var path: String { folder.path + "/lock" }

    init() throws {
        folder = try TemporaryFolder()
    }

    @Test func onlyOneHasTheLock() throws {
        let lock = try FileLock(path: path)
        defer { lock.release() }
        #expect(throws: FileLock.Failure.isTaken) { try FileLock(path: path) }
    }

    @Test func anotherCanHaveItAsSoonAsItIsReleasedAlthoughSomebodyStillHasAReferenceToIt() throws {
        let first = try FileLock(path: path)
        first.release()
        first.release()
        let second = try FileLock(path: path)
        defer { second.release() }
        #expect(throws: FileLock.Failure.isTaken) { try FileLock(path: path) }
        withExtendedLifetime(first) {}
    }

    @Test(.timeLimit(.minutes(5)))
    func whoeverWaitsHasItNext() async throws {
        let first = try FileLock(path: path)
        let path = path
        let waiting = Task.detached { try FileLock(path: path, waits: true) }
        first.release()
        let second = try await waiting.value
        defer { second.release() }
        #expect(throws: FileLock.Failure.isTaken) { try FileLock(path: path) }
    }

    @Test func whatIsWrittenIntoItCanBeReadByThoseWhoCannotHaveIt() throws {
        let lock = try FileLock(path: path)
        defer { lock.release() }
        lock.note("process 4711")
        lock.note("4712")
        #expect(try String(contentsOfFile: path, encoding: .utf8) == "4712")
    }

    @Test func aFileThatHasLostItsNameIsKnownToHave() throws {
        let first = try FileLock(path: path)
        defer { first.release() }
        #expect(first.hasName)
        try FileManager.default.removeItem(atPath: path)
        #expect(!first.hasName)
        let second = try FileLock(path: path)
        defer { second.release() }
        #expect(second.hasName && !first.hasName)
    }

    @Test func aFileThatCannotBeMadeIsNoLock() {
        #expect(throws: FileLock.Failure.open(code: ENOENT)) { try FileLock(path: folder.path + "/none/lock") }
    }
}
