import BulkModel

/// Carries out a ``TextMatch`` on bytes: part of the hot loop of a filtered scan.
public enum TextMatcher {
    private static let separator = UInt8(ascii: ";")

    /// The form of a text that ``matches(_:_:_:)`` wants: folded, and for sets of options sorted without repetitions.
    public static func prepared(_ text: String, for match: TextMatch) -> String {
        let folded = CaseFolding.folded(text.utf8)
        let bytes = match == .sameOptions ? canonicalOptions(folded) : folded
        return String(decoding: bytes, as: UTF8.self)
    }

    /// - Parameters:
    ///   - value: a cell's text as it is stored.
    ///   - text: what ``prepared(_:for:)`` made.
    public static func matches(_ match: TextMatch, _ value: UnsafeRawBufferPointer, _ text: UnsafeRawBufferPointer) -> Bool {
        // Folding a text of ASCII only needs no copy, and most texts are.
        if match.looksAtWholeText, value.allSatisfy({ $0 < 0x80 }) {
            return matchesASCII(match, value, text)
        }
        return CaseFolding.folded(value).withUnsafeBytes { folded in
            switch match {
            case .sameOptions: canonicalOptions(Array(folded)).elementsEqual(text)
            case .optionContains, .optionStartsWith, .optionEndsWith, .optionPattern:
                folded.split(separator: separator, omittingEmptySubsequences: false).contains { option in
                    matchesFolded(match.ofOneOption, UnsafeRawBufferPointer(rebasing: option), text)
                }
            default: matchesFolded(match, folded, text)
            }
        }
    }

    private static func matchesFolded(_ match: TextMatch, _ value: UnsafeRawBufferPointer, _ text: UnsafeRawBufferPointer) -> Bool {
        if match == .pattern { return matchesPattern(value, text) { $0 } }
        guard value.count >= text.count else { return false }
        switch match {
        case .startsWith: return isEqual(value, 0, text)
        case .endsWith: return isEqual(value, value.count - text.count, text)
        default: return (0...(value.count - text.count)).contains { isEqual(value, $0, text) }
        }
    }

    private static func matchesASCII(_ match: TextMatch, _ value: UnsafeRawBufferPointer, _ text: UnsafeRawBufferPointer) -> Bool {
        if match == .pattern { return matchesPattern(value, text, fold: fold) }
        guard value.count >= text.count else { return false }
        switch match {
        case .startsWith: return isEqualFolding(value, 0, text)
        case .endsWith: return isEqualFolding(value, value.count - text.count, text)
        default:
            guard let first = text.first else { return true }
            var start = 0
            while start <= value.count - text.count {
                if fold(value[start]) == first, isEqualFolding(value, start, text) { return true }
                start += 1
            }
            return false
        }
    }

    private static func isEqual(_ value: UnsafeRawBufferPointer, _ start: Int, _ text: UnsafeRawBufferPointer) -> Bool {
        var index = 0
        while index < text.count {
            if value[start + index] != text[index] { return false }
            index += 1
        }
        return true
    }

    private static func isEqualFolding(_ value: UnsafeRawBufferPointer, _ start: Int, _ text: UnsafeRawBufferPointer) -> Bool {
        var index = 0
        while index < text.count {
            if fold(value[start + index]) != text[index] { return false }
            index += 1
        }
        return true
    }

    private static func fold(_ byte: UInt8) -> UInt8 {
        byte &- 0x41 < 26 ? byte | 0x20 : byte
    }

    /// The options in order of their bytes, each once, joined again.
    private static func canonicalOptions(_ folded: [UInt8]) -> [UInt8] {
        let options = folded.split(separator: separator).map(Array.init)
        var unique: [[UInt8]] = []
        for option in options.sorted(by: { $0.lexicographicallyPrecedes($1) }) where option != unique.last { unique.append(option) }
        return Array(unique.joined(separator: [separator]))
    }
}

extension TextMatch {
    /// Whether options mean nothing to it.
    fileprivate var looksAtWholeText: Bool {
        switch self {
        case .contains, .startsWith, .endsWith, .pattern: true
        case .optionContains, .optionStartsWith, .optionEndsWith, .sameOptions, .optionPattern: false
        }
    }

    /// What is asked of a single option.
    fileprivate var ofOneOption: TextMatch {
        switch self {
        case .optionStartsWith: .startsWith
        case .optionEndsWith: .endsWith
        case .optionPattern: .pattern
        default: .contains
        }
    }
}
