/// How much of a text couldn't be decoded. A text without damage need not be searched for marks.
///
/// Used by one thread at a time, the one that reads the text.
public final class TextDamage {
    /// Marks that were written so far.
    public internal(set) var count = 0

    public init() {}
}

/// Stands in decoded text for a byte that its encoding doesn't have: three bytes, which no UTF-8 has, and which tell the byte.
///
/// They are as long as U+FFFD, which takes their place where the text is shown.
enum DamageMark {
    static let length = 3
    /// The first byte of a mark; it is part of nothing else.
    static let first: UInt8 = 0xFF

    static func write(_ byte: UInt8, to target: UnsafeMutablePointer<UInt8>) {
        target[0] = first
        target[1] = 0x80 | byte >> 4
        target[2] = 0x80 | byte & 0x0F
    }

    /// The byte that a mark stands for.
    static func byte(_ mark: UnsafePointer<UInt8>) -> UInt8 {
        mark[1] << 4 | mark[2] & 0x0F
    }

    /// Puts U+FFFD in the place of a mark.
    static func replace(_ mark: UnsafeMutablePointer<UInt8>) {
        mark[0] = 0xEF
        mark[1] = 0xBF
        mark[2] = 0xBD
    }
}
