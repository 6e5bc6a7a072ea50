import Foundation
import Testing

@testable import BulkTransfer

@Suite("Changing cells before they are sent")
struct CellTranslationTests {
    private func apply(_ translation: CellTranslation, _ cell: String) -> CellTranslation.Result {
        Array(cell.utf8).withUnsafeBufferPointer(translation.apply)
    }

    private let truth = CellTranslation(
        replacements: [.init(from: "Ja", to: "true"), .init(from: "não", to: "false")],
        refusals: [.init(text: "oui", hint: "say --true oui")])

    @Test(
        "a text that has a replacement gets it, whatever its letter case",
        arguments: [
            ("ja", "true"), (" JA ", "true"), ("NÃO", "false"), ("na\u{303}o", "false"), ("true", nil), ("", nil), ("jaja", nil),
        ] as [(String, String?)])
    func replacements(cell: String, text: String?) {
        #expect(apply(truth, cell) == (text.map { .replaced(Array($0.utf8)) } ?? .same))
    }

    @Test func aTextWithAReasonAgainstItIsRefused() {
        #expect(apply(truth, "Oui") == .refused(hint: "say --true oui"))
    }

    @Test func marksForNoValueAreTakenAsTheyAreWritten() {
        let translation = CellTranslation(nulls: ["N/A", "NULL"])
        #expect(apply(translation, " N/A ") == .replaced([]))
        #expect(apply(translation, "n/a") == .same)
        #expect(apply(translation, "Null") == .same)
    }

    @Test(
        "a formula that is only a text becomes the text",
        arguments: [
            ("=\"00123\"", "00123"), ("=\"a\"\"b\"", "a\"b"), ("=\"\"", ""), ("=A1", nil), ("=\"x", nil), ("=", nil),
        ] as [(String, String?)])
    func formulas(cell: String, text: String?) {
        #expect(apply(CellTranslation(unwrapsFormulas: true), cell) == (text.map { .replaced(Array($0.utf8)) } ?? .same))
        #expect(apply(CellTranslation(nulls: ["x"]), cell) == .same)
    }

    @Test func whatStandsInAFormulaIsTranslatedToo() {
        let translation = CellTranslation(nulls: ["-"], unwrapsFormulas: true, replacements: [.init(from: "ja", to: "true")])
        #expect(apply(translation, "=\"ja\"") == .replaced(Array("true".utf8)))
        #expect(apply(translation, "=\"-\"") == .replaced([]))
    }

    @Test func ofSeveralOptionsEachIsTranslated() {
        let translation = CellTranslation(replacements: [.init(from: "Rot", to: "Red"), .init(from: "A, B", to: "A;B")], hasSeveral: true)
        #expect(apply(translation, "Rot; Green;") == .replaced(Array("Red;Green;".utf8)))
        #expect(apply(translation, "Red;Green") == .same)
        #expect(apply(translation, "A, B") == .replaced(Array("A;B".utf8)))
    }

    @Test func onlyOptionsThatThereAreMayBeTaken() {
        let allowed = CellTranslation.Allowed(options: ["Advertisement", "Web"], field: "Lead Source")
        let translation = CellTranslation(replacements: [.init(from: "Webb", to: "Web")], allowed: allowed, hasSeveral: true)
        #expect(apply(translation, "web") == .same)
        #expect(apply(translation, "Webb;Web") == .replaced(Array("Web;Web".utf8)))
        #expect(
            apply(translation, "Advertisment")
                == .refused(hint: "\"Advertisment\" is no option of Lead Source. Did you mean \"Advertisement\"?"))
        #expect(apply(translation, "Web;Fair") == .refused(hint: "\"Fair\" is no option of Lead Source"))
    }

    @Test func bytesThatAreNoTextAreNoReasonToStop() {
        let cell: [UInt8] = [0xFF, 0, 0xC3]
        #expect(cell.withUnsafeBufferPointer(truth.apply) == .same)
    }

    @Test func aTranslationIsTheSameWhenItIsReadBack() throws {
        let all = CellTranslation(
            nulls: ["N/A"], unwrapsFormulas: true, replacements: [.init(from: "ja", to: "true")], refusals: [.init(text: "x", hint: "y")],
            allowed: .init(options: ["true"], field: "F"), hasSeveral: true)
        let again = try JSONDecoder().decode(CellTranslation.self, from: try JSONEncoder().encode(all))
        #expect(again == all)
        #expect(apply(again, "ja") == .replaced(Array("true".utf8)))
        #expect(again.line == "empty for N/A; formulas as texts; ja as true; not x; known options only")
    }

    @Test func nothingToDoIsKnown() {
        #expect(CellTranslation().isEmpty)
        #expect(!CellTranslation(nulls: ["-"]).isEmpty && !truth.isEmpty)
    }
}
