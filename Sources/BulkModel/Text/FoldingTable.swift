/// Folded forms of characters that can be folded one by one: nothing that may follow or precede them composes with them, but for the
/// marks that aren't in here themselves.
enum FoldingTable {
    /// Of the characters below U+0800, and behind them those of U+1E00 to U+1FFF, the further letters of Latin and Greek: the folded form in
    /// the low half, a second character of it in the high half; zero for a character that must not be looked at alone, and for NUL.
    static let entries: [UInt32] = (Array(0..<beginning) + Array(more)).map(entry)

    private static let beginning: UInt32 = 0x800
    private static let more: Range<UInt32> = 0x1E00..<0x2000

    /// Where a character's entry is; nil if it has none.
    @inline(__always)
    static func index(of scalar: UInt32) -> Int? {
        if scalar < beginning { return Int(scalar) }
        return more ~= scalar ? Int(scalar - more.lowerBound + beginning) : nil
    }

    /// Whether a character without an entry is its own folded form, and composes with nothing that comes before it. Only the large blocks
    /// that people write with are named; for others the answer is false, which is right and slow.
    @inline(__always)
    static func isUnchanged(_ scalar: UInt32) -> Bool {
        switch scalar {
        // Devanagari, Thai and Georgian, without their marks.
        case 0x0904...0x093B, 0x093D...0x094C, 0x0E01...0x0E37, 0x0E3F...0x0E47, 0x10D0...0x10FF: true
        // Dashes, quotation marks, currencies.
        case 0x2002...0x20CF: true
        // Kana and ideographs, without the kana's voice marks.
        case 0x3000...0x3029, 0x3030...0x3098, 0x309B...0xA63F: true
        // Hangul syllables.
        case 0xAC00...0xD7A3: true
        // What chooses between a sign's text and picture; byte order marks.
        case 0xFE00...0xFE0F, 0xFEFF: true
        // Pictures.
        case 0x1F000...0x1FAFF: true
        // Ideographs.
        case 0x20000...0x2F7FF: true
        default: false
        }
    }

    private static func entry(_ value: UInt32) -> UInt32 {
        guard let scalar = Unicode.Scalar(value), isAlone(scalar) else { return 0 }
        let folded = Array(String(decoding: CaseFolding.foldedOutright(String(Character(scalar))), as: UTF8.self).unicodeScalars)
        switch folded.count {
        case 1 where isAlone(folded[0]) && folded[0].value < 0x1_0000: return folded[0].value
        case 2 where isAlone(folded[0]) && folded[0].value < 0x1_0000 && folded[1].value < 0x1_0000:
            return folded[0].value | folded[1].value << 16
        default: return 0
        }
    }

    /// Of the characters that have entries, only marks compose with what comes before them.
    private static func isAlone(_ scalar: Unicode.Scalar) -> Bool {
        CanonicalForm.decomposed(String(Character(scalar))).first { _ in true }?.properties.canonicalCombiningClass == .notReordered
    }
}
