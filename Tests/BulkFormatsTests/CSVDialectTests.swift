import Testing

@testable import BulkFormats

@Suite struct CSVDialectTests {
    @Test(arguments: [
        ("First Name,Last Name\n", ","),
        ("a;b;c\n", ";"),
        ("a|b", "|"),
        ("a:b\r\n", ":"),
        ("a;b,c;d", ";"),
        ("a:b|c,d,e|f|g", "|"),
    ])
    func theMostFrequentDelimiterOfTheHeaderWins(text: String, delimiter: Character) {
        #expect(detected(text) == delimiter)
    }

    @Test(arguments: [("a,b;c", ","), ("a:b,c|d;e", ","), ("a|b;c", ";"), ("a:b|c", "|"), ("a:b:c|d|e", "|")])
    func tiesAreDecidedInTheOrderCommaSemicolonPipeColon(text: String, delimiter: Character) {
        #expect(detected(text) == delimiter)
    }

    @Test(arguments: ["Last Name\n", "", "\n\n", "\"a;b\""])
    func aHeaderWithoutDelimitersIsASingleColumnOfTheComma(text: String) {
        #expect(detected(text) == ",")
    }

    @Test(arguments: [
        ("\"a,b,c,d\";e", ";"),
        ("\"a,\"\",b,,\";e", ";"),
        ("\"two\n,,lines\";b", ";"),
        (" \"a,b,c\" ;d", ";"),
        ("x|\"a,b,c\"|d", "|"),
    ])
    func delimitersWithinQuotesDoNotCount(text: String, delimiter: Character) {
        #expect(detected(text) == delimiter)
    }

    @Test func aQuoteInsideACellQuotesNothing() {
        #expect(detected("5\" pipe;a;b;\n,,,,,,") == ";")
        #expect(detected("\"a\"b\";c;d\n,,,,,") == ";")
    }

    @Test func onlyTheFirstLineThatIsNotBlankCounts() {
        #expect(detected("\r\n\n\na;b\n1,2,3,4,5\n") == ";")
        #expect(detected("a;b\r1,2,3,4,5\r") == ";")
    }

    /// Labels such as `Account: Account Name` have more of another delimiter than of their own.
    @Test(arguments: [
        ("Account: Name,Contact: Mail,Contact: City\na,b,c\n", ","), ("When: from;Who, what;Where, and why\n1;2;3\n4;5;6\n", ";"),
        ("a,b;c,d;e,f\n1;2,5;3\n4;5,5;6\n", ";"), ("a|b;c;d|e\nx;y|1;2|z\nu;v;w|1;2|z\n", "|"),
        ("Time: of day,Name\n10:30:00,x\n11:45:10,y\n", ","),
    ])
    func theDelimiterByWhichRowsAreAsWideAsTheHeaderWins(text: String, delimiter: Character) {
        #expect(detected(text) == delimiter)
    }

    @Test func aFewSpoiltRowsDoNotDecide() {
        let rows = (0..<20).map { $0 % 7 == 0 ? "a,b;c,d,e" : "a,b;c,d" }
        #expect(detected("x,y;y,z\n" + rows.joined(separator: "\n") + "\n") == ",")
    }

    @Test func rowsWithoutAValueHaveNoSay() {
        #expect(detected("a;b\n,,,\n1;2\n;\n") == ";")
    }

    private func detected(_ text: String) -> Character {
        let dialect = Array(text.utf8).withUnsafeBytes { CSVDialect.detect(in: $0) }
        return Character(Unicode.Scalar(dialect.delimiter))
    }
}
