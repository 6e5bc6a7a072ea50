import Testing

@testable import BulkTransfer

@Suite("Failures of filters")
struct WhereFailureTests {
    private func lines(_ text: String, _ place: Range<Int>, width: Int = 80) -> [String] {
        WhereFailure(message: "m", hint: "h", text: text, place: place).rendered(width: width)
            .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }

    @Test func theLineStandsBelowTheMessageAndTheMarkBelowTheLine() {
        #expect(lines("ab = 'c'", 5..<8) == ["m", "  ab = 'c'", "       ^^^", "h"])
    }

    @Test func whatIsMissingAtTheEndIsMarkedBehindIt() {
        #expect(lines("ab =", 4..<4) == ["m", "  ab =", "      ^", "h"])
        #expect(lines("", 0..<0) == ["m", "  ", "  ^", "h"])
        #expect(lines("ab", 90..<99) == ["m", "  ab", "    ^", "h"])
    }

    @Test func ofSeveralLinesTheOneIsShown() {
        #expect(lines("a = 1\nand b\nor c", 10..<11) == ["m, line 2", "  and b", "      ^", "h"])
        #expect(lines("a = 1\nand b", 0..<99) == ["m, line 1", "  a = 1", "  ^^^^^", "h"])
    }

    @Test func widthsAreThoseOfTheTerminal() {
        let text = "日本 = 'é' x"
        let place = text.utf8.count - 1..<text.utf8.count
        #expect(lines(text, place) == ["m", "  日本 = 'é' x", "             ^", "h"])
        #expect(lines("e\u{301} x", 4..<5)[2] == "    ^")
        #expect(lines("日本", 0..<6)[2] == "  ^^^^")
    }

    @Test func nothingOfTheTextMovesTheCursor() {
        #expect(lines("\ta\u{1B}[31m\u{202E}b", 1..<2) == ["m", "   a\u{FFFD}[31m\u{FFFD}b", "   ^", "h"])
        #expect(lines("a\r\nb", 0..<1)[1] == "  a\u{FFFD}" || lines("a\r\nb", 0..<1)[1] == "  a")
    }

    @Test func aLongLineIsCutAroundThePlace() {
        let text = String(repeating: "a", count: 100) + "XYZ" + String(repeating: "b", count: 100)
        let shown = lines(text, 100..<103, width: 42)
        #expect(shown[1].count <= 42 && shown[1].contains("aXYZb"))
        #expect(shown[1].hasPrefix("  …") && shown[1].hasSuffix("…"))
        #expect(
            shown[2].firstIndex(of: "^").map { shown[2].distance(from: shown[2].startIndex, to: $0) }
                == shown[1].distance(from: shown[1].startIndex, to: shown[1].firstIndex(of: "X")!))
        #expect(shown[2].hasSuffix("^^^"))
        let end = lines(text, 203..<203, width: 42)
        #expect(end[1].count <= 42 && !end[1].hasSuffix("…") && end[2].count == end[1].count + 1)
        let start = lines(text, 0..<1, width: 42)
        #expect(start[1].hasPrefix("  aaa") && start[1].hasSuffix("…") && start[1].count <= 42 && start[2] == "  ^")
    }

    @Test func wholeTextsOfWideCharactersAreCutToo() {
        let text = String(repeating: "日", count: 100)
        for place in stride(from: 0, through: 300, by: 3) {
            let shown = lines(text, place..<min(place + 3, 300), width: 30)
            let width = shown[1].reduce(0) { $0 + DisplayWidth.of($1) }
            #expect(width <= 30 && shown[2].count <= 30, "\(place)")
        }
    }
}
