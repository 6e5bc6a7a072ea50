import BulkModel
import BulkTesting
import Testing

@Suite struct CaseFoldingTests {
    @Test(arguments: [
        ("Boyle", "BOYLE"), ("MÜLLER", "müller"), ("ΣΊΣΥΦΟΣ", "σίσυφος"), ("straße", "STRASSE"), ("ДМИТРО", "дмитро"), ("", ""),
        ("Åse", "åSE"),
    ])
    func textsThatDifferInCaseOnlyAreEqual(left: String, right: String) {
        #expect(compare(left, right) == 0)
        #expect(CaseFolding.folded(left.utf8) == CaseFolding.folded(right.utf8))
    }

    @Test(arguments: [("a", "b"), ("A", "b"), ("a", "aa"), ("Zebra", "Äpfel"), ("a ", "ab"), ("", "a"), ("é", "ê")])
    func otherTextsHaveOneOrder(smaller: String, larger: String) {
        #expect(compare(smaller, larger) == -1)
        #expect(compare(larger, smaller) == 1)
    }

    @Test func theOrderIsThatOfTheFoldedBytes() {
        let alphabet = Array("aAbBzZ_[ éÉßσςΣİıſ日").map(String.init)
        var numbers = TestNumbers()
        for _ in 0..<20_000 {
            let left = (0..<Int.random(in: 0...4, using: &numbers)).map { _ in alphabet.randomElement(using: &numbers)! }.joined()
            let right = (0..<Int.random(in: 0...4, using: &numbers)).map { _ in alphabet.randomElement(using: &numbers)! }.joined()
            let a = CaseFolding.folded(left.utf8)
            let b = CaseFolding.folded(right.utf8)
            let expected: Int32 = a == b ? 0 : a.lexicographicallyPrecedes(b) ? -1 : 1
            #expect(compare(left, right) == expected, "'\(left)' and '\(right)'")
        }
    }

    private func compare(_ left: String, _ right: String) -> Int32 {
        Array(left.utf8).withUnsafeBytes { left in
            Array(right.utf8).withUnsafeBytes { CaseFolding.compare(left, $0) }
        }
    }
}
