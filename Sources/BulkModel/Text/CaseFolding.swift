/// Text comparison that ignores letter case over all of Unicode, the same in every store.
///
/// A character's folded form is the lower case of its upper case, which brings together what one-way mappings keep apart
/// (`ς` and `σ`, `ſ` and `s`, `ß` and `SS`). Nothing else is changed: blanks, accents and composition count.
public enum CaseFolding {
    /// The folded form of UTF-8 text; texts are equal but for case exactly if their folded forms are.
    public static func folded(_ text: some Sequence<UInt8>) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(text.underestimatedCount)
        var isASCII = true
        for byte in text {
            if byte >= 0x80 {
                isASCII = false
                break
            }
            result.append(foldedASCII(byte))
        }
        if isASCII { return result }
        result.removeAll(keepingCapacity: true)
        for scalar in String(decoding: Array(text), as: UTF8.self).unicodeScalars {
            if scalar.isASCII {
                result.append(foldedASCII(UInt8(scalar.value)))
            } else {
                for upper in scalar.properties.uppercaseMapping.unicodeScalars {
                    result += upper.properties.lowercaseMapping.utf8
                }
            }
        }
        return result
    }

    /// Orders two texts by their folded forms, bytewise; -1, 0 or 1.
    public static func compare(_ left: UnsafeRawBufferPointer, _ right: UnsafeRawBufferPointer) -> Int32 {
        let shared = min(left.count, right.count)
        var index = 0
        while index < shared {
            let a = left[index]
            let b = right[index]
            if a | b >= 0x80 { return compareBeyondASCII(left, right) }
            if a != b {
                let foldedA = foldedASCII(a)
                let foldedB = foldedASCII(b)
                if foldedA != foldedB {
                    // A later character beyond ASCII can't change the order of the first difference.
                    return foldedA < foldedB ? -1 : 1
                }
            }
            index += 1
        }
        return left.count == right.count ? 0 : left.count < right.count ? -1 : 1
    }

    private static func compareBeyondASCII(_ left: UnsafeRawBufferPointer, _ right: UnsafeRawBufferPointer) -> Int32 {
        let a = folded(left)
        let b = folded(right)
        if a == b { return 0 }
        return a.lexicographicallyPrecedes(b) ? -1 : 1
    }

    private static func foldedASCII(_ byte: UInt8) -> UInt8 {
        byte &- 0x41 < 26 ? byte | 0x20 : byte
    }
}
