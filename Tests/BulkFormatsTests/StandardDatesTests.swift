import Testing

@testable import BulkFormats

@Suite struct StandardDatesTests {
    /// 2025-03-09.
    private let march9: Int64 = 20_156

    @Test(arguments: ["2025-03-09", "03/09/2025", "3/9/2025", "3/09/2025", "2025-03-09T23:30:00+05:30", "2025-03-09T00:00Z"])
    func datesAreISOOrMonthFirst(text: String) {
        #expect(text.read { StandardDates.date($0, isoAllowed: true) } == DateReading(days: march9))
    }

    @Test(arguments: [
        "21/03/2025", "02/30/2025", "2025-02-30", "2025-3-9", "03-09-2025", "03/09/25", "2025/03/09", "2025-03-09 10:00", "2025-03-09T",
        "2025-03-09T25:00:00Z", "003/09/2025", "1899-12-31", "3000-01-01", "today", "",
    ])
    func otherTextsAreNoDates(text: String) {
        #expect(text.read { StandardDates.date($0, isoAllowed: true) } == nil)
    }

    @Test(
        arguments: [
            ("2025-03-09T14:05:09Z", 50_709, 0),
            ("2025-03-09T14:05:09+05:30", 50_709, 19_800),
            ("2025-03-09T14:05:09-0800", 50_709, -28_800),
            ("2025-03-09T14:05Z", 50_700, 0),
            ("2025-03-09T14:05:09.5Z", 50_709, 0),
            ("2025-03-09T14:05:09.999999999Z", 50_709, 0),
            ("2025-03-09T14:05:09", 50_709, nil),
            ("2025-03-09T14:05:09.123", 50_709, nil),
            ("2025-03-09 14:05", 50_700, nil),
            ("2025-03-09 14:05:09", 50_709, nil),
            ("03/09/2025 14:05", 50_700, nil),
            ("3/9/2025 14:05:09", 50_709, nil),
            ("03/09/2025 02:05 PM", 50_700, nil),
            ("03/09/2025 12:05:09 am", 309, nil),
            ("2025-03-09", 0, nil),
            ("3/9/2025", 0, nil),
        ] as [(String, Int, Int?)])
    func dateTimesHaveTheFormsOfTheList(text: String, second: Int, offset: Int?) {
        let expected = DateReading(days: march9, secondOfDay: second, offset: offset)
        #expect(text.read { StandardDates.dateTime($0, isoAllowed: true) } == expected)
    }

    @Test(arguments: [
        "2025-03-09T14:05:60Z", "2025-03-09T24:00:00Z", "2025-03-09T14:05:09.Z", "2025-03-09T14:05:09.1234567890Z",
        "2025-03-09T14:05:09 Z", "2025-03-09T14:05:09+5:30", "2025-03-09T14:05:09+05", "2025-03-09T14:05:09+24:00", "2025-03-09T14Z",
        "2025-03-09T14:05.5Z", "2025-03-09  14:05", "2025-03-09 14:05:09Z", "2025-03-09 02:05 PM", "03/09/2025T14:05", "03/09/2025 ",
        "03/09/2025 14:05PM", "03/09/2025 14:05 PM", "03/09/2025 00:05 AM", "09.03.2025 14:05", "02/30/2025 10:00", "",
    ])
    func otherTextsAreNoDateTimes(text: String) {
        #expect(text.read { StandardDates.dateTime($0, isoAllowed: true) } == nil)
    }

    @Test(arguments: [
        ("03/09/2025", true), ("3/9/2025 02:05 PM", true), ("03/09/2025 14:05:09", true), ("2025-03-09", false),
        ("2025-03-09 14:05", false), ("2025-03-09T14:05:09Z", false),
    ])
    func whereISOIsNotAllowedOnlyMonthFirstIsRead(text: String, isRead: Bool) {
        #expect((text.read { StandardDates.dateTime($0, isoAllowed: false) } != nil) == isRead)
        #expect((text.read { StandardDates.date($0, isoAllowed: false) } != nil) == (text == "03/09/2025"))
    }

    @Test func defaultValuesAreISO() {
        #expect("2025-03-09".read { StandardDates.isoDate($0) } == DateReading(days: march9))
        #expect("03/09/2025".read { StandardDates.isoDate($0) } == nil)
        #expect("2025-03-09T10:00:00Z".read { StandardDates.isoDate($0) } == nil)
        let ten = DateReading(days: march9, secondOfDay: 36_000, offset: 3_600)
        #expect("2025-03-09T10:00:00+01:00".read { StandardDates.isoDateTime($0) } == ten)
        #expect("2025-03-09".read { StandardDates.isoDateTime($0) } == nil)
    }
}
