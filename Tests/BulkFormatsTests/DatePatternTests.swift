import Testing

@testable import BulkFormats

@Suite struct DatePatternTests {
    /// 2025-03-09, a Sunday.
    private let march9: Int64 = 20_156

    @Test(arguments: [
        ("MM*dd*yyyy", "03*09*2025"),
        ("dd*MM*yyyy", "09*03*2025"),
        ("yyyy*MM*dd", "2025*03*09"),
        ("MM*dd*yy", "03*09*25"),
        ("dd*MM*yy", "09*03*25"),
        ("dd*MMM*yyyy", "09*Mar*2025"),
        ("MMM*dd*yyyy", "Mar*09*2025"),
        ("yyyy*MMM*dd", "2025*Mar*09"),
        ("M*d*yyyy", "3*9*2025"),
        ("d*M*yyyy", "9*3*2025"),
    ])
    func eachPatternMayHaveEachSeparator(pattern: String, text: String) throws {
        for separator in ["/", "-", ".", " "] {
            let read = try #require(DatePattern(date: pattern.replacing("*", with: separator)))
            #expect(text.replacing("*", with: separator).read { read.read($0) } == DateReading(days: march9))
            #expect(text.replacing("*", with: separator == "/" ? "-" : "/").read { read.read($0) } == nil)
        }
    }

    @Test(arguments: [
        ("MMM d, yyyy", "Mar 9, 2025"),
        ("MMM d, yyyy", "mar 09, 2025"),
        ("MMMM d, yyyy", "MARCH 9, 2025"),
        ("d MMMM yyyy", "9 march 2025"),
        ("EEE, MMM d, yyyy", "Sun, Mar 9, 2025"),
        ("EEE, MMM d, yyyy", "FRI, mAR 9, 2025"),
        ("yyyyMMdd", "20250309"),
    ])
    func theNamedPatternsAreRead(pattern: String, text: String) throws {
        let read = try #require(DatePattern(date: pattern))
        #expect(text.read { read.read($0) } == DateReading(days: march9))
    }

    @Test(arguments: [
        ("MM/dd/yyyy", ["3/9/2025", "03/09/25", "03/09/2025x", "03/09/20255", " 03/09/2025", "13/09/2025", "", "03/09"]),
        ("M/d/yyyy", ["003/9/2025", "/9/2025", "3/9/25"]),
        ("MMM d, yyyy", ["March 9, 2025", "Mrz 9, 2025", "Mar 9 2025", "Mar  9, 2025", "Ma"]),
        ("MMMM d, yyyy", ["Mar 9, 2025", "Marchy 9, 2025"]),
        ("EEE, MMM d, yyyy", ["Son, Mar 9, 2025", "Sunday, Mar 9, 2025", "Mar 9, 2025"]),
        ("yyyyMMdd", ["2025039", "2025-03-09", "202503090"]),
    ])
    func otherTextsAreNone(pattern: String, texts: [String]) throws {
        let read = try #require(DatePattern(date: pattern))
        for text in texts { #expect(text.read { read.read($0) } == nil, "\(text)") }
    }

    @Test func allMonthsHaveTheirNames() throws {
        let names = [
            "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
        ]
        let long = try #require(DatePattern(date: "d MMMM yyyy"))
        let short = try #require(DatePattern(date: "dd-MMM-yyyy"))
        for (index, name) in names.enumerated() {
            let expected = DateReading(days: Int64(CivilDate(year: 2024, month: index + 1, day: 29).daysSince1970))
            #expect("29 \(name) 2024".read { long.read($0) } == expected)
            #expect("29-\(name.prefix(3).uppercased())-2024".read { short.read($0) } == expected)
        }
    }

    @Test(arguments: [
        ("HH:mm", "14:05", 50_700),
        ("HH:mm:ss", "14:05:09", 50_709),
        ("HH:mm:ss", "00:00:00", 0),
        ("HH:mm:ss", "23:59:59", 86_399),
        ("hh:mm a", "02:05 PM", 50_700),
        ("hh:mm a", "12:00 AM", 0),
        ("hh:mm a", "12:00 pm", 43_200),
        ("hh:mm:ss a", "11:59:59 pM", 86_399),
    ])
    func timesFollowASpaceOrAT(pattern: String, text: String, second: Int) throws {
        for (joint, between) in [(" ", " "), ("'T'", "T")] {
            let read = try #require(DatePattern(dateTime: "dd.MM.yyyy\(joint)\(pattern)"))
            #expect("09.03.2025\(between)\(text)".read { read.read($0) } == DateReading(days: march9, secondOfDay: second))
            #expect("09.03.2025\(between)\(text) ".read { read.read($0) } == nil)
            #expect("09.03.2025".read { read.read($0) } == nil)
        }
    }

    @Test(arguments: [
        ("HH:mm", ["24:00", "12:60", "9:00", "12:5", "12:00:00"]),
        ("HH:mm:ss", ["12:00:60", "12:00"]),
        ("hh:mm a", ["00:30 AM", "13:00 PM", "12:00", "12:00PM", "12:00 XM", "12:00 A"]),
    ])
    func timesThatThereAreNotAreNone(pattern: String, texts: [String]) throws {
        let read = try #require(DatePattern(dateTime: "yyyy-MM-dd \(pattern)"))
        for text in texts { #expect("2025-03-09 \(text)".read { read.read($0) } == nil, "\(text)") }
    }

    @Test(arguments: [
        ("HH:mmZ", "14:05+0530", 19_800),
        ("HH:mm Z", "14:05 -0800", -28_800),
        ("HH:mmXXX", "14:05+05:30", 19_800),
        ("HH:mm XXX", "14:05 Z", 0),
        ("hh:mm aXXX", "02:05 PM-08:00", -28_800),
        ("HH:mmZ", "14:05+05:30", nil),
        ("HH:mmZ", "14:05Z", nil),
        ("HH:mmXXX", "14:05+0530", nil),
        ("HH:mmXXX", "14:05 Z", nil),
        ("HH:mm XXX", "14:05", nil),
        ("HH:mmXXX", "14:05+24:00", nil),
        ("HH:mmXXX", "14:05+01:60", nil),
    ])
    func offsetsStandAtTheEndAsTheirLettersSay(pattern: String, text: String, offset: Int?) throws {
        let read = try #require(DatePattern(dateTime: "MMM d, yyyy \(pattern)"))
        let expected = offset.map { DateReading(days: march9, secondOfDay: 50_700, offset: $0) }
        #expect("Mar 9, 2025 \(text)".read { read.read($0) } == expected)
    }

    @Test(arguments: [
        ("02/29/2024", true), ("02/29/2023", false), ("02/29/1900", false), ("02/29/2000", true), ("02/30/2025", false),
        ("04/31/2025", false), ("12/31/2025", true), ("00/10/2025", false), ("01/00/2025", false), ("01/32/2025", false),
        ("01/01/1900", true), ("12/31/1899", false), ("12/31/2999", true), ("01/01/3000", false),
    ])
    func onlyDaysThatExistAreRead(text: String, exists: Bool) throws {
        let pattern = try #require(DatePattern(date: "MM/dd/yyyy"))
        #expect((text.read { pattern.read($0) } != nil) == exists)
    }

    @Test(arguments: [("00", 2000), ("69", 2069), ("70", 1970), ("99", 1999)])
    func twoDigitsOfAYearAreOf1970To2069(digits: String, year: Int) throws {
        let pattern = try #require(DatePattern(date: "dd.MM.yy"))
        let expected = DateReading(days: Int64(CivilDate(year: year, month: 1, day: 2).daysSince1970))
        #expect("02.01.\(digits)".read { pattern.read($0) } == expected)
    }

    @Test(arguments: [
        "bananas", "", "MM/dd-yyyy", "mm/dd/yyyy", "MM/DD/YYYY", "MM/dd/yyyy ", "yyyy", "dd/MM", "yyyy-M-d", "MM_dd_yyyy",
        "MMMM dd yyyy", "EEE, d MMM yyyy", "MM/dd/yyyy HH:mm", "ddMMyyyy",
    ])
    func thereAreNoOtherDatePatterns(pattern: String) {
        #expect(DatePattern(date: pattern) == nil)
    }

    @Test(arguments: [
        "", "HH:mm", "MM/dd/yyyy", "MM/dd/yyyy  HH:mm", "MM/dd/yyyyTHH:mm", "MM/dd/yyyy HH:mm a", "MM/dd/yyyy hh:mm",
        "MM/dd/yyyy HH:mm:ss.SSS", "MM/dd/yyyy HH:mm  Z", "MM/dd/yyyy HH:mm XX", "bananas HH:mm", "MM/dd/yyyy'T' HH:mm",
    ])
    func thereAreNoOtherDateTimePatterns(pattern: String) {
        #expect(DatePattern(dateTime: pattern) == nil)
    }

    @Test func allDateTimePatternsAreThere() {
        let dates = ["MM/dd/yyyy", "yyyyMMdd", "EEE, MMM d, yyyy", "d M yyyy", "yyyy-MM-dd"]
        for date in dates {
            for joint in [" ", "'T'"] {
                for time in ["HH:mm", "HH:mm:ss", "H:mm", "hh:mm a", "hh:mm:ss a", "h:mm a"] {
                    for zone in ["", "Z", " Z", "XXX", " XXX"] {
                        #expect(DatePattern(dateTime: date + joint + time + zone) != nil, "\(date + joint + time + zone)")
                    }
                }
            }
        }
    }
}
