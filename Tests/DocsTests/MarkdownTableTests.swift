import Testing

/// Tables are shown as tables.
@Suite struct MarkdownTableTests {
    @Test func noTableIsBroken() throws {
        var tables = 0
        for path in try Documents.all() {
            let found = MarkdownTable.tables(in: try Documents.text(path))
            #expect(found.broken == [], "\(path)")
            tables += found.tables.count
        }
        #expect(tables > 80)
    }

    @Test func aBlankLineThatBreaksATableIsFound() {
        let found = MarkdownTable.tables(in: "| A | B |\n|---|---|\n| 1 | 2 |\n\n| 3 | 4 |\n")
        #expect(found.tables.map(\.rows) == [[["A", "B"], ["1", "2"]]])
        #expect(found.broken.map(\.line) == [5])
    }

    @Test func aRowWithACellTooManyIsFoundAndCodeIsNoTable() {
        let found = MarkdownTable.tables(in: "| A | B |\n|---|---|\n| `a|b` | 2 |\n| `a\\|b` | 2 |\n```\n| x\n```\n")
        #expect(found.broken.map(\.line) == [3])
    }
}
