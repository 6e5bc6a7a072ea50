import BulkTesting
import Testing

@testable import BulkFormats

@Suite struct CSVReaderTests {
    @Test(arguments: [
        ("a,b\n1,2\n", [["a", "b"], ["1", "2"]]),
        ("a,b\r\n1,2\r\n", [["a", "b"], ["1", "2"]]),
        ("a,b\r1,2\r", [["a", "b"], ["1", "2"]]),
        ("a,b\n1,2", [["a", "b"], ["1", "2"]]),
        ("a\r\r\nb", [["a"], ["b"]]),
        ("", []),
        ("\n\r\n\r", []),
        ("a", [["a"]]),
    ])
    func aRowEndsWithALineEndOrTheText(text: String, rows: [[String]]) throws {
        #expect(try CSVTexts.values(text) == rows)
    }

    @Test(arguments: [
        ("a\n\n\nb\n", [["a"], ["b"]]),
        ("\r\n\r\na\r\n\r\nb\r\n\r\n", [["a"], ["b"]]),
        ("a,b\n,\n", [["a", "b"], ["", ""]]),
        ("a\n \nb", [["a"], [""], ["b"]]),
        ("a\n\"\"\nb", [["a"], [""], ["b"]]),
    ])
    func onlyALineWithoutAnyCharacterIsNoRow(text: String, rows: [[String]]) throws {
        #expect(try CSVTexts.values(text) == rows)
    }

    @Test(arguments: [
        ("a,b,c\n1\n1,2,3,4", [["a", "b", "c"], ["1"], ["1", "2", "3", "4"]]),
        ("a,", [["a", ""]]),
        (",,", [["", "", ""]]),
    ])
    func rowsMayHaveDifferentNumbersOfCells(text: String, rows: [[String]]) throws {
        #expect(try CSVTexts.values(text) == rows)
    }

    @Test(arguments: [
        (#""a,b",c"#, ["a,b", "c"]),
        ("\"two\nlines\",\"three\r\nmore\rlines\"", ["two\nlines", "three\r\nmore\rlines"]),
        (#""O""Neil","""","""""""#, ["O\"Neil", "\"", "\"\""]),
        (#""say ""a"" or ""b"" here",c"#, [#"say "a" or "b" here"#, "c"]),
        ("\"\"\",\"\"\"", ["\",\""]),
        (#""""#, [""]),
    ])
    func quotedCellsHoldDelimitersLineEndsAndDoubledQuotes(text: String, row: [String]) throws {
        #expect(try CSVTexts.raw(text) == [row])
    }

    @Test(arguments: [
        (#"5" pipe,b"#, ["5\" pipe", "b"]),
        (#""ab"c,d"#, ["abc", "d"]),
        (#""ab"c"d",e"#, [#"abc"d""#, "e"]),
        (#""ab" c ,d"#, ["ab c ", "d"]),
        (#""a""b" "c",d"#, [#"a"b "c""#, "d"]),
    ])
    func quotesElsewhereAreOrdinaryAndTextBehindThemIsContent(text: String, row: [String]) throws {
        #expect(try CSVTexts.raw(text) == [row])
    }

    @Test func whiteSpaceAroundQuotesIsDroppedAndWithinThemIsContent() throws {
        let reader = CSVTexts.reader(" a , \"b,c\"\t,\" d \"\n")
        #expect(try reader.next())
        #expect((0..<3).map { String(decoding: reader.raw($0), as: UTF8.self) } == [" a ", "b,c", " d "])
        #expect((0..<3).map { String(decoding: reader.value($0), as: UTF8.self) } == ["a", "b,c", "d"])
    }

    @Test(arguments: [" \t\u{0B}\u{0C}", "\" \t\r\n\u{0B}\u{0C}\""])
    func aCellOfWhiteSpaceIsEmpty(cell: String) throws {
        #expect(try CSVTexts.values("a,\(cell),b") == [["a", "", "b"]])
    }

    @Test func whatIsInvisibleIsTrimmedAndZerosAreNot() throws {
        #expect(try CSVTexts.values("\u{A0}a\u{A0},\0b\0,\u{FEFF}\u{200B}c d\u{202C}") == [["a", "\0b\0", "c d"]])
    }

    @Test(arguments: [",", ";", "|", ":", "\t"] as [Character])
    func theDelimiterIsTheDialects(delimiter: Character) throws {
        let text = "a\(delimiter)\"b\(delimiter)c\"\(delimiter)\n\(delimiter) d"
        #expect(try CSVTexts.values(text, delimiter: delimiter) == [["a", "b\(delimiter)c", ""], ["", "d"]])
    }

    @Test func aColumnThatTheRowDoesNotHaveIsEmptyAndWhereTheRowEnds() throws {
        let reader = CSVTexts.reader("\na,b\n")
        #expect(reader.count == 0)
        #expect(try reader.next())
        #expect(reader.value(2).isEmpty)
        #expect(reader.raw(-1).isEmpty)
        #expect(reader.position(2) == CSVPosition(line: 2, byte: 4, column: 2))
    }

    @Test func cellsKnowTheirLineAndPlace() throws {
        let text = "a,b\r\n\r\n\"x\r\ny\nz\", \"w\",v\r\n1\n"
        let cells = try CSVTexts.cells(CSVTexts.reader(text))
        #expect(
            cells.map { $0.map(\.position) } == [
                [CSVPosition(line: 1, byte: 0, column: 0), CSVPosition(line: 1, byte: 2, column: 1)],
                [
                    CSVPosition(line: 3, byte: 7, column: 0), CSVPosition(line: 5, byte: 16, column: 1),
                    CSVPosition(line: 5, byte: 21, column: 2),
                ],
                [CSVPosition(line: 6, byte: 24, column: 0)],
            ])
    }

    @Test func linesAndRowsAreCounted() throws {
        let reader = CSVTexts.reader("a\n\n\"b\nc\"\nd")
        var counts: [[Int]] = []
        while try reader.next() { counts.append([reader.row, reader.line]) }
        #expect(counts == [[1, 1], [2, 3], [3, 5]])
        #expect(reader.row == 3)
    }

    @Test(arguments: [
        ("a\n\"b", 2), ("a,\"", 1), ("\"a\r\nb\",\"c\nd", 2), ("\"a\"\"", 1), ("\"\n\n\n", 1),
    ])
    func aQuoteThatIsNeverClosedIsAnErrorWhereItOpens(text: String, line: Int) {
        for pieces in [1, 2, 1_000] {
            #expect(throws: CSVError.unclosedQuote(line: line)) {
                try CSVTexts.cells(CSVTexts.reader(text, bufferSize: 16, pieces: pieces))
            }
        }
    }

    @Test(arguments: [1, 3, 16, 1_000], [1, 16, 100, 1_000])
    func aRowMayHaveSoManyBytesAndNoMore(pieces: Int, bufferSize: Int) throws {
        let fits = "a\n\(String(repeating: "x,", count: 49))12\r\nb\n"
        let reader = CSVTexts.reader(fits, maximumRowBytes: 100, bufferSize: bufferSize, pieces: pieces)
        #expect(try CSVTexts.cells(reader).map(\.count) == [1, 50, 1])
        for tooLong in ["a\n\(String(repeating: "x,", count: 50))1\nb", "a\n\"\(String(repeating: "\n", count: 101))"] {
            let reader = CSVTexts.reader(tooLong, maximumRowBytes: 100, bufferSize: bufferSize, pieces: pieces)
            #expect(try reader.next())
            #expect(throws: CSVError.rowTooLong(line: 2, limit: 100)) { try reader.next() }
            #expect(try !reader.next())
        }
    }

    @Test func anEndlessRowTakesLittleMoreMemoryThanTheLimit() {
        var largest = 0
        let reader = CSVReader(dialect: CSVDialect(delimiter: UInt8(ascii: ",")), maximumRowBytes: 100_000, bufferSize: 1_000) { buffer in
            largest = max(largest, buffer.count)
            buffer.initializeMemory(as: UInt8.self, repeating: UInt8(ascii: "x"))
            return buffer.count
        }
        #expect(throws: CSVError.rowTooLong(line: 1, limit: 100_000)) { try reader.next() }
        #expect(largest <= 100_001)
    }

    @Test func cellsBeyondTheMostThatAreKeptAreReadOver() throws {
        for kept in [1, 63, 64, 65, 200] {
            let text = (0..<500).map(String.init).joined(separator: ",") + "\na,b"
            let reader = CSVReader(
                dialect: CSVDialect(delimiter: UInt8(ascii: ",")), maximumRowBytes: 10_000, maximumColumns: kept,
                source: CSVTexts.source(text))
            #expect(try reader.next())
            #expect(reader.count == kept)
            #expect(String(decoding: reader.value(kept - 1), as: UTF8.self) == String(kept - 1))
            #expect(try reader.next())
            #expect(reader.count == min(kept, 2))
        }
    }

    @Test func theSourcesErrorsComeThroughAndEndTheText() throws {
        struct Broken: Error {}
        let text = CSVTexts.source("a,b\nc")
        var calls = 0
        let reader = CSVReader(dialect: CSVDialect(delimiter: UInt8(ascii: ",")), maximumRowBytes: 100) { buffer in
            calls += 1
            if calls > 1 { throw Broken() }
            return try text(buffer)
        }
        #expect(try reader.next())
        #expect(throws: Broken.self) { try reader.next() }
        #expect(try !reader.next())
    }

    @Test func theDialectIsFoundInAHeaderLargerThanTheBuffer() throws {
        let names = (0..<300).map { $0 < 200 ? "a,name \($0)" : "name \($0)" }
        let text = "\n\n" + names.joined(separator: ";") + "\n1;2,2,2;3\n"
        for pieces in [1, 7, 100_000] {
            let reader = try CSVReader(maximumRowBytes: 100_000, bufferSize: 16, source: CSVTexts.source(text, pieces: pieces))
            #expect(reader.dialect == CSVDialect(delimiter: UInt8(ascii: ";")))
            #expect(try CSVTexts.cells(reader).map { $0.map(\.value) } == [names, ["1", "2,2,2", "3"]])
        }
    }

    @Test func aHeaderLongerThanARowMayBeIsAnError() throws {
        let text = String(repeating: "name;", count: 1_000)
        let reader = try CSVReader(maximumRowBytes: 100, bufferSize: 16, source: CSVTexts.source(text))
        #expect(throws: CSVError.rowTooLong(line: 1, limit: 100)) { try reader.next() }
    }

    @Test func whatTheWriterWritesIsReadBackFromAnyPieces() throws {
        var numbers = TestNumbers(seed: 3)
        let parts = ["a", "bc", "\"", ",", "\n", "\r", "\r\n", " ", "x y", "é", "田中", "", "0123456789", "\0"]
        for _ in 0..<300 {
            let table = (0..<Int.random(in: 1...6, using: &numbers)).map { _ in
                (0..<Int.random(in: 2...9, using: &numbers)).map { _ in
                    (0..<Int.random(in: 0...5, using: &numbers)).map { _ in parts.randomElement(using: &numbers)! }.joined()
                }
            }
            var writer = CSVWriter(into: MemoryBlock(capacity: 1_000))
            defer { writer.block.deallocate() }
            for row in table {
                for (index, cell) in row.enumerated() {
                    if index > 0 { writer.separate() }
                    writer.write(cell)
                }
                writer.endRow()
            }
            let text = String(decoding: writer.block.bytes, as: UTF8.self)
            for (pieces, bufferSize) in [(1, 16), (.max, 16), (3, 64), (.max, 262_144)] {
                let cells = try CSVTexts.cells(CSVTexts.reader(text, bufferSize: bufferSize, pieces: pieces))
                #expect(cells.map { $0.map(\.raw) } == table, "\(text) in pieces of \(pieces)")
            }
        }
    }

    @Test func anyTextIsReadAsByteByByteAndFromAnyPieces() {
        var numbers = TestNumbers(seed: 8)
        let parts = [
            "a", "\"", "\"", ";", ";", "\n", "\r", "\r\n", " ", "\t", "é", "bcd", "\"x;y\"", "longer than any word;", "\0", "\u{0B}",
            "\u{8D}\u{8A}",
        ]
        for round in 0..<3_000 {
            let count = round % 10 == 0 ? 150 : 20
            let text = (0..<Int.random(in: 0...count, using: &numbers)).map { _ in parts.randomElement(using: &numbers)! }.joined()
            var plain = PlainCSVReader(text, delimiter: ";")
            let expected = plain.rows()
            for (pieces, bufferSize) in [(1, 16), (1, 4_000), (.max, 1), (5, 64), (.max, 262_144)] {
                let reader = CSVTexts.reader(text, delimiter: ";", bufferSize: bufferSize, pieces: pieces)
                let (rows, error) = CSVTexts.rows(reader)
                #expect(rows == expected.rows, "\(text.debugDescription) in pieces of \(pieces)")
                #expect(error as? CSVError == expected.error, "\(text.debugDescription) in pieces of \(pieces)")
            }
        }
    }
}
