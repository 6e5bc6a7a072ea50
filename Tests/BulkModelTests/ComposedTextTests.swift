import BulkTesting
import Testing

@testable import BulkModel

/// Canonically equivalent texts are one text.
@Suite struct ComposedTextTests {
    @Test(arguments: [
        ("\u{E9}", "e\u{301}"), ("CAFÉ", "cafe\u{301}"), ("\u{212B}", "a\u{30A}"), ("\u{212B}", "\u{C5}"), ("\u{2126}", "ω"),
        ("\u{212A}", "k"),
        // Marks in any order, where their order doesn't show.
        ("q\u{323}\u{307}", "q\u{307}\u{323}"), ("\u{1E69}", "s\u{307}\u{323}"), ("\u{1EA5}", "\u{E2}\u{301}"),
        ("\u{D55C}", "\u{1112}\u{1161}\u{11AB}"), ("\u{AC01}", "\u{AC00}\u{11A8}"), ("\u{304C}", "\u{304B}\u{3099}"),
        // The iota below is a letter of its own in capitals.
        ("\u{1FB3}", "αι"), ("\u{1FB4}", "\u{3B1}\u{345}\u{301}"), ("\u{1FB4}", "\u{391}\u{301}Ι"), ("\u{345}", "ι"),
        ("\u{390}", "Ϊ\u{301}"), ("\u{130}", "i\u{307}"), ("\u{1E9E}", "ß"), ("STRA\u{1E9E}E", "strasse"), ("\u{958}", "\u{915}\u{93C}"),
        ("\u{37E}", ";"), ("<\u{338}", "\u{226E}"),
    ])
    func equivalentTextsAreEqual(left: String, right: String) {
        #expect(folded(left) == folded(right))
        #expect(compare(left, right) == 0)
    }

    @Test(arguments: [
        ("e", "é"), ("é", "ê"), ("q", "q\u{303}"), ("q\u{307}\u{323}", "q\u{307}\u{323}\u{301}"),
        // Two marks in one place: the first is nearer to the letter.
        ("a\u{300}\u{301}", "a\u{301}\u{300}"),
        // Compatible, not equivalent.
        ("ﬁ", "ﬂ"), ("２", "2"), ("\u{1112}\u{1161}", "\u{D55C}"),
    ])
    func othersStayApart(left: String, right: String) {
        #expect(folded(left) != folded(right))
        #expect(compare(left, right) == -compare(right, left) && compare(left, right) != 0)
    }

    /// Every character there is or may be, in parts that run at the same time.
    @Test(arguments: 0..<34)
    func everyCharacterHasOneFoldedFormHoweverItIsWritten(part: UInt32) {
        for value in part << 15..<(part + 1) << 15 {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let text = String(Character(scalar))
            let key = folded(text)
            let shown = "U+\(String(value, radix: 16))"
            if key != CaseFolding.foldedOutright(text) { Issue.record("\(shown) is folded otherwise than the definition says") }
            for same in [scalars(CanonicalForm.composed(text)), scalars(CanonicalForm.decomposed(text)), onlyCaseFolded(text)]
            where !same.utf8.elementsEqual(text.utf8) && folded(same) != key {
                Issue.record("\(shown) and another form of it are folded otherwise")
            }
            if !key.elementsEqual(text.utf8), CaseFolding.folded(key) != key { Issue.record("\(shown) is folded twice to something else") }
        }
    }

    /// What may be folded character by character begins anew: no character composes it with what comes before it.
    @Test func whatIsFoldedAloneIsNeverTheSecondPartOfAnything() {
        var second: Set<Unicode.Scalar> = []
        var alone: [Unicode.Scalar] = []
        for value in UInt32(0)...0x10_FFFF {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let parts = Array(CanonicalForm.decomposed(String(Character(scalar))))
            second.formUnion(parts.dropFirst())
            let isAlone = Array(String(Character(scalar)).utf8).withUnsafeBytes { bytes in
                FoldingTable.entries.withUnsafeBufferPointer { FoldingCursor(bytes, table: $0).isBeforeBoundary }
            }
            guard isAlone else { continue }
            if parts[0].properties.canonicalCombiningClass != .notReordered { Issue.record("U+\(String(value, radix: 16)) is a mark") }
            alone.append(parts[0])
        }
        #expect(second.isDisjoint(with: alone))
        #expect(alone.count > 100_000)
    }

    @Test func generatedTextsAreComparedAsTheirFoldedFormsAre() {
        let bases = Array("aAqsßSıiİαΑι<가각か日 ;zé\u{1100}\u{1E9E}\u{212B}\u{915}\u{1F600}").flatMap(\.unicodeScalars)
        let marks: [Unicode.Scalar] = [
            "\u{301}", "\u{307}", "\u{323}", "\u{345}", "\u{338}", "\u{1161}", "\u{11A8}", "\u{3099}", "\u{93C}", "\u{30A}", "\u{FE0F}",
        ]
        var numbers = TestNumbers()
        func text() -> String {
            var scalars = String.UnicodeScalarView()
            for _ in 0..<Int.random(in: 0...3, using: &numbers) {
                scalars.append(bases.randomElement(using: &numbers)!)
                for _ in 0..<[0, 0, 1, 2, 3].randomElement(using: &numbers)! { scalars.append(marks.randomElement(using: &numbers)!) }
            }
            return String(scalars)
        }
        for _ in 0..<20_000 {
            let left = text()
            let right = text()
            let a = folded(left)
            let b = folded(right)
            if a != CaseFolding.foldedOutright(left) { Issue.record("\(shown(left)) is folded otherwise than the definition says") }
            let expected: Int32 = a == b ? 0 : a.lexicographicallyPrecedes(b) ? -1 : 1
            if compare(left, right) != expected { Issue.record("\(shown(left)) is not compared with \(shown(right)) as it is folded") }
            for same in [scalars(CanonicalForm.composed(left)), scalars(CanonicalForm.decomposed(left))]
            where folded(same) != a || compare(same, left) != 0 {
                Issue.record("\(shown(left)) and \(shown(same)) are one text")
            }
            if CaseFolding.folded(a) != a { Issue.record("\(shown(left)) is folded twice to something else") }
        }
    }

    @Test func bytesThatAreNoTextAreFoldedLikeTheSignForThem() {
        for bytes in [[0x61, 0xFF], [0xC3], [0xE2, 0x82], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xC0, 0x80, 0x41]] as [[UInt8]] {
            let repaired = String(decoding: bytes, as: UTF8.self)
            #expect(CaseFolding.folded(bytes) == folded(repaired))
            #expect(bytes.withUnsafeBytes { left in Array(repaired.utf8).withUnsafeBytes { CaseFolding.compare(left, $0) } } == 0)
        }
    }

    private func folded(_ text: String) -> [UInt8] { CaseFolding.folded(text.utf8) }

    private func compare(_ left: String, _ right: String) -> Int32 {
        Array(left.utf8).withUnsafeBytes { left in Array(right.utf8).withUnsafeBytes { CaseFolding.compare(left, $0) } }
    }

    private func scalars(_ scalars: some Sequence<Unicode.Scalar>) -> String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        return String(view)
    }

    /// Without letter case, and nothing else: what was one text before composition was looked at.
    private func onlyCaseFolded(_ text: String) -> String {
        scalars(
            text.unicodeScalars.flatMap(\.properties.uppercaseMapping.unicodeScalars).flatMap(\.properties.lowercaseMapping.unicodeScalars))
    }

    private func shown(_ text: String) -> String {
        text.unicodeScalars.map { String($0.value, radix: 16) }.joined(separator: " ")
    }
}
