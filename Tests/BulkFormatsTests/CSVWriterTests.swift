import Testing

@testable import BulkFormats

@Suite struct CSVWriterTests {
    @Test(arguments: [
        ("plain", "plain"),
        ("", ""),
        ("a,b", "\"a,b\""),
        ("O\"Neil", "\"O\"\"Neil\""),
        ("two\nlines", "\"two\nlines\""),
        ("carriage\rreturn", "\"carriage\rreturn\""),
        (" blank stays ", " blank stays "),
        ("=1+1", "=1+1"),
        ("Wójcik — 田中", "Wójcik — 田中"),
        ("\"", "\"\"\"\""),
    ])
    func aValueIsQuotedOnlyIfItMustBe(value: String, expected: String) {
        #expect(written { $0.write(value) } == expected)
    }

    @Test func aSpecialCharacterIsFoundAtEveryPlaceOfEveryLength() {
        for length in 1...70 {
            for place in 0..<length {
                for special in ["\"", ",", "\n", "\r"] {
                    var characters = Array(repeating: "x", count: length)
                    characters[place] = special
                    let inner = special == "\"" ? "\"\"" : special
                    characters[place] = special
                    let value = characters.joined()
                    characters[place] = inner
                    #expect(written { $0.write(value) } == "\"\(characters.joined())\"", "\(length) characters, \(place)")
                }
            }
        }
    }

    @Test func bytesThatResembleSpecialOnesNeedNoQuotes() {
        let value = String(decoding: (0x20...0x7E).filter { $0 != 0x22 && $0 != 0x2C }.map(UInt8.init), as: UTF8.self)
        #expect(written { $0.write(value) } == value)
        #expect(written { $0.write("¢¬\u{8A}\u{8D}ꢬ") } == "¢¬\u{8A}\u{8D}ꢬ")
    }

    @Test(arguments: [
        (Int64(0), "0"), (7, "7"), (-1, "-1"), (1_000_000, "1000000"), (.max, "9223372036854775807"), (.min, "-9223372036854775808"),
    ])
    func integersAreDigits(value: Int64, expected: String) {
        #expect(written { $0.write(value) } == expected)
    }

    @Test(arguments: [
        (Int64(100_000), 2, "1000"), (250_050, 2, "2500.5"), (-5, 2, "-0.05"), (0, 2, "0"), (123, 0, "123"), (1, 9, "0.000000001"),
        (.max, 2, "92233720368547758.07"), (.min, 2, "-92233720368547758.08"), (1_000_000_000, 9, "1"), (-1_250_000, 6, "-1.25"),
    ])
    func decimalsAreExactAndHaveNoPaddingZeros(value: Int64, scale: Int, expected: String) {
        #expect(written { $0.write(value, scale: scale) } == expected)
    }

    @Test func truthDatesAndTimesHaveTheirForms() {
        let text = written {
            $0.write(true)
            $0.separate()
            $0.write(false)
            $0.separate()
            $0.write(date: 18_833)
            $0.separate()
            $0.write(dateTime: 1_627_204_397, offset: -25_200)
            $0.endRow()
        }
        #expect(text == "true,false,2021-07-25,2021-07-25T02:13:17-07:00\n")
    }

    @Test func aValueLargerThanTheBlockMakesItGrow() {
        let long = String(repeating: "ab\"", count: 5_000)
        #expect(written { $0.write(long) } == "\"" + long.replacing("\"", with: "\"\"") + "\"")
    }

    private func written(_ write: (inout CSVWriter) -> Void) -> String {
        var writer = CSVWriter(into: MemoryBlock(capacity: 16))
        write(&writer)
        defer { writer.block.deallocate() }
        return String(decoding: writer.block.bytes, as: UTF8.self)
    }
}
