import BulkTesting
import Foundation
import Testing

@testable import BulkTransfer

@Suite("Splitting a parent with its children")
struct FamilySplittingTests {
    private let files: SplitFiles

    init() throws {
        files = try SplitFiles()
    }

    private func split(
        _ parent: String, _ children: String..., keys: [(child: Int, parent: Int)] = [(0, 0)], limits: PartLimits = .rows(2)
    ) throws -> FileSplitter.Outcome {
        let tables = try children.enumerated().map { index, text in
            ChildTable(
                table: try files.table(text, as: "c\(index).csv"), keyColumn: keys[index].child, parentKeyColumn: keys[index].parent)
        }
        return try files.splitter(limits).split(try files.table(parent, as: "p.csv"), children: tables)
    }

    /// The rows of each part, headers left out: of the parent, then of children.
    private func rows(_ outcome: FileSplitter.Outcome) throws -> [[String]] {
        try outcome.parts.map { part in
            let contents = try files.contents(of: part)
            return part.tables.map { (contents[$0.name] ?? "").split(separator: "\n").dropFirst().joined(separator: " ") }
        }
    }

    @Test func childrenAreWhereTheirParentsAre() throws {
        let outcome = try split("Name,X\nA,1\nB,2\nC,3\n", "Key,V\nC,1\nA,2\nB,3\nA,4\n", limits: .rows(2))
        #expect(try rows(outcome) == [["A,1", "A,2 A,4"], ["B,2 C,3", "C,1 B,3"]])
        #expect(outcome.parts.map { $0.origins(1) } == [["2@3", "4@5"], ["1@2", "3@4"]])
        #expect(outcome.parts.map { $0.tables.map(\.name) } == [["p.csv", "c0.csv"], ["p.csv", "c0.csv"]])
        #expect(outcome.notes.isEmpty)
    }

    @Test func aPartWithoutRowsOfAChildLeavesItOut() throws {
        let outcome = try split("Name\nA\nB\nC\n", "Key\nC\n", "V,Key\n1,A\n", keys: [(0, 0), (1, 0)], limits: .rows(1))
        #expect(try rows(outcome) == [["A", "1,A"], ["B"], ["C", "C"]])
        #expect(outcome.parts.map { $0.tables.map(\.source) } == [[0, 2], [0], [0, 1]])
    }

    @Test func childrenCanBeJoinedByDifferentColumns() throws {
        let outcome = try split("Name,No\nA,1\nB,2\n", "Key\nB\n", "No\n2\n1\n", keys: [(0, 0), (0, 1)], limits: .rows(1))
        #expect(try rows(outcome) == [["A,1", "1"], ["B,2", "B", "2"]])
    }

    @Test func keysAreComparedWithoutBlanksAndWithLetterCase() throws {
        let outcome = try split("Name\nA\na\n", "Key,V\n a ,1\n\" A\",2\n", limits: .rows(1))
        #expect(try rows(outcome) == [["A", " A,2"], ["a", " a ,1"]])
    }

    @Test func accentsAreTheSameComposedAndDecomposed() throws {
        let outcome = try split("Name\né\ne\n", "Key,V\ne,2\ne\u{301},1\n", limits: .rows(1))
        #expect(outcome.parts.map { $0.origins(1) } == [["2@3"], ["1@2"]])
    }

    @Test func rowsThatBelongToNoneGoWithTheFirstPart() throws {
        let outcome = try split("Name\nA\nB\n\"\"\n", "Key,V\nB,1\nX,2\n,3\nA,4\n", limits: .rows(3))
        #expect(try rows(outcome) == [["A", "X,2 ,3 A,4"], ["B \"\"", "B,1"]])
    }

    @Test func childrenOfNobodyAreImportedWithAnEmptyParent() throws {
        let outcome = try split("Name\n", "Key\nX\n")
        #expect(try rows(outcome) == [["", "X"]])
    }

    @Test func tooManyRowsOfNobodyAreRefused() throws {
        let message = failure { try split("Name\nA\n", "Key\nX\nY\nZ\n") }
        #expect(
            message
                == "3 rows of c0.csv belong to no row of p.csv, and they are more than a job takes. Are they joined by the right columns?")
    }

    @Test func aParentWithTooManyRowsIsRefusedByItsLine() throws {
        let message = failure { try split("Name\nA\n\nB\n", "Key\nB\nB\nB\n") }
        #expect(message?.hasPrefix("p.csv, line 4: the row belongs together with 3 rows of c0.csv, which is more than a job takes") == true)
    }

    @Test func rowsOfTheSameKeyStayTogetherWhereTheyCan() throws {
        // A part may have three rows, but a cut after the third would tear B.
        let outcome = try split("Name\nA\nC\nB\nB\nD\n", "Key\nB\n", limits: .rows(3))
        #expect(try rows(outcome) == [["A C"], ["B B D", "B"]])
        #expect(outcome.notes.isEmpty)
    }

    @Test func rowsOfTheSameKeyThatAreTooFarApartAreTold() throws {
        let outcome = try split("Name\nA\nB\nC\nA\nB\n", "Key\nA\nB\n", limits: .rows(2))
        #expect(try rows(outcome) == [["A B", "A B"], ["C A"], ["B"]])
        #expect(
            outcome.notes == [
                "2 texts of the column Name of p.csv stand in several rows that are not in the same part, as in lines 2 and 5: what belongs to them goes with the first"
            ])
    }

    @Test func anArchiveThatIsTooLargeIsCutAgain() throws {
        var numbers = TestNumbers(seed: 8)
        let parents = (0..<64).map { "N\($0)" }
        var children = parents.flatMap { parent in
            (0..<5).map { _ in parent + "," + (0..<60).map { _ in String(Int.random(in: 0...9, using: &numbers)) }.joined() }
        }
        children.shuffle(using: &numbers)
        let limits = PartLimits(rows: 100, size: 1_000_000, archiveSize: 3_000)
        let outcome = try split(
            "Name\n" + parents.joined(separator: "\n"), "Key,V\n" + children.joined(separator: "\n"), limits: limits)
        #expect(outcome.parts.count > 4 && outcome.parts.allSatisfy { $0.archiveSize <= 3_000 })
        #expect(outcome.parts.flatMap { $0.origins() } == (1...64).map { "\($0)@\($0 + 1)" })
        for part in outcome.parts {
            let contents = try files.contents(of: part)
            let names = Set(try rawCells(contents["p.csv"]!).dropFirst().map { $0[0] })
            let rows = try rawCells(contents["c0.csv"]!).dropFirst()
            #expect(rows.count == names.count * 5 && rows.allSatisfy { names.contains($0[0]) })
            #expect(
                zip(rows, 0...).allSatisfy { row, index in row.joined(separator: ",") == children[part.tables[1].origins[index]!.row - 1] })
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: files.folder.path + "/parts").count == outcome.parts.count)
    }

    @Test func splittingAgainGivesTheSameParts() throws {
        let first = try split("Name\nA\nB\nC\n", "Key\nC\nA\nB\n", limits: .rows(1))
        #expect(try split("Name\nA\nB\nC\n", "Key\nC\nA\nB\n", limits: .rows(1)) == first)
    }

    @Test func everyRowComesOutOnceWithItsParent() throws {
        var numbers = TestNumbers(seed: 21)
        for round in 0..<60 {
            let count = Int.random(in: 1...30, using: &numbers)
            let parents = (0..<count).map { _ in "K\(Int.random(in: 0..<count, using: &numbers))" }
            let children = (0..<Int.random(in: 0...40, using: &numbers)).map { "K\(Int.random(in: 0..<count + 2, using: &numbers)),\($0)" }
            let limits = PartLimits.rows(Int.random(in: 2...9, using: &numbers))
            let outcome: FileSplitter.Outcome
            do {
                outcome = try split(
                    "Name\n" + parents.joined(separator: "\n"), "Key,V\n" + children.joined(separator: "\n"), limits: limits)
            } catch let failure as TransferFailure {
                #expect(failure.message.contains("more than a job takes"), "round \(round)")
                continue
            }
            let parts = try outcome.parts.map { part in try files.contents(of: part).mapValues { try rawCells($0).dropFirst().map { $0 } } }
            #expect(parts.flatMap { $0["p.csv"]!.map { $0[0] } } == parents, "round \(round)")
            #expect(parts.flatMap { ($0["c0.csv"] ?? []).map { "\($0[0]),\($0[1])" } }.sorted() == children.sorted(), "round \(round)")
            for (index, part) in parts.enumerated() {
                #expect(part.values.allSatisfy { $0.count <= limits.rows }, "round \(round)")
                for row in part["c0.csv"] ?? [] {
                    let home = parts.firstIndex { $0["p.csv"]!.contains { $0[0] == row[0] } } ?? 0
                    #expect(home == index, "round \(round)")
                }
            }
        }
    }
}
