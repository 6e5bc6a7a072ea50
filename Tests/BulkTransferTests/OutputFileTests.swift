import BulkTesting
import Foundation
import Testing

@testable import BulkTransfer

@Suite struct OutputFileTests {
    @Test func aFileThatIsReleasedBeforeItIsCompleteIsGoneAndItsNameIsTheNextOnes() throws {
        let folder = try TemporaryFolder()
        let temporary = folder.path + "/leads.csv.partial"
        var first: OutputFile? = try OutputFile(temporaryPath: temporary)
        first?.release()
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == [])

        let second = try OutputFile(temporaryPath: temporary)
        first = nil
        try Array("Ann\n".utf8).withUnsafeBytes(second.write)
        try second.commit(as: folder.path + "/leads.csv")
        second.release()
        #expect(try String(contentsOfFile: folder.path + "/leads.csv", encoding: .utf8) == "Ann\n")
    }
}
