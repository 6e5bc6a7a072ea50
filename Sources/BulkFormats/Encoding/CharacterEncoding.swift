/// A way to write text as bytes that uploads may use.
public struct CharacterEncoding: Hashable, Sendable {
    /// How bytes of the encoding are turned into text.
    enum Family: Hashable, Sendable {
        case utf8
        /// Nil if the order is told by a byte-order mark.
        case utf16(ByteOrder?)
        /// A byte for each character, the first 128 of them ASCII. The name is the one that iconv knows.
        case singleByte(String)
        /// Several bytes for a character. The name is the one that iconv knows.
        case multiByte(String)
    }

    enum ByteOrder: Hashable, Sendable {
        case littleEndian
        case bigEndian
    }

    /// The spelling that is used in answers: `UTF-8`, `windows-1252`, `Shift_JIS`.
    public let name: String
    let family: Family

    /// - Parameter name: a name or usual alias. Case, hyphens, underscores and blanks don't matter.
    /// - Returns: nil if the encoding is unknown.
    public init?(name: String) {
        guard let encoding = Self.byKey[Self.key(of: name)] else { return nil }
        self = encoding
    }

    init(_ name: String, _ family: Family) {
        self.name = name
        self.family = family
    }

    public static let utf8 = CharacterEncoding("UTF-8", .utf8)
    /// Its byte order is that of its byte-order mark. Without one it is found from the first character, which is taken to be
    /// below U+0100, and otherwise little-endian.
    public static let utf16 = CharacterEncoding("UTF-16", .utf16(nil))
    public static let utf16LittleEndian = CharacterEncoding("UTF-16LE", .utf16(.littleEndian))
    public static let utf16BigEndian = CharacterEncoding("UTF-16BE", .utf16(.bigEndian))
    public static let ascii = CharacterEncoding("US-ASCII", .singleByte("US-ASCII"))
    public static let latin1 = CharacterEncoding("ISO-8859-1", .singleByte("ISO-8859-1"))
    public static let windows1252 = CharacterEncoding("windows-1252", .singleByte("CP1252"))
}
