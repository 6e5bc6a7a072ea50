import Testing

@testable import BulkFormats

/// Texts whose tables stand otherwise than RFC 4180 has it.
@Suite struct CSVFormTests {
    private func rows(_ text: String, _ form: CSVForm) throws -> [(line: Int, cells: [String])] {
        var found: [(line: Int, cells: [String])]?
        for pieces in [Int.max, 1, 3] {
            let reader = form.reader(maximumRowBytes: 10_000, damage: nil, source: CSVTexts.source(text, pieces: pieces))
            var rows: [(line: Int, cells: [String])] = []
            while try reader.next() {
                rows.append((reader.line, (0..<reader.count).map { String(decoding: reader.value($0), as: UTF8.self) }))
            }
            if let found { #expect(found.map(\.cells) == rows.map(\.cells) && found.map(\.line) == rows.map(\.line)) }
            found = rows
        }
        return found ?? []
    }

    @Test func linesAboveTheHeaderAreLeftOutAndCounted() throws {
        let found = try rows("Report\r\n\r\nA,B\r\n1,2\r\n", CSVForm(.comma, skippedLines: 2))
        #expect(found.map(\.cells) == [["A", "B"], ["1", "2"]])
        #expect(found.map(\.line) == [3, 4])
    }

    @Test func aFileWithoutHeaderGetsNumbersForNames() throws {
        let found = try rows("1;x\n2;y\n", CSVForm(CSVDialect(delimiter: UInt8(ascii: ";")), hasHeader: false, columns: 2))
        #expect(found.map(\.cells) == [["column 1", "column 2"], ["1", "x"], ["2", "y"]])
        #expect(found.map(\.line) == [0, 1, 2])
    }

    @Test(arguments: [
        (CSVQuoting.apostrophe, "A,B\n'x, y','it''s'\n\"z,w\n", [["A", "B"], ["x, y", "it's"], ["\"z", "w"]]),
        (.apostrophe, "A,B\n'Men's, dogs' home','x'\ny,z\n", [["A", "B"], ["Men's, dogs' home", "x"], ["y", "z"]]),
        (.backslash, "A,B\n\"x \\\"y\\\"\",\"a\\\\b\\c\"\nz,w\n", [["A", "B"], ["x \"y\"", "a\\b\\c"], ["z", "w"]]),
        (.none, "A,B\n\"x,y\"\nz,5\"\n", [["A", "B"], ["\"x", "y\""], ["z", "5\""]]),
        (.apostrophe, "A,B\n'two\nlines',x", [["A", "B"], ["two\nlines", "x"]]),
    ])
    func otherQuotesAreRead(quoting: CSVQuoting, text: String, cells: [[String]]) throws {
        #expect(try rows(text, CSVForm(.comma, quoting: quoting)).map(\.cells) == cells)
    }

    private func survey(_ text: String) throws -> CSVSurvey {
        let reader = CSVForm(.comma).reader(maximumRowBytes: 10_000, damage: nil, source: CSVTexts.source(text))
        _ = try reader.next()
        var survey = CSVSurvey(columns: reader.headerCount)
        while try reader.next() { survey.look(at: reader) }
        return survey
    }

    @Test func aHeaderThatHasLostItsLastDelimiterIsSeenInTheRows() throws {
        let survey = try survey("A,B,C\n" + String(repeating: "1,,3,\n", count: 10))
        #expect(survey.shape == CSVShape(columns: 3, hasEmptyColumn: true))
    }

    @Test func rowsThatAreAllWiderThanTheHeaderAreSeen() throws {
        #expect(try survey("A,B\n" + String(repeating: "r,1,2\n", count: 5)).usualWidth == 3)
        #expect(try survey("A,B\n" + String(repeating: "1,2\n", count: 5) + "r,1,2\n").usualWidth == nil)
    }

    @Test(arguments: [("A,B\n1,2\n3", 3), ("A,B\n1,2\n3\n", nil), ("A,B\n1,2\n3,4", nil)])
    func aFileThatEndsWithinARowIsCutOff(text: String, line: Int?) throws {
        #expect(try survey(text).cutOffLine == line)
    }

    @Test func cellsBetweenApostrophesAreSeen() throws {
        #expect(try survey("A,B\n1,'x'\n2,'y z'\n3,'w'\n").apostropheColumn == 1)
        #expect(try survey("A,B\n1,it's\n2,'y\n3,w'\n").apostropheColumn == nil)
    }
}
