/// Which texts are email addresses.
public enum EmailAddress {
    private static let localSigns = ByteSet("!#$%&'*+-/=?^_`{|}~.")
    private static let firstLocalSigns = ByteSet("+-_")

    /// Whether a text matches the email pattern, with letters, marks and numbers of any script:
    ///
    /// - before the `@` a letter, mark, number, `+`, `-` or `_`, then any of those and of ``!#$%&'*+-/=?^_`{|}~.``,
    /// - behind it 4 to 256 characters: parts of letters, marks and numbers, with `-` and `_` inside, each followed by a point,
    ///   and at the end 2 to 22 letters and marks.
    ///
    /// (bulk write specification, section 8.2)
    /// - Parameter text: UTF-8 without white space at its ends.
    public static func isValid(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        var cursor = ByteCursor(text)
        guard cursor.takeWordCharacter() || cursor.take(anyOf: firstLocalSigns) else { return false }
        let signs = localSigns
        while cursor.takeWordCharacter() || cursor.take(anyOf: signs) {}
        guard cursor.take(UInt8(ascii: "@")) else { return false }
        let domain = UnsafeBufferPointer(rebasing: text[cursor.place...])
        return 4...256 ~= CharacterCount.of(domain) && isDomain(&cursor)
    }

    /// Goes from point to point; no choice has to be taken back, because no part may hold one.
    private static func isDomain(_ cursor: inout ByteCursor) -> Bool {
        var parts = 0
        while true {
            let start = cursor
            guard isDomainPart(&cursor) else { return false }
            if cursor.take(UInt8(ascii: ".")) {
                parts += 1
                continue
            }
            cursor = start
            return parts > 0 && isTopLevel(&cursor)
        }
    }

    /// Takes a letter, mark or number, and all of these and of `-` and `_` behind it. The last isn't one of the two.
    private static func isDomainPart(_ cursor: inout ByteCursor) -> Bool {
        guard cursor.takeWordCharacter() else { return false }
        while true {
            var hasSigns = false
            while cursor.take(UInt8(ascii: "-")) || cursor.take(UInt8(ascii: "_")) { hasSigns = true }
            if !cursor.takeWordCharacter() { return !hasSigns }
        }
    }

    private static func isTopLevel(_ cursor: inout ByteCursor) -> Bool {
        var count = 0
        while cursor.takeLetterOrMark() { count += 1 }
        return 2...22 ~= count && cursor.isAtEnd
    }
}
