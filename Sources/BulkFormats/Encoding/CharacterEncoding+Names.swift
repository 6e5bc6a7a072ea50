extension CharacterEncoding {
    /// All encodings that can be decoded.
    public static let all: [CharacterEncoding] =
        [utf8, utf16, utf16LittleEndian, utf16BigEndian, ascii]
        + ["ISO-8859-1", "ISO-8859-2", "ISO-8859-9", "ISO-8859-15", "KOI8-R"].map { CharacterEncoding($0, .singleByte($0)) }
        + (1250...1258).map { CharacterEncoding("windows-\($0)", .singleByte("CP\($0)")) }
        + multiByte

    /// Iconv's name is that of what programs really write under the encoding's name: the tables of Windows, which hold those
    /// of the standard and more. iconv's own Shift_JIS has a yen sign in place of the backslash, too.
    private static let multiByte = [
        CharacterEncoding("Shift_JIS", .multiByte("CP932")),
        CharacterEncoding("EUC-JP", .multiByte("EUC-JP-MS")),
        CharacterEncoding("ISO-2022-JP", .multiByte("ISO-2022-JP")),
        CharacterEncoding("GB2312", .multiByte("GBK")),
        CharacterEncoding("GBK", .multiByte("GBK")),
        CharacterEncoding("GB18030", .multiByte("GB18030")),
        CharacterEncoding("Big5", .multiByte("BIG5")),
        CharacterEncoding("EUC-KR", .multiByte("UHC")),
    ]

    /// What people write who mean one of the names above.
    private static let aliases = [
        "ascii": "US-ASCII", "latin1": "ISO-8859-1", "l1": "ISO-8859-1", "latin2": "ISO-8859-2", "latin5": "ISO-8859-9",
        "latin9": "ISO-8859-15", "sjis": "Shift_JIS", "xsjis": "Shift_JIS", "mskanji": "Shift_JIS", "ms932": "Shift_JIS",
        "cp932": "Shift_JIS", "windows31j": "Shift_JIS", "cp936": "GBK", "cp949": "EUC-KR", "ksc56011987": "EUC-KR", "cp950": "Big5",
        "cp1250": "windows-1250", "cp1251": "windows-1251", "cp1252": "windows-1252", "cp1253": "windows-1253",
        "cp1254": "windows-1254", "cp1255": "windows-1255", "cp1256": "windows-1256", "cp1257": "windows-1257",
        "cp1258": "windows-1258",
    ]

    static let byKey: [String: CharacterEncoding] = {
        var encodings: [String: CharacterEncoding] = [:]
        for encoding in all { encodings[key(of: encoding.name)] = encoding }
        for (alias, name) in aliases { encodings[alias] = encodings[key(of: name)] }
        return encodings
    }()

    /// A name without what people write differently.
    static func key(of name: String) -> String {
        name.lowercased().filter { $0 != "-" && $0 != "_" && $0 != " " }
    }
}
