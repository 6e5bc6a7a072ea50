import BulkFormats
import Testing

@testable import BulkTransfer

@Suite("Reading columns to their ends")
struct ColumnScanTests {
    private func tally(_ text: String, _ kind: ScanTask.Kind, column: Int = 0, nulls: [String] = []) throws -> ColumnTally {
        let files = try SplitFiles()
        let tallies = try ColumnScan.tallies([ScanTask(column: column, kind: kind, nulls: nulls)], of: try files.table(text))
        return try #require(tallies[column])
    }

    @Test func linesAreThoseOfTheFile() throws {
        let tally = try tally("A,B\n\n\"x\ny\",Web\nz,Fair\n", .options(areSeveral: false), column: 1)
        #expect(tally.texts?.ordered.map(\.cells.value) == ["Web", "Fair"])
        #expect(tally.texts?.ordered.map(\.cells.line) == [3, 5])
    }

    @Test func theHeaderAndEmptyCellsAreNoValues() throws {
        let tally = try tally("A,B\n1,\n2,  \n3\n4,Web\n", .options(areSeveral: false), column: 1)
        #expect(tally.filled == 1)
    }

    @Test func moreTextsThanMemoryHoldsAreCountedAllTheSame() throws {
        let rows = (0..<9_000).map { "option \($0 % 4_500)\n" }.joined()
        let tally = try tally("A\n" + rows, .options(areSeveral: false))
        #expect(tally.texts?.texts.count == 4_500)
        #expect(tally.texts?.ordered.allSatisfy { $0.cells.count == 2 } == true)
        #expect(tally.texts?.ordered.first?.cells.line == 2 && tally.texts?.ordered.last?.cells.line == 4_501)
    }

    @Test func thereIsAnEndToTheTextsThatAreKept() throws {
        let tally = try tally("A\n" + (0..<12_000).map { "option \($0)\n" }.joined(), .options(areSeveral: false))
        #expect(tally.texts?.texts.count == 10_000)
        #expect(tally.texts?.rest.count == 2_000)
    }

    @Test func textsThatDifferInCaseOrInTheFormOfLettersAreOne() throws {
        let tally = try tally("A\ncafe\u{301}\nCAF\u{C9}\n", .options(areSeveral: false))
        #expect(tally.texts?.texts.count == 1)
    }

    @Test func optionsOfOneCellAreTakenApart() throws {
        let tally = try tally("A\nRed; Green;\n;red\n", .options(areSeveral: true))
        #expect(tally.texts?.ordered.map { "\($0.cells.value) \($0.cells.count)" } == ["Green 1", "Red 2"])
    }

    @Test func veryLongCellsAndZeroBytesAreCountedAsWhatTheyAreNot() throws {
        let long = String(repeating: "9", count: 100_000)
        let tally = try tally("A\n\(long)\n1\u{0}2\n1.5\n", .format(.number(isWhole: false, isPercent: false)))
        #expect(tally.formats?.misfits(of: 0).count == 2)
        #expect(tally.formats?.misfits(of: 0).line == 2)
        #expect(tally.formats?.fitting == 1)
    }

    @Test func marksForNoValueAreNone() throws {
        let tally = try tally("A\nN/A\n2024-12-31\n", .format(.date), nulls: ["N/A"])
        #expect(tally.filled == 1 && tally.formats?.fitting == 1 && tally.odd.markers.isEmpty)
    }

    @Test func textsOfFormulasAreRead() throws {
        let tally = try tally("A\n\"=\"\"12,5\"\"\"\n=\"7\"\n", .format(.number(isWhole: false, isPercent: false)))
        #expect(tally.formats?.fitting == 2 && tally.odd.formulas.count == 2)
    }

    @Test func keysAreToldApart() throws {
        let keys = try #require(try tally("A\n5725767000000710001\nzcrm_12\njo@x.com\nJo Park\n", .keys).keys)
        #expect([keys.ids, keys.prefixedIDs, keys.addresses, keys.others].map(\.line) == [2, 3, 4, 5])
    }

    @Test(
        "numbers that a spreadsheet has rounded are noticed in texts",
        arguments: [
            ("4.91764E+11", true), ("5.72577e+18", true), ("4,91764E+11", true), ("-1E+5", true), ("E+11", false), ("4.9E11", false),
            ("A4E+11", false),
            ("4E+", false), ("+49 176", false), ("1.2.E+x", false),
        ])
    func exponents(cell: String, isOne: Bool) throws {
        #expect(try tally("A\n\"\(cell)\"\n", .text).odd.exponents.count == (isOne ? 1 : 0))
    }
}
