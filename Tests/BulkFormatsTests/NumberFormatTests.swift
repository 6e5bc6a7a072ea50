import BulkTesting
import Testing

@testable import BulkFormats

@Suite struct NumberFormatTests {
    @Test(
        arguments: [
            ("350", .value(350)),
            ("123,344", .value(123_344)),
            ("1,234", .value(1_234)),
            ("12,34,567", .value(1_234_567)),
            ("1,234,567", .value(1_234_567)),
            ("75.0", .value(75)),
            ("75.00", .value(75)),
            ("1,234.0", .value(1_234)),
            ("1.", .value(1)),
            ("+7", .value(7)),
            ("-7", .value(-7)),
            ("-0", .value(0)),
            ("000000000000000000000012", .value(12)),
            ("123456789", .value(123_456_789)),
            ("1234567890", .tooManyDigits),
            ("1.5", .notANumber),
            ("0.75", .notANumber),
            (".0", .notANumber),
            ("1.0.0", .notANumber),
            ("", .notANumber),
            ("-", .notANumber),
            ("--1", .notANumber),
            ("- 1", .notANumber),
            ("1-", .notANumber),
            ("1e3", .notANumber),
            ("$5", .notANumber),
            ("0x1F", .notANumber),
            ("12 34", .notANumber),
            ("1234567890x", .notANumber),
            ("٣", .notANumber),
        ] as [(String, NumberReading)])
    func wholeNumbersAreDigitsWithSignAndGroups(text: String, reading: NumberReading) {
        #expect(text.read { NumberFormat.standard.integer($0, maximumDigits: 9) } == reading)
    }

    @Test(arguments: [",1", "1,", "1,,2", "-,1", "1,-2", ","])
    func groupsAreSeparatedOnlyBetweenDigits(text: String) {
        #expect(text.read { NumberFormat.standard.integer($0, maximumDigits: 9) } == .notANumber)
        #expect(text.read { NumberFormat.standard.decimal($0, scale: 2, maximumWholeDigits: 16, maximumFractionDigits: 9) } == .notANumber)
    }

    /// Commas that separate no groups of three, or of two and a last one of three, are decimal commas far more often than slips.
    @Test(arguments: [
        "9,99", "12,5", "0,5", "0,500", "-0,500", "00,123", "1,2345", "1234,56", "1234,567", "1,23,4", "1,234,5", "1,2,3", "12,345,67",
        "1,2,345",
        "123,45,678", "1,234,56,789",
    ])
    func aCommaThatSeparatesNoGroupsMakesItNoNumber(text: String) {
        #expect(text.read { NumberFormat.standard.integer($0, maximumDigits: 18) } == .notANumber)
        #expect(text.read { NumberFormat.standard.decimal($0, scale: 2, maximumWholeDigits: 16, maximumFractionDigits: 9) } == .notANumber)
    }

    @Test(arguments: [
        ("#.###,##", "1.23"), ("#.###,##", "1.234.5"), ("#.###,##", "1234.567,8"), ("# ###,##", "1 23"), ("# ###.##", "12 34.5"),
    ])
    func theSeparatorsOfAFormatSeparateGroupsByTheSameRule(pattern: String, text: String) throws {
        let format = try #require(NumberFormat(pattern: pattern))
        #expect(text.read { format.decimal($0, scale: 2, maximumWholeDigits: 16, maximumFractionDigits: 9) } == .notANumber)
    }

    @Test(
        arguments: [
            ("9223372036854775807", .value(.max)),
            ("-9223372036854775808", .value(.min)),
            ("9223372036854775808", .tooManyDigits),
            ("-9223372036854775809", .tooManyDigits),
            ("18446744073709551617", .tooManyDigits),
            ("99999999999999999999999999999999999999999", .tooManyDigits),
        ] as [(String, NumberReading)])
    func wholeNumbersReachTheEndsOf64Bits(text: String, reading: NumberReading) {
        #expect(text.read { NumberFormat.standard.integer($0, maximumDigits: 40) } == reading)
    }

    @Test(
        arguments: [
            ("250000.90", 2, .value(25_000_090)),
            ("7.900", 1, .value(79)),
            ("250000.9", 9, .value(250_000_900_000_000)),
            ("1,234.5", 2, .value(123_450)),
            ("7", 2, .value(700)),
            ("7", 0, .value(7)),
            ("7.9", 0, .cut(7)),
            ("-7.999", 2, .cut(-799)),
            ("-0.001", 2, .cut(0)),
            (".5", 2, .value(50)),
            ("-.5", 2, .value(-50)),
            ("5.", 2, .value(500)),
            (".", 2, .notANumber),
            ("-.", 2, .notANumber),
            ("", 2, .notANumber),
            ("1.2.3", 2, .notANumber),
            ("1.2,3", 2, .notANumber),
            ("1.5e3", 2, .notANumber),
            ("25%", 2, .notANumber),
            ("€5.00", 2, .notANumber),
            ("0.123456789", 2, .cut(12)),
            ("0.1234567890", 2, .tooManyDigits),
            ("9999999999999999.99", 2, .value(999_999_999_999_999_999)),
            ("10000000000000000", 2, .tooManyDigits),
            ("000010000000000000.5", 1, .value(100_000_000_000_005)),
            ("9999999999999999", 9, .tooManyDigits),
            ("9223372036.854775807", 9, .value(.max)),
            ("-9223372036.854775808", 9, .value(.min)),
            ("9223372036.854775808", 9, .tooManyDigits),
        ] as [(String, Int, NumberReading)])
    func decimalsAreExactAndCutOff(text: String, scale: Int, reading: NumberReading) {
        let read = text.read { NumberFormat.standard.decimal($0, scale: scale, maximumWholeDigits: 16, maximumFractionDigits: 9) }
        #expect(read == reading)
    }

    @Test(arguments: [
        ("#,###.##", "1,234,567.89"),
        ("#.###,##", "1.234.567,89"),
        ("# ###,##", "1 234 567,89"),
        ("# ###,##", "1\u{A0}234\u{202F}567,89"),
        ("# ###.##", "1 234 567.89"),
        ("#,##,###.##", "12,34,567.89"),
        ("####.##", "1234567.89"),
        ("####,##", "1234567,89"),
    ])
    func aPatternSaysWhatSeparatesGroupsAndFraction(pattern: String, text: String) throws {
        let format = try #require(NumberFormat(pattern: pattern))
        #expect(text.read { format.decimal($0, scale: 2, maximumWholeDigits: 16, maximumFractionDigits: 9) } == .value(123_456_789))
    }

    @Test(arguments: [
        ("#,###.##", ["1 234", "1.234.5"]),
        ("#.###,##", ["1,234.5", "1 234"]),
        ("# ###,##", ["1.5", "1  2", " 1", "1 ", "1\u{A0}", "1\u{2007}2", "\u{202F}1", "1,5 0"]),
        ("# ###.##", ["1,5", "1\u{C2}"]),
        ("####.##", ["1,234", "1 234", "1,5"]),
        ("####,##", ["1.5", "1 234"]),
    ])
    func otherSeparatorsMakeItNoNumber(pattern: String, texts: [String]) throws {
        let format = try #require(NumberFormat(pattern: pattern))
        for text in texts {
            let reading = text.read { format.decimal($0, scale: 2, maximumWholeDigits: 16, maximumFractionDigits: 9) }
            #expect(reading == .notANumber, "\(text)")
        }
    }

    @Test(arguments: ["", "#", "#,###", "#,###.#", "#.###.##", "#'###.##", "####", "0.00", "#,###.## "])
    func thereAreNoOtherPatterns(pattern: String) {
        #expect(NumberFormat(pattern: pattern) == nil)
    }

    @Test func whatIsWrittenIsReadBack() {
        var numbers = TestNumbers(seed: 21)
        for _ in 0..<2_000 {
            let value = Int64.random(in: .min ... .max, using: &numbers) >> Int64.random(in: 0...63, using: &numbers)
            let scale = Int.random(in: 0...18, using: &numbers)
            var writer = CSVWriter(into: MemoryBlock(capacity: 64))
            defer { writer.block.deallocate() }
            writer.write(value, scale: scale)
            let text = String(decoding: writer.block.bytes, as: UTF8.self)
            let reading = text.read {
                NumberFormat.standard.decimal($0, scale: scale, maximumWholeDigits: 19, maximumFractionDigits: 18)
            }
            #expect(reading == .value(value), "\(text) at a scale of \(scale)")
        }
    }
}
