/// Which texts are addresses of web sites.
public enum WebAddress {
    /// The ASCII characters that the first part of a host can't have, and those that a part behind a point can't have.
    private static let notInFirstPart = ByteSet(
        0x00...0x19, 0x22...0x27, 0x2A...0x2C, 0x2E...0x2F, 0x3A...0x3F, 0x5B...0x5E, 0x60...0x60, 0x7B...0x7B, 0x7D...0x7F)
    private static let notInOtherParts = ByteSet(
        0x00...0x19, 0x22...0x22, 0x24...0x2C, 0x2E...0x2F, 0x3C...0x3C, 0x3E...0x3E, 0x40...0x40, 0x5B...0x5E, 0x60...0x60, 0x7B...0x7B,
        0x7D...0x7F)

    /// Whether a text matches the URL pattern: a host of two parts or more, then nothing, or a `/` or `?` and anything in one line.
    ///
    /// `http://`, `https://` or `ftp://` may come first, and `www` and any character after that or instead, all in any case.
    /// (bulk write specification, sections 8.1 and 8.2)
    /// - Parameter text: UTF-8 without white space at its ends.
    public static func isValid(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        var cursor = ByteCursor(text)
        if isValidWithoutScheme(cursor, in: text) { return true }
        guard cursor.takeAnyCase("http://") || cursor.takeAnyCase("https://") || cursor.takeAnyCase("ftp://") else { return false }
        return isValidWithoutScheme(cursor, in: text)
    }

    private static func isValidWithoutScheme(_ cursor: ByteCursor, in text: UnsafeBufferPointer<UInt8>) -> Bool {
        if isHostAndRest(cursor, in: text) { return true }
        var cursor = cursor
        // The pattern doesn't escape the point of `www.`, so that it stands for any character.
        guard cursor.takeAnyCase("www"), let any = cursor.scalar(), !endsLine(any) else { return false }
        return isHostAndRest(cursor, in: text)
    }

    private static func isHostAndRest(_ cursor: ByteCursor, in text: UnsafeBufferPointer<UInt8>) -> Bool {
        let (notInFirstPart, notInOtherParts) = (Self.notInFirstPart, Self.notInOtherParts)
        var place = cursor.place
        let firstStart = place
        while place < text.count, !notInFirstPart.contains(text[place]) { place += 1 }
        guard place > firstStart, place < text.count, text[place] == UInt8(ascii: ".") else { return false }
        // A question mark may be part of the host or begin what follows it. The later it begins, the less can be wrong with it.
        var lastQuestionMark: Int?
        while place < text.count, text[place] == UInt8(ascii: ".") {
            place += 1
            let start = place
            while place < text.count, !notInOtherParts.contains(text[place]) {
                if text[place] == UInt8(ascii: "?"), place > start { lastQuestionMark = place }
                place += 1
            }
            if place > start {
                if place == text.count { return true }
                if text[place] == UInt8(ascii: "/") { return isOneLine(text, from: place) }
            } else {
                break
            }
        }
        guard let lastQuestionMark else { return false }
        return isOneLine(text, from: lastQuestionMark)
    }

    private static func isOneLine(_ text: UnsafeBufferPointer<UInt8>, from start: Int) -> Bool {
        var cursor = ByteCursor(UnsafeBufferPointer(rebasing: text[start...]))
        while let scalar = cursor.scalar() {
            if endsLine(scalar) { return false }
        }
        return cursor.isAtEnd
    }

    private static func endsLine(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x0A...0x0D, 0x85, 0x2028, 0x2029: true
        default: false
        }
    }
}
