import Testing

@testable import BulkFormats

@Suite struct TruthValueTests {
    @Test(
        arguments: [
            ("true", true), ("TRUE", true), ("tRue", true), ("1", true), ("false", false), ("False", false), ("0", false), ("yes", nil),
            ("no", nil), ("2", nil), ("10", nil), ("truely", nil), ("tru", nil), ("", nil),
        ] as [(String, Bool?)])
    func trueAndFalseAreWordsOrDigits(text: String, value: Bool?) {
        #expect(text.read { TruthValue.read($0) } == value)
    }
}
