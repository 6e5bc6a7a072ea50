import BulkFormats
import Testing

@testable import BulkTransfer

@Suite("Headers with one wrong character")
struct HeaderMenderTests {
    private static func quote(in column: Int, _ name: String) -> String {
        "a quote in the header isn't closed where its name ends (line 1, column \(column)); the name was read as \(name)"
    }

    private static func gap(_ column: Int) -> String {
        "the header has a delimiter too many (a column \(column) without a name), for the rows have one cell less; it was read without it"
    }

    @Test(
        "a header is read as its author meant it, with a note, where the rows leave one reading",
        arguments: [
            ("\"A,B,\"C\"\n1,2,3\n4,5,6\n", quote(in: 1, "A")), ("A,B,\"C\n1,2,3\n4,5,6\n", quote(in: 3, "C")),
            ("A,\"\"B\",C\n1,2,3\n4,5,6\n", quote(in: 2, "B")), ("A,,B,C\n1,2,\n4,5,6\n", gap(2)), (",A,B,C\n1,2,\n4,5,6\n", gap(1)),
        ])
    func mended(text: String, note: String) throws {
        let files = try SplitFiles()
        for (above, lines) in [("", 0), ("\r\n\n", 2)] {
            let table = try files.table(above + text)
            #expect(table.header == ["A", "B", "C"])
            #expect(table.notes == [note.replacing("line 1", with: "line \(1 + lines)")])
            #expect(table.samples.map { $0[1] } == ["2", "5"])
            #expect(table.sampleLines == [2 + lines, 3 + lines])
            let parts = try files.texts(of: try files.splitter().split(table))
            #expect(parts.map { $0.prefix(12) } == ["\"A\",\"B\",\"C\"\n"])
        }
    }

    @Test(
        "a header with two readings is refused, or stays as it stands",
        arguments: [
            // No row of the width, and no row at all.
            "\"A,B,C\n1,2\n3,4\n", "\"A,B,C\n",
            // A name that would be there twice.
            "A,\"A,B\n1,2,3\n",
            // Text behind a closing quote may be a delimiter that is missing.
            "A,\"B\"C\n1,2,\n3,4,\n",
        ])
    func refused(text: String) throws {
        let files = try SplitFiles()
        let refusal = failure { try files.table(text) }
        #expect(refusal?.hasPrefix("leads.csv, the header: line 1, column ") == true, "\(refusal ?? "no failure")")
    }

    private static let numbers = ["column 1", "column 2", "column 3"]

    @Test(
        "a header that isn't like the rows is no obstacle where columns are named by their numbers",
        arguments: [
            ("A,\"B\"C\n1,2,\n3,4,\n", 3, numbers), ("A B C\n1,2,x\n3,4,x\n5,6,x\n", 3, numbers), ("A,BC\n1,2,\n3,4,\n", 3, numbers),
            ("A,BC\n1,2,\n3,4,\n", 2, numbers), ("A,B\n1,2\n", 2, ["A", "B"]), ("A,B\n1,2\n", 3, ["A", "B"]),
        ])
    func numbered(text: String, last: Int, names: [String]) throws {
        let table = try SplitFiles().table(text, options: SourceOptions(lastColumn: last))
        #expect(table.header == names)
        #expect(table.notes.contains { $0.contains("the columns are numbered") } == (names == Self.numbers))
    }

    @Test(arguments: ["A,,B,C\n1,2,3\n4,5,6\n", "A,,B,C\n1,2,\n4,5,6,7\n7,8,9,0\n", "A,,,B\n1,2,\n", "A,B,\n1,\n"])
    func columnsWithoutNamesStayWhereRowsDoNotSayThatTheyAreNone(text: String) throws {
        let table = try SplitFiles().table(text)
        #expect(table.header.contains(""))
        #expect(table.form?.names == nil)
    }
}
