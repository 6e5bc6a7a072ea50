import BulkClient
import BulkFormats
import Testing

@testable import BulkTransfer

@Suite("Formats of columns")
struct ValueFormatTests {
    private func format(_ type: String, _ cells: [String]) throws -> ValueFormat {
        let kind = try #require(FormatKind(dataType: type))
        let tallies = ColumnScan.tallies([ScanTask(column: 0, kind: .format(kind))], of: cells.map { [$0] })
        return ValueFormat(try #require(tallies[0]?.formats))
    }

    @Test(
        "the format is the one that fits all cells",
        arguments: [
            ("date", ["2024-12-31", ""], nil), ("date", ["12/31/2024", "1/2/2024"], "M/d/yyyy"), ("date", [], nil), ("date", [""], nil),
            ("date", ["12/31/2024"], "MM/dd/yyyy"), ("date", ["31/12/2024", "01/02/2024"], "dd/MM/yyyy"),
            ("date", ["31.12.2024"], "dd.MM.yyyy"),
            ("date", ["31.12.2024", "1.2.2024"], "d.M.yyyy"), ("date", ["31-12-2024"], "dd-MM-yyyy"),
            ("date", ["2024/12/31"], "yyyy/MM/dd"), ("date", ["Dec 31, 2024"], "MMM d, yyyy"), ("date", ["31 Dec 2024"], "dd MMM yyyy"),
            ("date", ["20241231"], "yyyyMMdd"), ("date", ["31/12/24"], "dd/MM/yy"),
            ("datetime", ["2024-12-31T10:00:00+02:00"], nil), ("datetime", ["2024-12-31 10:00"], nil),
            ("datetime", ["12/31/2024 10:00 PM"], "MM/dd/yyyy hh:mm a"), ("datetime", ["31.12.2024 10:00"], "dd.MM.yyyy HH:mm"),
            ("datetime", ["31/12/2024 10:00:05 PM"], "dd/MM/yyyy hh:mm:ss a"),
            ("double", ["1,234.5", "-2"], nil), ("double", ["1,5", "2"], "#.###,##"), ("currency", ["1.234.567,89"], "#.###,##"),
            ("currency", ["1 234,5"], "# ###,##"), ("integer", ["123,344"], nil), ("integer", ["1.234"], "#.###,##"),
            ("currency", ["12,34,567.00"], nil), ("integer", ["75.0", "30"], nil), ("percent", ["12.5%"], nil),
            ("double", ["0,500"], "#.###,##"),
        ] as [(String, [String], String?)])
    func fitting(type: String, cells: [String], pattern: String?) throws {
        let format = try format(type, cells)
        #expect(format.pattern == pattern)
        #expect(format.doubt == nil && format.misfits.count == 0)
    }

    @Test func aTextHasNoFormat() {
        #expect(FormatKind(dataType: "text") == nil)
    }

    @Test(
        "a cell that is nothing doesn't change what the others are",
        arguments: [
            ("date", ["12/03/1981", "25/12/1981", "JUNK", "04/03/1981"], "dd/MM/yyyy"),
            ("date", ["JUNK", "12.03.1981", "25.12.1981"], "dd.MM.yyyy"),
            ("date", ["2024-12-31", "JUNK"], nil),
            ("datetime", ["25/12/1981 10:00", "JUNK"], "dd/MM/yyyy HH:mm"),
            ("currency", ["9,99", "1.250,00", "JUNK", "12,5"], "#.###,##"),
            ("double", ["JUNK", "1 234,5"], "# ###,##"),
        ] as [(String, [String], String?)])
    func junk(type: String, cells: [String], pattern: String?) throws {
        for junk in ["n/a", "-", "00/00/0000", "1981/", "€ 5", "x\u{0}y", String(repeating: "7", count: 2_000), "31/02/2024", "12,3,4"] {
            let format = try format(type, cells.map { $0 == "JUNK" ? junk : $0 })
            #expect(format.pattern == pattern, "\(junk)")
            #expect(format.doubt == nil, "\(junk)")
            #expect(format.misfits.count == 1 && format.misfits.line == (cells.firstIndex(of: "JUNK") ?? 0) + 2, "\(junk)")
        }
    }

    @Test(
        "cells that two formats read as different values leave it in doubt",
        arguments: [
            ("date", ["01/02/2024"], ["MM/dd/yyyy", "dd/MM/yyyy"]), ("date", ["01.02.2024"], ["dd.MM.yyyy", "MM.dd.yyyy"]),
            ("date", ["01-02-2024", "n/a"], ["MM-dd-yyyy", "dd-MM-yyyy"]), ("date", ["1/2/24"], []),
            ("double", ["1,234"], ["#,###.##", "#.###,##"]), ("double", ["1.234", "7"], ["#,###.##", "#.###,##"]),
            ("datetime", ["01/02/2024 10:00"], ["MM/dd/yyyy HH:mm", "dd/MM/yyyy HH:mm"]),
        ] as [(String, [String], [String])])
    func doubts(type: String, cells: [String], words: [String]) throws {
        let doubt = try format(type, cells).doubt
        // Patterns with one digit for the month and two for the year may be known or not.
        if words.isEmpty { return }
        #expect(doubt?.readings.map(\.word) == words)
        #expect(doubt?.difference.different.line == 2)
    }

    @Test func whatIsInDoubtHasTheDocumentedReading() throws {
        #expect(try format("date", ["01/02/2024"]).pattern == "MM/dd/yyyy")
        #expect(try format("date", ["01.02.2024"]).pattern == "dd.MM.yyyy")
        #expect(try format("double", ["1,234"]).word == "#,###.##")
    }

    @Test func bothOrdersInOneColumnAreADoubtThatNamesTheCells() throws {
        let doubt = try #require(try format("date", ["25/12/1981", "12/25/1981", "04/03/1981"]).doubt)
        #expect(doubt.readings.map(\.own.value) == ["12/25/1981", "25/12/1981"])
        #expect(doubt.readings.map(\.own.line) == [3, 2])
        #expect(doubt.difference.different.value == "04/03/1981")
    }

    @Test func bothOrdersWithoutACellThatCouldBeEitherAreNone() throws {
        let format = try format("date", ["25/12/1981", "12/25/1981", "26/12/1981"])
        #expect(format.doubt == nil)
        #expect(format.pattern == "dd/MM/yyyy")
        #expect(format.misfits.value == "12/25/1981" && format.misfits.line == 3)
    }

    @Test func theSameDayInBothReadingsIsNoDoubt() throws {
        #expect(try format("date", ["01/01/2024", "05/05/2024"]).doubt == nil)
    }

    @Test func aFewDatesInAnotherOrderDoNotKeepTheOthersOut() throws {
        let format = try format("date", Array(repeating: "2024-05-06", count: 20) + ["01/02/2024"])
        #expect(format.doubt == nil)
        #expect(format.pattern == "yyyy-MM-dd")
        #expect(format.unclear?.different.value == "01/02/2024")
        #expect(format.misfits.count == 1)
    }

    @Test func whatDecidesMayStandAtTheEndOfTheFile() throws {
        let cells = (0..<5_000).map { "0\($0 % 9 + 1)/03/\(1900 + $0 % 100)" } + ["25/03/1981"]
        #expect(try format("date", cells).pattern == "dd/MM/yyyy")
    }

    @Test func theReadingOfAnotherRowOfTheSameFileIsKept() throws {
        #expect(try format("double", ["1,234.5"]).word == "#,###.##")
        #expect(try format("double", ["17"]).word == nil)
        #expect(try format("date", ["2024-12-31"]).word == nil)
        #expect(try format("date", ["12/31/2024", "2024-12-31"]).word == "default")
    }

    @Test func whatAReadingMakesOfACellIsShownToPeople() throws {
        let dates = try #require(try format("date", ["12/03/1981"]).doubt)
        #expect(dates.readings.map { $0.words(for: "12/03/1981", .date) } == ["3 December 1981", "12 March 1981"])
        #expect(dates.readings.map { $0.meaning(.date) } == ["month first", "day first"])
        let kind = FormatKind.number(isWhole: false, isPercent: false)
        let numbers = try #require(try format("double", ["-12,500"]).doubt)
        #expect(numbers.readings.map { $0.words(for: "-12,500", kind) } == ["-12500", "-12.5"])
    }

    @Test func everyPatternThatCanBeChosenIsOne() {
        for candidate in FormatKind.date.candidates.dropFirst() { #expect(DatePattern(date: candidate.word) != nil) }
        for candidate in FormatKind.dateTime.candidates.dropFirst() { #expect(DatePattern(dateTime: candidate.word) != nil) }
        for candidate in FormatKind.number(isWhole: false, isPercent: false).candidates {
            #expect(NumberFormat(pattern: candidate.word) != nil)
        }
    }

    @Test(
        "numbers have their groups where they belong",
        arguments: [
            ("1,234", true), ("1,234,567.5", true), ("12,34,567", true), ("1234", true), (".5", true), ("5.", true), ("-1,234", true),
            ("9,99", false),
            ("1234,567", false), ("1,23,4", false), ("0,500", false), (",5", false), ("1,,234", false), ("1.234,5", false), ("", false),
            ("-", false),
            ("1,234,56", false), ("12,345,67,890", false),
        ])
    func groups(text: String, isWellFormed: Bool) {
        let bytes = Array(text.utf8)
        let result = bytes.withUnsafeBufferPointer {
            GroupedNumber.isWellFormed($0, grouping: UInt8(ascii: ","), point: UInt8(ascii: "."), isWhole: false)
        }
        #expect(result == isWellFormed)
    }
}
