import Foundation
import Testing

@testable import BulkFormats

@Suite struct CharacterEncodingTests {
    @Test(arguments: CharacterEncoding.all)
    func everyNameIsKnownInAnyCase(encoding: CharacterEncoding) {
        #expect(CharacterEncoding(name: encoding.name) == encoding)
        #expect(CharacterEncoding(name: encoding.name.uppercased()) == encoding)
        #expect(CharacterEncoding(name: encoding.name.lowercased())?.name == encoding.name)
    }

    @Test(arguments: [
        ("utf8", "UTF-8"), ("latin1", "ISO-8859-1"), ("iso8859-1", "ISO-8859-1"), ("ISO_8859-15", "ISO-8859-15"),
        ("cp1252", "windows-1252"), ("sjis", "Shift_JIS"), ("shift-jis", "Shift_JIS"), ("ascii", "US-ASCII"), ("eucjp", "EUC-JP"),
        ("gb18030", "GB18030"),
        ("Windows-1251", "windows-1251"), ("koi8-r", "KOI8-R"), ("utf-16le", "UTF-16LE"),
    ])
    func usualAliasesAreKnown(alias: String, name: String) {
        #expect(CharacterEncoding(name: alias)?.name == name)
    }

    @Test(arguments: ["", "UTF-7", "UTF-32", "windows-1259", "ISO-8859-16", "UTF-8//TRANSLIT", "unknown"])
    func otherNamesAreUnknown(name: String) {
        #expect(CharacterEncoding(name: name) == nil)
    }

    @Test(
        arguments: [
            ([], "UTF-8"), (Array("Last Name,City\n".utf8), "UTF-8"), (Array("a,é,田,😀\n".utf8), "UTF-8"),
            ([0xEF, 0xBB, 0xBF, 0x61, 0xFF], "UTF-8"), ([0xFF, 0xFE, 0x61, 0], "UTF-16LE"), ([0xFE, 0xFF, 0, 0x61], "UTF-16BE"),
            ([0x61, 0xE9, 0x0A], "ISO-8859-1"), ([0x61, 0xE9], "ISO-8859-1"), ([0xED, 0xA0, 0x80], "ISO-8859-1"),
            ([0x61, 0xEF, 0xBB, 0xBF], "UTF-8"), ([0xC3, 0xA9, 0x80], "UTF-8"), ([0xEF, 0xBB], "ISO-8859-1"), ([0xFF], "ISO-8859-1"),
        ] as [([UInt8], String)])
    func theEncodingIsFoundWhereverTheStreamIsSplit(bytes: [UInt8], name: String) {
        for first in 0...bytes.count {
            for second in first...bytes.count {
                var detector = EncodingDetector()
                for piece in [bytes[..<first], bytes[first..<second], bytes[second...]] {
                    piece.withUnsafeBytes { detector.consume($0) }
                }
                #expect(detector.encoding.name == name, "split at \(first) and \(second)")
            }
        }
    }

    @Test func aBadByteIsFoundAtEveryPlace() {
        let text = Array("0123456789abcdefghijklmnopqrstuvwxyz0123456789abcdefghijklmnopqrstuvwxyz".utf8)
        for place in text.indices {
            var bytes = text
            bytes[place] = 0xE9
            var detector = EncodingDetector()
            bytes.withUnsafeBytes { detector.consume($0) }
            #expect(detector.encoding == .latin1, "place \(place)")
        }
    }

    /// One stray byte must not turn every other umlaut into two letters.
    @Test(arguments: [
        (50, 1, "UTF-8"), (1, 1, "UTF-8"), (1, 9, "UTF-8"), (1, 10, "ISO-8859-1"), (0, 1, "ISO-8859-1"), (10, 200, "ISO-8859-1"),
    ])
    func whatNearlyAllCharactersAreIsTheEncoding(sequences: Int, strays: Int, name: String) {
        let text = String(repeating: "Müller,", count: sequences).utf8 + Array(repeating: [0x43, 0xE9, 0x2C], count: strays).flatMap { $0 }
        var detector = EncodingDetector()
        Array(text).withUnsafeBytes { detector.consume($0) }
        #expect(detector.encoding.name == name)
        #expect((detector.sequences, detector.strays) == (sequences, strays))
    }

    @Test(
        arguments: [
            // Müller, Café in windows-1252; Привет in windows-1251 and KOI8-R; 日本 in Shift_JIS.
            (Array("M".utf8) + [0xFC] + Array("ller, Caf".utf8) + [0xE9], true), ([0xCF, 0xF0, 0xE8, 0xE2, 0xE5, 0xF2, 0x0A], false),
            ([0xF0, 0xD2, 0xC9, 0xD7, 0xC5, 0xD4], false), ([0x93, 0xFA, 0x96, 0x7B, 0x8C, 0xEA, 0x0A], false),
        ] as [([UInt8], Bool)])
    func otherScriptsDoNotLookWestern(bytes: [UInt8], looksWestern: Bool) {
        var detector = EncodingDetector()
        bytes.withUnsafeBytes { detector.consume($0) }
        #expect(detector.looksWestern == looksWestern)
    }

    @Test func utf16WithoutAMarkIsTold() {
        let text = "Last Name,City\n"
        var (little, big) = (EncodingDetector(), EncodingDetector())
        Array(text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }).withUnsafeBytes { little.consume($0) }
        Array(text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }).withUnsafeBytes { big.consume($0) }
        #expect(little.unmarkedUTF16 == .utf16LittleEndian)
        #expect(big.unmarkedUTF16 == .utf16BigEndian)
    }

    @Test func detectingAgreesWithTheStandardLibrary() {
        for first in UInt8(0x7F)...0xFF {
            for second in UInt8(0x7F)...0xFF {
                for tail in [[], [0x41], [0x80], [0xBF, 0xBF], [0x80, 0x80, 0x80]] as [[UInt8]] {
                    let bytes = [0x41, first, second] + tail
                    var detector = EncodingDetector()
                    bytes.withUnsafeBytes { detector.consume($0) }
                    if String(validating: bytes, as: UTF8.self) != nil {
                        #expect(detector.encoding == .utf8)
                    } else if detector.sequences == 0 {
                        #expect(detector.encoding == .latin1)
                    }
                }
            }
        }
    }
}
