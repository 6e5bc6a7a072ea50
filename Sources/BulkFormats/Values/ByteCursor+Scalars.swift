extension ByteCursor {
    /// Takes a letter, mark or number of any script: `\p{L}`, `\p{M}` or `\p{N}` of a regular expression.
    /// - Returns: false if something else, or nothing, is next, which stays.
    @inline(__always)
    mutating func takeWordCharacter() -> Bool {
        guard let next else { return false }
        if next >= 0x80 { return takeScalar { $0.isLetterOrMark || $0.isNumber } }
        return (Self.isLetter(next) || next &- 0x30 < 10) && take(next)
    }

    /// Takes a letter or mark of any script: `\p{L}` or `\p{M}`.
    /// - Returns: false if something else, or nothing, is next, which stays.
    @inline(__always)
    mutating func takeLetterOrMark() -> Bool {
        guard let next else { return false }
        if next >= 0x80 { return takeScalar(\.isLetterOrMark) }
        return Self.isLetter(next) && take(next)
    }

    @inline(never)
    private mutating func takeScalar(_ isWanted: (Unicode.GeneralCategory) -> Bool) -> Bool {
        var ahead = self
        guard let scalar = ahead.scalar(), isWanted(scalar.properties.generalCategory) else { return false }
        self = ahead
        return true
    }

    @inline(__always)
    static func isLetter(_ byte: UInt8) -> Bool {
        (byte | 0x20) &- UInt8(ascii: "a") < 26
    }
}

extension Unicode.GeneralCategory {
    fileprivate var isLetterOrMark: Bool {
        switch self {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter: true
        case .nonspacingMark, .spacingMark, .enclosingMark: true
        default: false
        }
    }

    fileprivate var isNumber: Bool {
        switch self {
        case .decimalNumber, .letterNumber, .otherNumber: true
        default: false
        }
    }
}
