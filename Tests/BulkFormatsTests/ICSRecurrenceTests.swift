import BulkFormats
import Testing

@Suite struct ICSRecurrenceTests {
    /// For an event of 2024-03-07 at 10:00 in New York, where summer begins on March 10.
    @Test(arguments: [
        ("FREQ=DAILY", "FREQ=DAILY"),
        ("FREQ=WEEKLY;INTERVAL=1;COUNT=10", "FREQ=WEEKLY;INTERVAL=1;COUNT=10"),
        ("RRULE:FREQ=MONTHLY;BYMONTHDAY=-1,15", "FREQ=MONTHLY;BYMONTHDAY=-1,15"),
        ("FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=10;INTERVAL=99", "FREQ=YEARLY;INTERVAL=99;BYMONTH=3;BYMONTHDAY=10"),
        ("FREQ=YEARLY;BYDAY=20MO", "FREQ=YEARLY;BYDAY=20MO"),
        ("FREQ=MONTHLY;BYDAY=1SU,-1FR;WKST=SU", "FREQ=MONTHLY;BYDAY=1SU,-1FR;WKST=SU"),
        ("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1"),
        // As Zoho writes it.
        ("FREQ=DAILY;INTERVAL=99;DTSTART=2017-08-29;COUNT=3", "FREQ=DAILY;INTERVAL=99;COUNT=3"),
        ("FREQ=WEEKLY;BYDAY=TU;DTSTART=2020-02-02T10:00:00+05:30", "FREQ=WEEKLY;BYDAY=TU"),
        // Spelling.
        (" rrule:freq=weekly; byday=mo,We ; wkst=mo;", "FREQ=WEEKLY;BYDAY=MO,WE;WKST=MO"),
        ("COUNT=007;FREQ=DAILY", "FREQ=DAILY;COUNT=7"),
        ("FREQ=MONTHLY;BYDAY=+2TU;BYMONTHDAY=+01", "FREQ=MONTHLY;BYMONTHDAY=1;BYDAY=2TU"),
        ("FREQ=WEEKLY;BYDAY=MO,MO,TU,MO", "FREQ=WEEKLY;BYDAY=MO,TU"),
        // The last day belongs to it whole; New York is four hours behind in summer and five in winter.
        ("FREQ=DAILY;UNTIL=2024-05-01", "FREQ=DAILY;UNTIL=20240502T035959Z"),
        ("FREQ=DAILY;UNTIL=20241231", "FREQ=DAILY;UNTIL=20250101T045959Z"),
        ("FREQ=DAILY;UNTIL=2024-03-07", "FREQ=DAILY;UNTIL=20240308T045959Z"),
        ("FREQ=DAILY;UNTIL=20240501T140000Z", "FREQ=DAILY;UNTIL=20240501T140000Z"),
        ("FREQ=DAILY;UNTIL=2024-05-01T14:00:00Z", "FREQ=DAILY;UNTIL=20240501T140000Z"),
        ("FREQ=DAILY;UNTIL=2024-05-01T19:30:00+05:30", "FREQ=DAILY;UNTIL=20240501T140000Z"),
        ("FREQ=DAILY;UNTIL=20240501T100000", "FREQ=DAILY;UNTIL=20240501T140000Z"),
        ("FREQ=DAILY;UNTIL=2024-05-01T10:00:00", "FREQ=DAILY;UNTIL=20240501T140000Z"),
        ("FREQ=DAILY;UNTIL=20240307T150000Z", "FREQ=DAILY;UNTIL=20240307T150000Z"),
        // Of a count and an end, the count.
        ("FREQ=DAILY;UNTIL=2024-05-01;COUNT=5", "FREQ=DAILY;COUNT=5"),
        // Over before it begins.
        ("FREQ=DAILY;UNTIL=2024-03-06", nil),
        ("FREQ=DAILY;UNTIL=20240307T145959Z", nil),
    ])
    func aRuleForTimesEndsInUTC(text: String, expected: String?) throws {
        let rule = try #require(ICSRecurrence(text))
        let start = ICSTexts.time("2024-03-07T10:00:00-05:00")
        #expect(rule.value(from: start, isAllDay: false, offsets: UTCOffsets(named: "America/New_York")) == expected)
    }

    /// For 2024-03-07 in New York.
    @Test(arguments: [
        ("FREQ=DAILY;UNTIL=2024-05-01", "FREQ=DAILY;UNTIL=20240501"),
        ("FREQ=DAILY;UNTIL=20240501", "FREQ=DAILY;UNTIL=20240501"),
        ("FREQ=DAILY;UNTIL=20240501T233000", "FREQ=DAILY;UNTIL=20240501"),
        ("FREQ=DAILY;UNTIL=20240502T033000Z", "FREQ=DAILY;UNTIL=20240501"),
        ("FREQ=DAILY;UNTIL=2024-03-07", "FREQ=DAILY;UNTIL=20240307"),
        ("FREQ=DAILY;UNTIL=2024-03-06", nil),
    ])
    func aRuleForWholeDaysEndsOnADate(text: String, expected: String?) throws {
        let rule = try #require(ICSRecurrence(text))
        let start = ICSTexts.time("2024-03-07T00:00:00-05:00")
        #expect(rule.value(from: start, isAllDay: true, offsets: UTCOffsets(named: "America/New_York")) == expected)
    }

    @Test(arguments: [
        // No frequency, or none that meetings have.
        "", "RRULE:", "INTERVAL=1", "FREQ=", "FREQ", "FREQ=FORTNIGHTLY", "FREQ=SECONDLY", "FREQ=HOURLY", "RRULE:RRULE:FREQ=DAILY",
        // Parts that are unknown, empty or there twice.
        "FREQ=DAILY;BYHOUR=9", "FREQ=DAILY;X-EVIL=1", "FREQ=DAILY;COUNT", "FREQ=DAILY;COUNT=", "FREQ=DAILY;FREQ=DAILY",
        "FREQ=DAILY;COUNT=1;COUNT=2", "FREQ=DAILY;BYDAY=", "FREQ=DAILY;=1",
        // Numbers out of range.
        "FREQ=DAILY;INTERVAL=0", "FREQ=DAILY;INTERVAL=-1", "FREQ=DAILY;INTERVAL=+1", "FREQ=DAILY;INTERVAL=1.5", "FREQ=DAILY;INTERVAL=32768",
        "FREQ=DAILY;COUNT=0", "FREQ=DAILY;COUNT=99999999999999999999", "FREQ=DAILY;COUNT=ten", "FREQ=MONTHLY;BYMONTHDAY=0",
        "FREQ=MONTHLY;BYMONTHDAY=32", "FREQ=YEARLY;BYMONTH=13", "FREQ=YEARLY;BYMONTH=-1", "FREQ=MONTHLY;BYDAY=MO;BYSETPOS=367",
        "FREQ=MONTHLY;BYDAY=6MO", "FREQ=YEARLY;BYMONTH=3;BYDAY=6MO", "FREQ=YEARLY;BYDAY=54MO", "FREQ=MONTHLY;BYDAY=0MO",
        // Days that aren't any.
        "FREQ=WEEKLY;BYDAY=MONDAY", "FREQ=WEEKLY;BYDAY=M", "FREQ=WEEKLY;BYDAY=MO,", "FREQ=WEEKLY;BYDAY=,MO", "FREQ=WEEKLY;BYDAY=MO TU",
        "FREQ=WEEKLY;WKST=1MO", "FREQ=WEEKLY;WKST=XX",
        // What the explanation of the parts forbids.
        "FREQ=WEEKLY;BYDAY=1MO", "FREQ=DAILY;BYDAY=-1FR", "FREQ=WEEKLY;BYMONTHDAY=3", "FREQ=MONTHLY;BYSETPOS=1",
        // Ends that aren't any.
        "FREQ=DAILY;UNTIL=2024-13-01", "FREQ=DAILY;UNTIL=2024-02-30", "FREQ=DAILY;UNTIL=20240230", "FREQ=DAILY;UNTIL=soon",
        "FREQ=DAILY;UNTIL=2024-5-1", "FREQ=DAILY;UNTIL=202405", "FREQ=DAILY;UNTIL=20240501T", "FREQ=DAILY;UNTIL=20240501T240000Z",
        "FREQ=DAILY;UNTIL=20240501T1000", "FREQ=DAILY;UNTIL=20240501T100000ZZ", "FREQ=DAILY;COUNT=2;UNTIL=soon",
        // What wants to be more than a rule.
        "FREQ=DAILY\r\nATTENDEE:mailto:eve@example.com", "FREQ=DAILY\nX:1", "FREQ=DAILY;COUNT=2\n", "FREQ=DAILY\u{85}X:1",
        "FREQ=DAILY;DTSTART=2024-01-01\r\nX:1", "FREQ=DAILY\u{2028}X:1", "FREQ=DAILY:X", "FREQ=DAILY;COUNT=2:X", "FREQ=DAILY\0",
        "FREQ=DÄILY",
    ])
    func whatIsNoRuleIsRefused(text: String) {
        #expect(ICSRecurrence(text) == nil)
    }

    /// In 2018 Brazil's clocks went from Saturday 24:00 back to 23:00, so that the last hour of the day came twice.
    @Test func theLastDayIsWholeEvenWithAnHourMore() throws {
        let rule = try #require(ICSRecurrence("FREQ=DAILY;UNTIL=2018-02-17"))
        #expect(
            rule.value(from: 0, isAllDay: false, offsets: UTCOffsets(named: "America/Sao_Paulo")) == "FREQ=DAILY;UNTIL=20180218T025959Z")
    }
}
