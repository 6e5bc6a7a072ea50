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

    private func detected(_ text: String) -> Character {
        let dialect = Array(text.utf8).withUnsafeBytes { CSVDialect.detect(in: $0) }
        return Character(Unicode.Scalar(dialect.delimiter))
    }
}
