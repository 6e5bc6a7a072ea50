import BulkTesting
import Foundation
import Testing

@testable import BulkTransfer

@Suite struct FailedFileTests {
    @Test(arguments: [
        ("leads.csv", "leads.failed.csv"), ("Leads.CSV", "Leads.failed.csv"), ("leads.zip", "leads.failed.csv"),
        ("leads", "leads.failed.csv"),
        ("leads.failed.csv", "leads.failed-2.csv"), ("leads.failed-2.csv", "leads.failed-3.csv"),
        ("a.failed.b.csv", "a.failed.b.failed.csv"),
    ])
    func theNameIsThatOfTheFile(name: String, expected: String) {
        #expect(FailedFile.path(for: name, in: "") == expected)
    }

    @Test func anEarlierFileOfFailedRowsIsReplacedAndAnotherFileIsNot() throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/leads.failed.csv"
        try Data("Name,LONGSHORE_STATUS,LONGSHORE_LINE\nAnn,SKIPPED,2\n".utf8).write(to: URL(filePath: path))
        #expect(FailedFile.path(for: "leads.csv", in: folder.path) == path)

        try Data("Name,My notes\n".utf8).write(to: URL(filePath: path))
        #expect(FailedFile.path(for: "leads.csv", in: folder.path) == folder.path + "/leads.failed-2.csv")
    }

    @Test func twoFilesOfAnImportHaveTwoNames() {
        #expect(FailedFile.path(for: "a.csv", in: "x", taken: ["x/a.failed.csv"]) == "x/a.failed-2.csv")
    }

    @Test(arguments: [1, 65_535, 65_536, 200_000])
    func linesOfAnyLengthAreRead(length: Int) throws {
        let folder = try TemporaryFolder()
        let long = [UInt8](repeating: 0x61, count: length)
        try Data(long + Array("\n\nb\n".utf8) + long).write(to: URL(filePath: folder.path + "/lines"))
        let lines = try TextLines(path: folder.path + "/lines")

        #expect(try lines.next() == long)
        #expect(try lines.next() == Array("b".utf8))
        #expect(try lines.next() == long)
        #expect(try lines.next() == nil)
    }
}
