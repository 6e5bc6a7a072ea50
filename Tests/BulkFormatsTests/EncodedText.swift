/// A text in some encoding.
struct EncodedText {
    let name: String
    let text: String
    let bytes: [UInt8]

    init(_ name: String, _ text: String, _ bytes: [UInt8]) {
        self.name = name
        self.text = text
        self.bytes = bytes
    }

    static let samples: [EncodedText] = [
        EncodedText("UTF-8", "a,é,田,😀\n", Array("a,é,田,😀\n".utf8)),
        EncodedText("US-ASCII", "a\\b~\u{FFFD}", [0x61, 0x5C, 0x62, 0x7E, 0xE9]),
        EncodedText("ISO-8859-1", "é\u{85}ÿ", [0xE9, 0x85, 0xFF]),
        EncodedText("ISO-8859-2", "ąŁ", [0xB1, 0xA3]),
        EncodedText("ISO-8859-9", "ğİ", [0xF0, 0xDD]),
        EncodedText("ISO-8859-15", "€", [0xA4]),
        EncodedText("windows-1250", "šř€", [0x9A, 0xF8, 0x80]),
        EncodedText("windows-1251", "Привет", [0xCF, 0xF0, 0xE8, 0xE2, 0xE5, 0xF2]),
        EncodedText("windows-1252", "€“é”\u{FFFD}", [0x80, 0x93, 0xE9, 0x94, 0x81]),
        EncodedText("windows-1253", "Ω", [0xD9]),
        EncodedText("windows-1254", "Ş", [0xDE]),
        EncodedText("windows-1255", "שלום", [0xF9, 0xEC, 0xE5, 0xED]),
        EncodedText("windows-1256", "پ", [0x81]),
        EncodedText("windows-1257", "Ž", [0xDE]),
        EncodedText("windows-1258", "Â\u{301}", [0xC2, 0xEC]),
        EncodedText("KOI8-R", "Привет", [0xF0, 0xD2, 0xC9, 0xD7, 0xC5, 0xD4]),
        EncodedText("Shift_JIS", "a\\~日本ｱ表①\n", [0x61, 0x5C, 0x7E, 0x93, 0xFA, 0x96, 0x7B, 0xB1, 0x95, 0x5C, 0x87, 0x40, 0x0A]),
        EncodedText("EUC-JP", "a\\~日本ｱ\n", [0x61, 0x5C, 0x7E, 0xC6, 0xFC, 0xCB, 0xDC, 0x8E, 0xB1, 0x0A]),
        EncodedText("ISO-2022-JP", "a日本b\n", [0x61, 0x1B, 0x24, 0x42, 0x46, 0x7C, 0x4B, 0x5C, 0x1B, 0x28, 0x42, 0x62, 0x0A]),
        EncodedText("GB2312", "a啊,", [0x61, 0xB0, 0xA1, 0x2C]),
        EncodedText("GBK", "镕,", [0xE9, 0x46, 0x2C]),
        EncodedText("GB18030", "a中€ß😀\n", [0x61, 0xD6, 0xD0, 0xA2, 0xE3, 0x81, 0x30, 0x89, 0x38, 0x94, 0x39, 0xFC, 0x36, 0x0A]),
        EncodedText("Big5", "a功\n", [0x61, 0xA5, 0x5C, 0x0A]),
        EncodedText("EUC-KR", "a가똠\n", [0x61, 0xB0, 0xA1, 0x8C, 0x63, 0x0A]),
        EncodedText("UTF-16LE", "aé田😀\n", littleEndian("aé田😀\n")),
        EncodedText("UTF-16BE", "aé田😀\n", bigEndian("aé田😀\n")),
        EncodedText("UTF-16", "aé田😀\n", [0xFF, 0xFE] + littleEndian("aé田😀\n")),
        EncodedText("UTF-16", "aé田😀\n", [0xFE, 0xFF] + bigEndian("aé田😀\n")),
        EncodedText("UTF-16", "aé田😀\n", bigEndian("aé田😀\n")),
        EncodedText("UTF-16", "aé田😀\n", littleEndian("aé田😀\n")),
        EncodedText("UTF-16", "田", [0x30, 0x75]),
    ]

    private static func littleEndian(_ text: String) -> [UInt8] {
        text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    }

    private static func bigEndian(_ text: String) -> [UInt8] {
        text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
    }
}
