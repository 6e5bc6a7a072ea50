import Testing

@testable import BulkFormats

/// What is read of people's files: rows that can be trusted, those that can't, and lines that are no rows.
@Suite struct CSVRecordsTests {
    private struct Row: Equatable {
        var cells: [String]
        var trouble: CSVTrouble?

        init(_ cells: String..., trouble: CSVTrouble? = nil) {
            self.cells = cells
            self.trouble = trouble
        }

        init(_ cells: [String], _ trouble: CSVTrouble?) {
            self.cells = cells
            self.trouble = trouble
        }
    }

    /// Rows below the header, read with buffers of several sizes, which must not matter.
    private func rows(_ text: String, sourceLocation: SourceLocation = #_sourceLocation) throws -> [Row] {
        var expected: [Row]?
        for (size, pieces) in [(262_144, Int.max), (16, 1), (1, 7), (64, 13)] {
            let reader = CSVReader(
                dialect: .comma, maximumRowBytes: 100_000, bufferSize: size, selection: .records,
                source: CSVTexts.source(text, pieces: pieces))
            _ = try reader.next()
            let shape = CSVShape(columns: reader.headerCount)
            var rows: [Row] = []
            while try reader.next() {
                rows.append(
                    Row((0..<reader.count).map { String(decoding: reader.value($0), as: UTF8.self) }, shape.trouble(of: reader)))
            }
            if let expected { #expect(rows == expected, "a buffer of \(size)", sourceLocation: sourceLocation) }
            expected = rows
        }
        return expected ?? []
    }

    @Test func textBehindAClosingQuoteSpoilsItsRowOnly() throws {
        #expect(
            try rows("A,B,C\n1,\"x\"y,2\n3,4,5\n") == [
                Row("1", "\"x\"y", "2", trouble: .strayQuote(line: 2, column: 1)), Row("3", "4", "5"),
            ])
    }

    @Test func aCellThatWasCutWithinItsQuotesSpoilsItsRowOnly() throws {
        #expect(
            try rows("A,B,C\n1,Vest\"light, warm\"\n3,4,5\n") == [
                Row("1", "Vest\"light", "warm\"", trouble: .strayQuote(line: 2, column: 1)), Row("3", "4", "5"),
            ])
    }

    @Test func doubledQuotesWithinAreNoOthers() throws {
        #expect(
            try rows("A,B,C\n1,Rod\"our 8\"\" rod, long\"\n3,4,5\n") == [
                Row("1", "Rod\"our 8\"\" rod", "long\"", trouble: .strayQuote(line: 2, column: 1)), Row("3", "4", "5"),
            ])
    }

    @Test(arguments: ["rod 5\",6\",x", "5\" rod,6\" pipe,x", "24\"x36\",7\",x", "5\" x 7,rod 6\",x"])
    func inchesSpoilNoRow(row: String) throws {
        let cells = row.split(separator: ",").map(String.init)
        #expect(try rows("A,B,C\n\(row)\n") == [Row(cells[0], cells[1], cells[2])])
    }

    @Test func aQuoteTooManyBeforeAnotherOneSpoilsItsRowOnly() throws {
        #expect(
            try rows("A,B,C\n\"1,2,\"x, y\"\n3,4,5\n") == [
                Row("\"1", "2", "x, y", trouble: .strayQuote(line: 2, column: 0)), Row("3", "4", "5"),
            ])
    }

    @Test func aMissingQuoteSwallowsNoRows() throws {
        #expect(
            try rows("A,B,C\n1,\"x,2\n3,y,4\n5,\"z\",6\n7,8,9\n") == [
                Row("1", "\"x", "2", trouble: .strayQuote(line: 2, column: 1)), Row("3", "y", "4"), Row("5", "z", "6"), Row("7", "8", "9"),
            ])
    }

    @Test func aQuoteThatAnotherClosesByChanceSwallowsNoRows() throws {
        #expect(
            try rows("A,B,C\n1,\"pipe,2\n3,y,4\n5,rod 5\",6\n") == [
                Row("1", "\"pipe", "2", trouble: .strayQuote(line: 2, column: 1)), Row("3", "y", "4"), Row("5", "rod 5\"", "6"),
            ])
    }

    @Test func aQuoteInTheLastCellSwallowsNoRows() throws {
        #expect(
            try rows("A,B,C\n1,2,\"\n3,4,\"x, y\"\n5,6,7\n") == [
                Row("1", "2", "\"", trouble: .strayQuote(line: 2, column: 2)), Row("3", "4", "x, y"), Row("5", "6", "7"),
            ])
    }

    @Test func quotesWithinAQuotedCellThatAreNotDoubledSpoilItsRowOnly() throws {
        #expect(
            try rows("A,B\n\"He said \"hello\"\nand left\",x\n1,2\n") == [
                Row("He said \"hello\"\nand left", "x", trouble: .strayQuote(line: 2, column: 0)), Row("1", "2"),
            ])
    }

    @Test(arguments: [
        "Street 1\nBerlin", "Street 1\nBerlin, Germany", "one\n\ntwo, three\n", "say \"\"hi\"\"\n,;|", "a\r\nb", "x, y\nz, w\nu, v",
    ])
    func cellsOfSeveralLinesAreBelieved(cell: String) throws {
        let content = cell.replacing("\"\"", with: "\"")
        let trimmed = content.hasSuffix("\n") ? String(content.dropLast()) : content
        #expect(try rows("A,B\n1,\"\(cell)\"\n2,3\n") == [Row("1", trimmed), Row("2", "3")])
        #expect(try rows("A,B,C\n1,\"\(cell)\",x\n2,3,4\n") == [Row("1", trimmed, "x"), Row("2", "3", "4")])
    }

    @Test func aQuoteThatIsNeverClosedEndsTheFile() {
        let reader = CSVReader(
            dialect: .comma, maximumRowBytes: 1_000, selection: .records, source: CSVTexts.source("A,B\n1,2\n3,\"x\n5,6\n"))
        #expect(throws: CSVError.unclosedQuote(line: 3)) { while try reader.next() {} }
    }

    @Test func aQuoteOfTheHeaderThatIsNeverClosedSpoilsTheHeaderAlone() throws {
        let reader = CSVReader(dialect: .comma, maximumRowBytes: 1_000, selection: .records, source: CSVTexts.source("A,\"B\n1,2\n"))
        #expect(try reader.next())
        #expect(reader.trouble == .strayQuote(line: 1, column: 1))
        #expect(try reader.next())
        #expect(reader.trouble == nil && reader.count == 2)
    }

    @Test func anInchMarkIsAnOrdinaryCharacter() throws {
        #expect(try rows("A,B\n5\" pipe,6'5\" wide\n\"x \"\"y\"\"\",z\n") == [Row("5\" pipe", "6'5\" wide"), Row("x \"y\"", "z")])
    }

    @Test func linesWithoutAValueAndRepeatedHeadersArePassedOver() throws {
        let text = ",,\nA,B,C\n1,2,3\n,,\n , ,\nA,B,C\n\"\",,\nA,B\n4,,\nA,,C\n"
        let reader = CSVReader(dialect: .comma, maximumRowBytes: 1_000, selection: .records, source: CSVTexts.source(text))
        var rows: [[String]] = []
        while try reader.next() { rows.append((0..<reader.count).map { String(decoding: reader.value($0), as: UTF8.self) }) }
        #expect(rows == [["A", "B", "C"], ["1", "2", "3"], ["4", "", ""], ["A", "", "C"]])
        #expect(reader.row == 4)
        #expect(reader.passedOver.empty.first == [1, 4, 5, 7])
        #expect(reader.passedOver.headers.first == [6])
        #expect(reader.passedOver.otherHeaders.first == [8])
    }

    @Test func rowsOfAnotherTableAreToldAsThatWhileTheyAreAsWideAsItsHeader() throws {
        #expect(
            try rows("A,B,C\n1,2,3\nA,B\n4,5\n6,7,8\nA,B,C\n9,9\n") == [
                Row("1", "2", "3"), Row("4", "5", trouble: .otherTable(line: 4, header: 3)), Row("6", "7", "8"), Row("9", "9"),
            ])
        #expect(
            try rows("A,B\n1,2\nA,B,C\n4,5,6\n6,7\n") == [
                Row("1", "2"), Row("4", "5", "6", trouble: .otherTable(line: 4, header: 3)), Row("6", "7"),
            ])
        #expect(try rows("A\nA,x\n") == [Row("A", "x", trouble: .surplusCells(line: 2, cells: 2, columns: 1))])
    }

    @Test func anEmptyTextInQuotesIsARowOfASingleColumn() throws {
        #expect(try rows("A\n\"\"\nx\n \n\n") == [Row(""), Row("x")])
    }

    @Test func aRowWithMoreFilledCellsThanTheHeaderIsToldAsThat() throws {
        #expect(
            try rows("A,B,C\nx,Acme, Inc.,y\n1,2,3\n1,2\n") == [
                Row("x", "Acme", "Inc.", "y", trouble: .surplusCells(line: 2, cells: 4, columns: 3)), Row("1", "2", "3"), Row("1", "2"),
            ])
    }

    @Test(arguments: [
        ("1,,2,", true), ("x,Acme, Inc.,", true), ("x,1,234,", true), ("x,12,345.50,", true), ("1,2,3,", false), ("1,2,,", false),
        ("1,,,", false),
        ("1,2,3,,,", false), ("1,2,", false),
    ])
    func anEmptyCellMoreIsRefusedWhereItMayHaveMovedValues(row: String, isRefused: Bool) throws {
        let found = try rows("A,B,C\na,b,c\n\(row)\nd,e,f\n")
        #expect(found.count == 3)
        #expect(found[1].trouble == (isRefused ? .shifted(line: 3, cells: 4, columns: 3) : nil))
    }

    @Test func bytesThatTheEncodingDoesNotHaveSpoilTheirRowOnly() throws {
        let text = Array("A,B\nMüller,x\nCaf".utf8) + [0xE9] + Array(",y\nŽižka,z\n".utf8)
        var given = 0
        let damage = TextDamage()
        let decoder = TextDecoder(from: .utf8, isDetected: true, damage: damage) { buffer in
            let count = min(buffer.count, 5, text.count - given)
            buffer.copyBytes(from: text[given..<given + count])
            given += count
            return count
        }
        let reader = CSVReader(dialect: .comma, maximumRowBytes: 1_000, selection: .records, damage: damage, source: decoder.read)
        var rows: [Row] = []
        while try reader.next() {
            rows.append(Row((0..<reader.count).map { String(decoding: reader.value($0), as: UTF8.self) }, reader.trouble))
        }
        #expect(
            rows == [
                Row("A", "B"), Row("Müller", "x"), Row("Caf\u{FFFD}", "y", trouble: .undecodable(line: 3, column: 0, byte: 0xE9)),
                Row("Žižka", "z"),
            ])
    }

    @Test(arguments: [
        ("\u{200B}x\u{A0}", "x"), ("\u{202A}x y\u{202C}", "x y"), ("\u{FEFF}x", "x"), (" \u{A0} x\u{2009}\u{A0} ", "x"), ("\u{A0}", ""),
        ("a\u{A0}b", "a\u{A0}b"), ("\u{2028}x\u{2029}", "\u{2028}x\u{2029}"), ("👩‍👩‍👧", "👩‍👩‍👧"), ("\u{200F}שלום", "שלום"), ("é\u{AD}", "é"),
    ])
    func whatNobodySeesAtTheEndsOfACellIsNoContent(cell: String, value: String) throws {
        let reader = CSVTexts.reader("\"\(cell)\",b\n")
        #expect(try reader.next())
        #expect(String(decoding: reader.value(0), as: UTF8.self) == value)
    }
}
