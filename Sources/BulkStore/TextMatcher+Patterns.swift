extension TextMatcher {
    private static let wildcard = UInt8(ascii: "%")
    private static let escape = UInt8(ascii: "\\")

    /// Whether a text has the form of a pattern: `%` stands for any number of characters, and for itself behind a backslash, as a
    /// backslash does.
    /// - Parameters:
    ///   - pattern: folded.
    ///   - fold: what is made of each byte of the value.
    @inline(__always)
    static func matchesPattern(_ value: UnsafeRawBufferPointer, _ pattern: UnsafeRawBufferPointer, fold: (UInt8) -> UInt8) -> Bool {
        var place = 0
        var next = 0
        // Where to go on after a mismatch: behind the last wildcard, at the first byte it hasn't been tried to stand for.
        var retry: (place: Int, next: Int)?
        while place < value.count {
            if next < pattern.count, pattern[next] == wildcard {
                next += 1
                retry = (place, next)
                continue
            }
            let isEscaped = next + 1 < pattern.count && pattern[next] == escape && isSpecial(pattern[next + 1])
            let literal = isEscaped ? next + 1 : next
            if literal < pattern.count, pattern[literal] == fold(value[place]) {
                place += 1
                next = literal + 1
            } else if let last = retry {
                place = last.place + 1
                next = last.next
                retry?.place = place
            } else {
                return false
            }
        }
        return pattern[next...].allSatisfy { $0 == wildcard }
    }

    private static func isSpecial(_ byte: UInt8) -> Bool { byte == wildcard || byte == escape }
}
