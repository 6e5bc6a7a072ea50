import BulkTesting
import Foundation
import Testing

@testable import longshore

@Suite struct DataFolderTests {
    @Test func aSecondServerIsKeptOutAndToldWhoServesTheFolder() throws {
        let temporary = try TemporaryFolder()
        let folder = DataFolder(path: temporary.path)
        let lock = try folder.lock()
        defer { lock.release() }

        let failure = #expect(throws: Failure.self) { try folder.lock() }
        #expect(failure?.code == .folderInUse)
        #expect(failure?.message.contains("is served by process \(getpid()) already") == true)
    }

    @Test func theNextServerCanHaveTheFolderAlthoughSomebodyStillHasAReferenceToTheLock() throws {
        let temporary = try TemporaryFolder()
        let folder = DataFolder(path: temporary.path)
        let first = try folder.lock()
        first.release()

        let second = try folder.lock()
        defer { second.release() }
        #expect(throws: Failure.self) { try folder.lock() }
        withExtendedLifetime(first) {}
    }
}
