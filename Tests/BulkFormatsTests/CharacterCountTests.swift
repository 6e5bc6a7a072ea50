import Testing

@testable import BulkFormats

@Suite struct CharacterCountTests {
    @Test(arguments: ["", "a", "Wójcik", "田中", "😀", "e\u{301}", "Wójcik — 田中 😀 and a text longer than a word", "\0\u{7F}\u{80}\u{7FF}"])
    func scalarsAreCounted(text: String) {
        #expect(text.read { CharacterCount.of($0) } == text.unicodeScalars.count)
    }

    @Test func scalarsAreCountedAtAllLengths() {
        for character in ["x", "é", "田", "😀"] {
            for count in 0..<70 { #expect(String(repeating: character, count: count).read { CharacterCount.of($0) } == count) }
        }
    }
}
