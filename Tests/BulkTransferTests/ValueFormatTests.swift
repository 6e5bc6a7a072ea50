import BulkClient
import BulkFormats
import Testing

@testable import BulkTransfer

@Suite("Formats of columns")
struct ValueFormatTests {
    private func format(_ type: String, _ cells: [String]) -> ValueFormat? {
        ValueFormat(for: FieldDescription(apiName: "X", label: "X", dataType: type), cells: cells)
    }

    @Test(
        "a pattern is chosen that fits all cells",
        arguments: [
            ("date", ["2024-12-31", ""], nil), ("date", ["12/31/2024", "1/2/2024"], nil), ("date", [], nil), ("date", [""], nil),
            ("date", ["31/12/2024", "01/02/2024"], "dd/MM/yyyy"), ("date", ["31.12.2024"], "dd.MM.yyyy"),
            ("date", ["31.12.2024", "1.2.2024"], "d.M.yyyy"),
            ("date", ["31-12-2024"], "dd-MM-yyyy"), ("date", ["2024/12/31"], "yyyy/MM/dd"), ("date", ["Dec 31, 2024"], "MMM d, yyyy"),
            ("date", ["31 Dec 2024"], "dd MMM yyyy"), ("date", ["20241231"], "yyyyMMdd"), ("date", ["31/12/24"], "dd/MM/yy"),
            ("datetime", ["2024-12-31T10:00:00+02:00"], nil), ("datetime", ["2024-12-31 10:00"], nil),
            ("datetime", ["12/31/2024 10:00 PM"], nil),
            ("datetime", ["31.12.2024 10:00"], "dd.MM.yyyy HH:mm"), ("datetime", ["31/12/2024 10:00:05 PM"], "dd/MM/yyyy hh:mm:ss a"),
            ("double", ["1,234.5", "-2"], nil), ("double", ["1,5", "2"], "#.###,##"), ("currency", ["1.234.567,89"], "#.###,##"),
            ("currency", ["1 234,5"], "# ###,##"), ("integer", ["123,344"], nil), ("integer", ["1.234"], "#.###,##"),
            ("currency", ["12,34,567.00"], nil),
            ("percent", ["12.5%"], nil), ("text", ["31.12.2024"], nil),
        ] as [(String, [String], String?)])
    func fitting(type: String, cells: [String], pattern: String?) {
        let format = format(type, cells)
        #expect(format?.pattern == pattern)
        #expect(format?.alternative == nil && format?.misfit == nil)
        #expect((format == nil) == (type == "text"))
    }

    @Test(
        "what could be two things is the usual one, and it is told",
        arguments: [
            ("date", ["01/02/2024"], nil, "dd/MM/yyyy"), ("date", ["01.02.2024"], "dd.MM.yyyy", "MM.dd.yyyy"),
            ("date", ["01-02-2024"], "MM-dd-yyyy", "dd-MM-yyyy"), ("double", ["1,234"], nil, "#.###,##"),
            ("double", ["1.234"], nil, "#.###,##"),
            ("datetime", ["01/02/2024 10:00"], nil, "dd/MM/yyyy HH:mm"),
        ] as [(String, [String], String?, String)])
    func ambiguous(type: String, cells: [String], pattern: String?, alternative: String) {
        let format = format(type, cells)
        #expect(format?.pattern == pattern)
        #expect(format?.alternative == alternative)
    }

    @Test func theSameDayInBothReadingsIsNoDoubt() {
        #expect(format("date", ["01/01/2024", "05/05/2024"])?.alternative == nil)
    }

    @Test func aCellThatFitsNothingIsNamedByItsRow() {
        #expect(format("date", ["31.12.2024", "", "soon", "1.1.2024"])?.misfit == 2)
        #expect(format("integer", ["many"])?.misfit == 0)
    }

    @Test func everyPatternThatCanBeChosenIsOne() {
        for date in DatePattern.dates {
            #expect(DatePattern(date: date) != nil)
            #expect(DatePattern(dateTime: date + DatePattern.timePatterns[0]) != nil)
        }
    }

    @Test func notesNameTheColumnAndTheWayOut() throws {
        let matcher = ColumnMatcher(module: "Contacts", fields: SampleFields.contacts, operation: .insert)
        let header = ["Last_Name", "Date of Birth", "Children"]
        let samples = [["A", "01/02/2000", "x"]]
        #expect(
            try matcher.match(header: header, samples: samples).notes == [
                "column Date of Birth: the cells are read as month/day/year, but could be dd/MM/yyyy; if so, say --format Date_of_Birth=dd/MM/yyyy",
                "column Children: row 1 has no number in a format that fits the rows before it; such rows will be refused",
            ])
    }
}
