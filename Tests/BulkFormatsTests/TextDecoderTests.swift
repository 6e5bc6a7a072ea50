import Foundation
import Testing

@testable import BulkFormats

@Suite struct TextDecoderTests {
    @Test(arguments: EncodedText.samples)
    func textIsTheSameWhereverItIsSplit(sample: EncodedText) throws {
        let encoding = try #require(CharacterEncoding(name: sample.name))
        let bytes = sample.bytes
        let text = sample.text
        for first in 0...bytes.count {
            for second in first...bytes.count {
                let pieces = [bytes[..<first], bytes[first..<second], bytes[second...]].map(Array.init)
                #expect(try decoded(pieces, encoding) == Array(text.utf8), "split at \(first) and \(second)")
            }
        }
        #expect(try decoded(bytes.map { [$0] }, encoding, room: 1) == Array(text.utf8))
    }

    @Test(arguments: CharacterEncoding.all)
    func aCommaSeparatedHeaderIsTheSameInAlmostAll(encoding: CharacterEncoding) throws {
        let text = (0..<60_000).map { "Last Name,\"~\\\(UnicodeScalar(UInt8(32 + $0 % 95)))\"\r\n" }.joined()
        switch encoding.family {
        case .utf16: return
        default: #expect(try decoded([Array(text.utf8)], encoding) == Array(text.utf8))
        }
    }

    @Test(arguments: CharacterEncoding.all)
    func noiseBecomesValidTextHoweverItIsSplit(encoding: CharacterEncoding) throws {
        for seed in 1...20 {
            var numbers = Noise(state: UInt64(seed))
            let bytes = (0..<3_000).map { _ in numbers.byte() }
            let whole = try decoded([bytes], encoding)
            #expect(String(validating: whole, as: UTF8.self) != nil)
            var pieces: [[UInt8]] = []
            var rest = bytes[...]
            while !rest.isEmpty {
                let count = 1 + Int(numbers.byte() % 7)
                pieces.append(Array(rest.prefix(count)))
                rest = rest.dropFirst(count)
            }
            #expect(try decoded(pieces, encoding, room: 16) == whole, "seed \(seed)")
        }
    }

    @Test(
        arguments: [
            ("UTF-8", [0x61, 0xE7, 0x94], "a\u{FFFD}"), ("UTF-8", [0x61, 0xC3], "a\u{FFFD}"), ("Shift_JIS", [0x61, 0x93], "a\u{FFFD}"),
            ("GB18030", [0x61, 0x94, 0x39, 0xFC], "a\u{FFFD}"), ("UTF-16LE", [0x61, 0, 0x62], "a\u{FFFD}"),
            ("UTF-16LE", [0x61, 0, 0x3D, 0xD8], "a\u{FFFD}"), ("UTF-16BE", [0, 0x61, 0xD8, 0x3D, 0xDE], "a\u{FFFD}"),
            ("EUC-KR", [0xB0], "\u{FFFD}"), ("ISO-2022-JP", [0x1B, 0x24, 0x42, 0x46], "\u{FFFD}"), ("UTF-16", [0x61], "\u{FFFD}"),
        ] as [(String, [UInt8], String)])
    func aCharacterThatIsCutOffIsReplaced(name: String, bytes: [UInt8], text: String) throws {
        let encoding = try #require(CharacterEncoding(name: name))
        #expect(try decoded([bytes], encoding) == Array(text.utf8))
        #expect(try decoded(bytes.map { [$0] }, encoding) == Array(text.utf8))
    }

    @Test(
        arguments: [
            [0xFF], [0xC0, 0x80], [0xC1, 0xBF], [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80], [0xF0, 0x8F, 0xBF, 0xBF], [0xF4, 0x90, 0x80, 0x80],
            [0xF5, 0x80], [0x80, 0xBF], [0xE7, 0x94, 0x41], [0xE7, 0x41], [0xF0, 0x9F, 0x98, 0x41], [0xF0, 0x9F, 0x41], [0xC3, 0xC3, 0xA9],
            [0xE7, 0x94, 0xE7, 0x94, 0xB0], [0x61, 0xF1, 0x80, 0x80, 0xE1, 0x80, 0xC2, 0x62],
        ] as [[UInt8]])
    func invalidUTF8IsRepairedAsTheStandardLibraryDoes(bytes: [UInt8]) throws {
        let expected = Array(String(decoding: bytes, as: UTF8.self).utf8)
        #expect(try decoded([bytes], .utf8) == expected)
        #expect(try decoded(bytes.map { [$0] }, .utf8) == expected)
    }

    @Test func everyPairOfBytesIsRepairedAsTheStandardLibraryDoes() throws {
        var bytes: [UInt8] = []
        for first in UInt8(0x7F)...0xFF {
            for second in UInt8(0x7F)...0xFF { bytes += [first, second, 0x0A] }
        }
        #expect(try decoded([bytes], .utf8) == Array(String(decoding: bytes, as: UTF8.self).utf8))
    }

    @Test func onlyTheFirstByteOrderMarkIsDropped() throws {
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        #expect(try decoded([mark + [0x61] + mark], .utf8) == [0x61] + mark)
        #expect(try decoded([mark + mark], .utf8) == mark)
        #expect(try decoded(mark.map { [$0] }, .utf8).isEmpty)
        #expect(try decoded([[0xFF, 0xFE, 0xFF, 0xFE]], .utf16) == mark)
        #expect(try decoded([[0xFE, 0xFF]], .utf16BigEndian).isEmpty)
    }

    @Test(
        arguments: [
            ("UTF-16LE", [0x3D, 0xD8, 0x61, 0], "\u{FFFD}a"), ("UTF-16LE", [0, 0xDE, 0x61, 0], "\u{FFFD}a"),
            ("UTF-16LE", [0x3D, 0xD8, 0x3D, 0xD8, 0x00, 0xDE], "\u{FFFD}😀"), ("Shift_JIS", [0x81, 0x22, 0x61], "\u{FFFD}\"a"),
            ("Shift_JIS", [0xFD, 0xFE, 0x61], "\u{FFFD}\u{FFFD}a"), ("GB18030", [0xFF, 0x61], "\u{FFFD}a"),
            ("EUC-KR", [0xB0, 0x2C, 0x61], "\u{FFFD},a"),
        ] as [(String, [UInt8], String)])
    func whatCannotBeDecodedIsReplacedAndWhatFollowsIsKept(name: String, bytes: [UInt8], text: String) throws {
        let encoding = try #require(CharacterEncoding(name: name))
        #expect(try decoded([bytes], encoding) == Array(text.utf8))
    }

    @Test func aDetectedISO88591IsReadAsWindows1252() throws {
        let bytes: [UInt8] = [0x80, 0x93, 0xE9, 0x94]
        #expect(try decoded([bytes], .latin1, isDetected: true) == Array("€“é”".utf8))
        #expect(try decoded([bytes], .latin1) == Array("\u{80}\u{93}é\u{94}".utf8))
    }

    @Test(arguments: CharacterEncoding.all)
    func nothingStaysNothing(encoding: CharacterEncoding) throws {
        #expect(try decoded([], encoding).isEmpty)
    }

    @Test func longTextPassesWhole() throws {
        let text = (0..<100_000).map { "\($0),Müller,田中,😀\n" }.joined()
        let bytes = Array(text.utf8)
        let pieces = stride(from: 0, to: bytes.count, by: 50_001).map { Array(bytes[$0..<min($0 + 50_001, bytes.count)]) }
        #expect(try decoded(pieces, .utf8) == bytes)
        let units = text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        #expect(try decoded([units], .utf16) == bytes)
    }

    @Test func whatTheSourceThrowsReachesTheReader() {
        struct Broken: Error {}
        let decoder = TextDecoder(from: .utf8, isDetected: false) { _ in throw Broken() }
        #expect(throws: Broken.self) { try withUnsafeTemporaryAllocation(byteCount: 16, alignment: 1) { try decoder.read(into: $0) } }
    }

    /// - Parameters:
    ///   - pieces: what the source gives, one after the other.
    ///   - room: bytes read at a time.
    private func decoded(
        _ pieces: [[UInt8]], _ encoding: CharacterEncoding, isDetected: Bool = false, room: Int = 100_000
    ) throws -> [UInt8] {
        var waiting = pieces.filter { !$0.isEmpty }[...]
        let decoder = TextDecoder(from: encoding, isDetected: isDetected) { buffer in
            guard let piece = waiting.popFirst() else { return 0 }
            let count = min(piece.count, buffer.count)
            buffer.copyBytes(from: piece[..<count])
            if count < piece.count { waiting.insert(Array(piece[count...]), at: waiting.startIndex) }
            return count
        }
        var text: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: room)
        while true {
            let count = try buffer.withUnsafeMutableBytes { try decoder.read(into: $0) }
            if count == 0 { return text }
            text += buffer[..<count]
        }
    }

    /// Bytes of which many are those that matter in some encoding.
    private struct Noise {
        var state: UInt64
        private let favourites: [UInt8] = [0x1B, 0x24, 0x28, 0x42, 0x4A, 0x8E, 0x8F, 0x81, 0x30, 0xD8, 0xDC, 0xE7, 0x94, 0xF0, 0xEF, 0xFE]

        init(state: UInt64) {
            self.state = state
        }

        mutating func byte() -> UInt8 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            let value = UInt8(truncatingIfNeeded: state >> 33)
            return state >> 60 < 6 ? favourites[Int(value) % favourites.count] : value
        }
    }
}
