import BulkModel

/// Forms of names by which they are compared.
enum NameKey {
    /// Longer names are compared by their beginning.
    private static let longest = 200

    /// Without letter case, however characters are composed.
    static func folded(_ text: String) -> String {
        String(decoding: CaseFolding.folded(text.utf8), as: UTF8.self)
    }

    /// Letters and digits only, without letter case: `lastname` for `Last_Name`, `Last Name` and `last-name`.
    static func loose(_ text: String) -> String {
        var kept = String.UnicodeScalarView()
        // Composed first: a mark alone is no letter, and would be left out.
        for scalar in folded(String(text.unicodeScalars.prefix(longest))).unicodeScalars {
            let properties = scalar.properties
            if properties.isAlphabetic || properties.numericType != nil { kept.append(scalar) }
        }
        return String(kept)
    }
}

/// How many letters must be added, left out, replaced, or swapped with their neighbour to make one word of another.
enum EditDistance {
    /// - Parameter limit: at and beyond which the number doesn't matter.
    /// - Returns: nil if the distance is larger than the limit.
    static func between(_ first: String, _ second: String, limit: Int) -> Int? {
        let a = Array(first.unicodeScalars)
        let b = Array(second.unicodeScalars)
        guard abs(a.count - b.count) <= limit else { return nil }
        var beforeLast: [Int] = []
        var last = Array(0...b.count)
        for i in 0..<a.count {
            var row = [i + 1]
            for j in 0..<b.count {
                var best = min(last[j + 1] + 1, row[j] + 1, last[j] + (a[i] == b[j] ? 0 : 1))
                if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { best = min(best, beforeLast[j - 1] + 1) }
                row.append(best)
            }
            guard let least = row.min(), least <= limit else { return nil }
            (beforeLast, last) = (last, row)
        }
        return last[b.count] <= limit ? last[b.count] : nil
    }
}
