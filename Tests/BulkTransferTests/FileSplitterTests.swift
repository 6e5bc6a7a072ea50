import BulkFormats
import BulkTesting
import Foundation
import Testing

@testable import BulkTransfer

@Suite("Splitting a file")
struct FileSplitterTests {
    @Test func partsHoldTheRowsInOrderAndTheHeaderEach() throws {
        let files = try SplitFiles()
        let outcome = try files.splitter(.rows(2)).split(try files.table("Last_Name,City\nA,1\nB,2\nC,3\nD,4\nE,5\n"))
        #expect(
            try files.texts(of: outcome) == [
                "\"Last_Name\",\"City\"\nA,1\nB,2\n", "\"Last_Name\",\"City\"\nC,3\nD,4\n", "\"Last_Name\",\"City\"\nE,5\n",
            ])
        #expect(outcome.parts.map(\.fileName) == ["part-0001.zip", "part-0002.zip", "part-0003.zip"])
        #expect(outcome.parts.map { $0.origins() } == [["1@2", "2@3"], ["3@4", "4@5"], ["5@6"]])
    }

    @Test func aPartIsToldOfAsSoonAsItIsThere() throws {
        let files = try SplitFiles()
        let splitter = try files.splitter(.rows(1))
        var seen: [String] = []
        let outcome = try splitter.split(try files.table("A\n1\n2\n")) { part in
            #expect(part.isPresent(in: splitter.folder))
            seen.append(part.fileName)
        }
        #expect(seen == outcome.parts.map(\.fileName))
    }

    @Test func whatIsThrownOnTheWayEndsItAndLeavesNoDraft() throws {
        let files = try SplitFiles()
        let splitter = try files.splitter(.rows(1))
        #expect(throws: CancellationError.self) {
            try splitter.split(try files.table("A\n1\n2\n3\n")) { if $0.fileName == "part-0002.zip" { throw CancellationError() } }
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: splitter.folder).sorted() == ["part-0001.zip", "part-0002.zip"])
    }

    @Test func linesOfRowsWithLineEndsAndBlankLinesAreKept() throws {
        let files = try SplitFiles()
        let outcome = try files.splitter(.rows(3)).split(try files.table("A,B\r\n\r\n\"x\r\ny\",1\r\n2,2\r\n\r\n3,3\r\n4,4"))
        #expect(outcome.parts.map { $0.origins() } == [["1@3", "2@5", "3@7"], ["4@8"]])
        #expect(try files.texts(of: outcome) == ["\"A\",\"B\"\n\"x\r\ny\",1\n2,2\n3,3\n", "\"A\",\"B\"\n4,4\n"])
    }

    @Test func everyCellComesBackAsItWas() throws {
        let files = try SplitFiles()
        var numbers = TestNumbers(seed: 11)
        for round in 0..<60 {
            let text = Self.text(using: &numbers)
            let table = try files.table(text)
            let outcome = try files.splitter(.rows(Int.random(in: 1...5, using: &numbers))).split(table)
            let rows = try rawCells(text).filter { $0.count == 1 || !$0.allSatisfy(\.isBlank) }
            let parts = try files.texts(of: outcome).map(rawCells)
            #expect(parts.allSatisfy { $0[0] == rows[0] }, "round \(round): \(text.debugDescription)")
            #expect(parts.flatMap { $0.dropFirst() } == Array(rows.dropFirst()), "round \(round): \(text.debugDescription)")
        }
    }

    @Test func noOtherCharacterOfTheHeaderIsTakenForTheDelimiter() throws {
        let files = try SplitFiles()
        let outcome = try files.splitter().split(try files.table("\"a;b;c\",\"d|e|f \"\"g\"\"\"\n1,2\n"))
        #expect(try files.texts(of: outcome).map(rawCells) == [[["a;b;c", "d|e|f \"g\""], ["1", "2"]]])
        let single = try files.splitter().split(try files.table("\"Time: start\"\n1\n\"\"\n2\n"))
        #expect(try files.texts(of: single).map(rawCells) == [[["Time: start"], ["1"], [""], ["2"]]])
    }

    @Test func shortRowsStayShortAndEmptyCellsBehindTheHeaderAreNotSent() throws {
        let files = try SplitFiles()
        let outcome = try files.splitter().split(try files.table("A,B,C\n1\n1,2,3,,\n1,2\n,\n"))
        #expect(try files.texts(of: outcome) == ["\"A\",\"B\",\"C\"\n1\n1,2,3\n1,2\n"])
    }

    @Test func aHeaderAloneGivesNoPart() throws {
        let files = try SplitFiles()
        let table = try files.table("A,B\n")
        #expect(table.rows == 0)
        #expect(try files.splitter().split(table).parts.isEmpty)
    }

    @Test func bytesAreBoundedToo() throws {
        let files = try SplitFiles()
        let limits = PartLimits(rows: 100, size: 22, archiveSize: 1_000_000)
        // A header of 4 bytes and rows of 10: one fits, two don't; then rows of 9, of which two do.
        let outcome = try files.splitter(limits).split(try files.table("A\n123456789\n123456789\n12345678\n12345678\n"))
        #expect(outcome.parts.map { $0.tables[0].rows } == [1, 1, 2])
        #expect(outcome.parts.map { $0.tables[0].size } == [14, 14, 22])
    }

    @Test func aPartWhoseArchiveIsTooLargeIsCutAgain() throws {
        let files = try SplitFiles()
        var numbers = TestNumbers(seed: 5)
        let rows = (0..<200).map { "\($0)," + (0..<200).map { _ in String(Int.random(in: 0...9, using: &numbers)) }.joined() }
        let table = try files.table("A,B\n\n" + rows.joined(separator: "\n\n"))
        let limits = PartLimits(rows: 150, size: 1_000_000, archiveSize: 4_000)
        let outcome = try files.splitter(limits).split(table)
        #expect(outcome.parts.allSatisfy { $0.archiveSize <= 4_000 })
        #expect(outcome.parts.count > 4)
        #expect(try files.texts(of: outcome).flatMap { try rawCells($0).dropFirst().map { $0.joined(separator: ",") } } == rows)
        #expect(outcome.parts.flatMap { $0.origins() } == (1...200).map { "\($0)@\($0 * 2 + 1)" })
        #expect(outcome.parts.map(\.fileName) == (1...outcome.parts.count).map { "part-00\($0 < 10 ? "0" : "")\($0).zip" })
        let left = try FileManager.default.contentsOfDirectory(atPath: files.folder.path + "/parts")
        #expect(left.count == outcome.parts.count, "nothing else stays: \(left)")
    }

    @Test func aRowThatIsTooLargeIsRefusedByItsLine() throws {
        let files = try SplitFiles()
        let table = try files.table("A\nx\n\n\(String(repeating: "y", count: 50))\n")
        let message = failure { try files.splitter(PartLimits(rows: 9, size: 30, archiveSize: 1_000)).split(table) }
        #expect(message?.hasPrefix("leads.csv, line 4: the row is larger than the 30 bytes") == true, "\(message ?? "")")
        let archive = failure { try files.splitter(PartLimits(rows: 9, size: 3_000, archiveSize: 100)).split(table) }
        #expect(archive?.hasPrefix("leads.csv, line 2: compressed, the row is larger than the 100 bytes") == true, "\(archive ?? "")")
    }

    @Test func splittingAgainGivesTheSameBytes() throws {
        let files = try SplitFiles()
        let table = try files.table("A,B\n" + (0..<1_000).map { "\($0),text \($0 * 7 % 13)\n" }.joined())
        let first = try files.splitter(.rows(300)).split(table)
        let second = try files.splitter(.rows(300), into: "again").split(table)
        #expect(first == second)
        for part in first.parts {
            let bytes = ["parts", "again"].map { FileManager.default.contents(atPath: "\(files.folder.path)/\($0)/\(part.fileName)") }
            #expect(bytes[0] != nil && bytes[0] == bytes[1])
        }
    }

    @Test func aPartThatWasTouchedIsNotPresent() throws {
        let files = try SplitFiles()
        let splitter = try files.splitter(.rows(1))
        let parts = try splitter.split(try files.table("A\n1\n2\n")).parts
        let other = try FileManager.default.contentsOfDirectory(atPath: splitter.folder).count
        #expect(other == 2 && parts.allSatisfy { $0.isPresent(in: splitter.folder) })
        let paths = parts.map { "\(splitter.folder)/\($0.fileName)" }
        try FileManager.default.removeItem(atPath: paths[0])
        #expect(!parts[0].isPresent(in: splitter.folder))
        try FileManager.default.copyItem(atPath: paths[1], toPath: paths[0])
        #expect(!parts[0].isPresent(in: splitter.folder), "it has the other part's rows")
    }

    @Test func aFileThatChangesMeanwhileIsRefused() throws {
        let files = try SplitFiles()
        let table = try files.table("A\n1\n2\n")
        _ = try files.write(Array("A\n1\n2\n3\n".utf8), as: "leads.csv")
        #expect(failure { try files.splitter().split(table) } == "leads.csv was changed while it was read: begin again")
        _ = try files.write(Array("A\n1\n".utf8), as: "leads.csv")
        #expect(failure { try files.splitter().split(table) } == "leads.csv was changed while it was read: begin again")
    }

    @Test func namesInArchivesAreThoseOfCSVFiles() throws {
        let files = try SplitFiles()
        for (name, expected) in [
            ("data.txt", "data.txt.csv"), (".hidden.CSV", "hidden.csv"), ("Leads.CSV", "Leads.csv"), ("..csv", "csv.csv"),
        ] {
            let part = try files.splitter().split(try files.table("A\n1\n", as: name)).parts[0]
            #expect(part.tables[0].name == expected, "\(name)")
        }
    }

    /// Rows are broken in ways that leave no doubt about the others: a quote too many within a cell, cells too many, and no more than one
    /// quote of the file that is never closed.
    @Test func aRowIsSentAsItWasOrNotAtAll() throws {
        let files = try SplitFiles()
        var numbers = TestNumbers(seed: 12)
        var sent = 0
        for round in 0..<200 {
            let width = Int.random(in: 2...5, using: &numbers)
            var rows = (0..<12).map { _ in
                (0..<Int.random(in: width...(width + 1), using: &numbers)).map { _ in Self.cells.randomElement(using: &numbers)! }
            }
            for _ in 0..<3 {
                let row = Int.random(in: 0..<12, using: &numbers)
                rows[row][Int.random(in: 0..<width, using: &numbers)] = ["\"d\"e", "\"h \"i\" j\""].randomElement(using: &numbers)!
            }
            // Behind a quote that isn't closed, one that begins or ends a line may close it by chance, and nothing tells.
            if Bool.random(using: &numbers) {
                rows = rows.map { $0.map { $0.contains("\n") ? "n" : $0 } }
                rows[Int.random(in: 0..<12, using: &numbers)][width - 1] = "\"f"
            }
            let header = (0..<width).map { "H\($0)" }
            let text = ([header] + rows).map { $0.joined(separator: ",") }.joined(separator: "\n") + "\n"
            // Files that can't be trusted as a whole are refused as such.
            guard let table = try? files.table(text) else { continue }
            // The row with the quote that is never closed isn't among them.
            var rest = rows.compactMap { try? rawCells($0.joined(separator: ",") + "\n").first }[...]
            for row in try files.texts(of: try files.splitter(.rows(100)).split(table)).flatMap({ try rawCells($0).dropFirst() }) {
                let place = rest.firstIndex { Array($0.prefix(width)) == row && $0.dropFirst(width).allSatisfy(\.isBlank) }
                #expect(place != nil, "round \(round): \(row) is no row of \(text.debugDescription)")
                rest = place.map { rest[($0 + 1)...] } ?? rest
                sent += 1
            }
        }
        #expect(sent > 400)
    }

    private static let cells = [
        "", "\"\"", "a", "\" a \"", " b ", "\"x,y\"", "\"q\"\"q\"", "\"l\r\nl\"", "é日", "\"\"\"\"", "a\"b", " \"c\" ", "\u{0}", "=1+1", "'",
        ";",
        "|", "\"\n\"",
    ]

    /// A header and rows of cells with everything that needs quotes, or doesn't and looks like it.
    private static func text(using numbers: inout TestNumbers) -> String {
        let width = Int.random(in: 1...4, using: &numbers)
        let end = ["\n", "\r\n", "\r"].randomElement(using: &numbers)!
        var text = (0..<width).map { "H\($0)" }.joined(separator: ",") + end
        for _ in 0..<Int.random(in: 0...12, using: &numbers) {
            let count = max(width + Int.random(in: -1...0, using: &numbers), 1)
            text += (0..<count).map { _ in cells.randomElement(using: &numbers)! }.joined(separator: ",") + end
        }
        return text
    }
}
