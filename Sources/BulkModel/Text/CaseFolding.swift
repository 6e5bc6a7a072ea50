/// Comparison of texts that ignores letter case and how characters are composed, over all of Unicode, the same in every store.
///
/// A text's folded form is made in three steps: its characters are decomposed, the lower case of the upper case of the lower case of each is
/// taken, and the result is composed. The case mappings bring together what one-way mappings keep apart (`ς` and `σ`, `ſ` and `s`, `ß`,
/// `ẞ` and `SS`). Decomposing comes first, so that all canonically equivalent texts have the same folded form: `é` as one character and as
/// `e` with a mark, marks in any order, `Å` as a letter and as the sign of the ångström. Nothing else is changed: blanks and accents count.
///
/// Indexes of stored data hold folded forms. Whoever changes them must give the stores' collations a new name, and have the indexes rebuilt.
public enum CaseFolding {
    /// The folded form of UTF-8 text; texts are equal but for case and composition exactly if their folded forms are.
    public static func folded(_ text: some Sequence<UInt8>) -> [UInt8] {
        text.withContiguousStorageIfAvailable { folded(UnsafeRawBufferPointer($0)) }
            ?? Array(text).withUnsafeBytes { folded($0) }
    }

    private static func folded(_ text: UnsafeRawBufferPointer) -> [UInt8] {
        let ascii = text.firstIndex { $0 >= 0x80 } ?? text.count
        if ascii == text.count { return text.map(foldedASCII) }
        return foldedByTable(text) ?? foldedOutright(String(decoding: text, as: UTF8.self))
    }

    /// Character by character; nil for a text in which that isn't possible.
    private static func foldedByTable(_ text: UnsafeRawBufferPointer) -> [UInt8]? {
        FoldingTable.entries.withUnsafeBufferPointer { table in
            var isDone = false
            // No character becomes more than twice as long.
            let result = [UInt8](unsafeUninitializedCapacity: text.count * 2) { bytes, count in
                var cursor = FoldingCursor(text, table: table)
                while true {
                    let scalar = cursor.next()
                    switch scalar {
                    case 0..<0x80:
                        bytes[count] = UInt8(scalar)
                        count += 1
                    case 0..<0x800:
                        bytes[count] = UInt8(0xC0 | scalar >> 6)
                        bytes[count + 1] = UInt8(0x80 | scalar & 0x3F)
                        count += 2
                    case 0..<0x1_0000:
                        bytes[count] = UInt8(0xE0 | scalar >> 12)
                        bytes[count + 1] = UInt8(0x80 | scalar >> 6 & 0x3F)
                        bytes[count + 2] = UInt8(0x80 | scalar & 0x3F)
                        count += 3
                    case FoldingCursor.end:
                        isDone = true
                        return
                    case FoldingCursor.stop: return
                    default:
                        bytes[count] = UInt8(0xF0 | scalar >> 18)
                        bytes[count + 1] = UInt8(0x80 | scalar >> 12 & 0x3F)
                        bytes[count + 2] = UInt8(0x80 | scalar >> 6 & 0x3F)
                        bytes[count + 3] = UInt8(0x80 | scalar & 0x3F)
                        count += 4
                    }
                }
            }
            return isDone ? result : nil
        }
    }

    /// The folded form, by the definition alone.
    static func foldedOutright(_ text: String) -> [UInt8] {
        var folded: [UInt8] = []
        folded.reserveCapacity(text.utf8.count)
        for scalar in CanonicalForm.decomposed(text) {
            if scalar.isASCII {
                folded.append(foldedASCII(UInt8(scalar.value)))
            } else if !scalar.properties.changesWhenCaseMapped {
                folded.append(contentsOf: UTF8.encode(scalar)!)
            } else {
                for lower in scalar.properties.lowercaseMapping.unicodeScalars {
                    for upper in lower.properties.uppercaseMapping.unicodeScalars { folded += upper.properties.lowercaseMapping.utf8 }
                }
            }
        }
        var composed: [UInt8] = []
        composed.reserveCapacity(folded.count)
        for scalar in CanonicalForm.composed(String(decoding: folded, as: UTF8.self)) { composed.append(contentsOf: UTF8.encode(scalar)!) }
        return composed
    }

    /// Orders two texts by their folded forms, bytewise; -1, 0 or 1.
    public static func compare(_ left: UnsafeRawBufferPointer, _ right: UnsafeRawBufferPointer) -> Int32 {
        let shared = min(left.count, right.count)
        var index = 0
        while index < shared {
            let a = left[index]
            let b = right[index]
            // The character before it may belong to a mark.
            if a | b >= 0x80 { return compareBeyondASCII(left, right, from: max(index - 1, 0)) }
            if a != b {
                let foldedA = foldedASCII(a)
                let foldedB = foldedASCII(b)
                if foldedA != foldedB {
                    // Only a mark right behind it can change what a letter is.
                    if isBeyondASCII(left, index + 1) || isBeyondASCII(right, index + 1) {
                        return compareBeyondASCII(left, right, from: index)
                    }
                    return foldedA < foldedB ? -1 : 1
                }
            }
            index += 1
        }
        // A mark behind the end of the shorter text makes of the longer one's last letter something larger, or leaves it as it is.
        return left.count == right.count ? 0 : left.count < right.count ? -1 : 1
    }

    private static func isBeyondASCII(_ text: UnsafeRawBufferPointer, _ index: Int) -> Bool {
        index < text.count && text[index] >= 0x80
    }

    /// - Parameter start: where both texts have an ASCII character, or their beginning; what comes before it is equal.
    private static func compareBeyondASCII(
        _ left: UnsafeRawBufferPointer, _ right: UnsafeRawBufferPointer, from start: Int
    ) -> Int32 {
        FoldingTable.entries.withUnsafeBufferPointer { table in
            var cursorA = FoldingCursor(left, from: start, table: table)
            var cursorB = FoldingCursor(right, from: start, table: table)
            // Where both texts have a character that composes with nothing before it; all before it is equal.
            var safe = (a: start, b: start)
            while true {
                let before = cursorA.isBetweenCharacters && cursorB.isBetweenCharacters ? (cursorA.index, cursorB.index) : safe
                let a = cursorA.next()
                let b = cursorB.next()
                if a != FoldingCursor.stop, b != FoldingCursor.stop {
                    safe = before
                    if a == b {
                        if a == FoldingCursor.end { return 0 }
                        continue
                    }
                    if cursorA.isBeforeBoundary, cursorB.isBeforeBoundary {
                        // UTF-8 has the order of its characters; the end of a text comes before all of them.
                        if a == FoldingCursor.end { return -1 }
                        return b == FoldingCursor.end || b < a ? 1 : -1
                    }
                }
                let partA = cursorA.partToBoundary(since: safe.a)
                let partB = cursorB.partToBoundary(since: safe.b)
                if !partA.elementsEqual(partB) {
                    let foldedA = folded(partA)
                    let foldedB = folded(partB)
                    let length = min(foldedA.count, foldedB.count)
                    if foldedA.prefix(length) != foldedB.prefix(length) { return foldedA.lexicographicallyPrecedes(foldedB) ? -1 : 1 }
                    // If one ends earlier than the other, what comes behind it decides.
                    if foldedA.count != foldedB.count { break }
                }
                safe = (cursorA.index, cursorB.index)
            }
            let restA = folded(UnsafeRawBufferPointer(rebasing: left[safe.a...]))
            let restB = folded(UnsafeRawBufferPointer(rebasing: right[safe.b...]))
            return restA == restB ? 0 : restA.lexicographicallyPrecedes(restB) ? -1 : 1
        }
    }

    @inline(__always)
    private static func foldedASCII(_ byte: UInt8) -> UInt8 {
        byte &- 0x41 < 26 ? byte | 0x20 : byte
    }
}
