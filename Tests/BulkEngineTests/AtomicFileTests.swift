import BulkTesting
import Foundation
import Testing

@testable import BulkEngine

@Suite struct AtomicFileTests {
    private let folder: TemporaryFolder
    private var path: String { folder.path + "/result.zip" }

    init() throws {
        folder = try TemporaryFolder()
    }

    private func write(_ text: String, to file: AtomicFile) throws {
        try Array(text.utf8).withUnsafeBytes(file.write)
    }

    private func names() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    }

    @Test func aFileThatIsReleasedBeforeItIsCompleteIsGoneAtOnce() throws {
        let file = try AtomicFile(path: path)
        try write("half", to: file)
        file.release()

        #expect(try names() == [])
        #expect(throws: FileFailure.self) { try write("more", to: file) }
    }

    @Test func theNextAttemptHasTheNameForItselfAlthoughSomebodyStillHasAReferenceToTheLastOne() throws {
        var first: AtomicFile? = try AtomicFile(path: path)
        first?.release()
        let second = try AtomicFile(path: path)
        first = nil
        try write("whole", to: second)
        try second.commit()
        second.release()

        #expect(try names() == ["result.zip"])
        #expect(try String(contentsOfFile: path, encoding: .utf8) == "whole")
    }
}
