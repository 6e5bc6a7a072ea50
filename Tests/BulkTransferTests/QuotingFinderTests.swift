import BulkFormats
import Testing

@testable import BulkTransfer

@Suite("Apostrophes around cells")
struct QuotingFinderTests {
    @Test("they are quotes if only by them the rows are as wide as the header")
    func found() throws {
        let table = try SplitFiles().table("A,B\n'x, y',1\n'Men's, dogs' home',2\n'z, ''q''',3\nw,4\n")
        #expect(table.samples == [["x, y", "1"], ["Men's, dogs' home", "2"], ["z, 'q'", "3"], ["w", "4"]])
        #expect(table.notes == ["apostrophes are taken for quotes around cells; if they aren't, say --quote '\"'"])
    }

    @Test(
        "they are part of the values otherwise",
        arguments: [
            // Most rows are well without.
            "A,B\n'x, y',1\nw,4\nw,5\nw,6\nw,7\n",
            // One row isn't as wide as the header even so.
            "A,B\n'x, y',1\n'x, y',2\n'x, y',3,4\n'x, y',5\n",
            // Too few rows to tell.
            "A,B\n'x, y',1\n'x, y',2\n",
        ])
    func notFound(text: String) throws {
        #expect(try form(of: text) == .standard)
    }

    @Test func whatAPersonSaysCounts() throws {
        #expect(try form(of: "A,B\n'x, y',1\n'x, y',2\n'x, y',3\n", SourceOptions(quoting: .standard)) == .standard)
    }

    private func form(of text: String, _ options: SourceOptions = SourceOptions()) throws -> CSVQuoting {
        try FormFinder(options).form(of: PrefixedSource(Array(text.utf8)).read).quoting
    }
}
