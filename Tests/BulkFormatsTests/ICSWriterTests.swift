import BulkFormats
import Testing

@Suite struct ICSWriterTests {
    @Test func aSingleEventIsInUTCAndNeedsNoZone() {
        var event = ICSEvent(
            uid: "554023000000600002@longshore", stamp: time("2024-01-15T12:00:00Z"), summary: "Demo",
            start: time("2024-02-01T10:00:00+05:30"), end: time("2024-02-01T11:30:00+05:30"))
        event.created = time("2021-03-01T10:00:00+05:30")
        event.lastModified = time("2021-03-02T10:00:00+05:30")
        event.location = "Room 7"
        event.description = "Bring the slides"
        event.organizer = .init(name: "Ada Okafor", email: "ada@example.com")
        event.attendees = [.init(name: "Li, Wei", email: "wei@example.com"), .init(email: "sam@example.com"), .init(name: "Guest")]
        let text = written {
            $0.beginCalendar()
            $0.write(event)
            $0.endCalendar()
        }
        expect(
            text,
            """
            BEGIN:VCALENDAR
            VERSION:2.0
            PRODID:-//Longshore//Longshore//EN
            CALSCALE:GREGORIAN
            BEGIN:VEVENT
            UID:554023000000600002@longshore
            DTSTAMP:20240115T120000Z
            DTSTART:20240201T043000Z
            DTEND:20240201T060000Z
            SUMMARY:Demo
            LOCATION:Room 7
            DESCRIPTION:Bring the slides
            ORGANIZER;CN=Ada Okafor:mailto:ada@example.com
            ATTENDEE;CN="Li, Wei":mailto:wei@example.com
            ATTENDEE:mailto:sam@example.com
            ATTENDEE;CN=Guest:invalid:nomail
            CREATED:20210301T043000Z
            LAST-MODIFIED:20210302T043000Z
            END:VEVENT
            END:VCALENDAR

            """)
    }

    @Test func aSeriesKeepsItsLocalTimeWhenTheClocksChange() {
        var series = ICSEvent(
            uid: "1", stamp: 0, summary: "Standup", start: time("2024-03-07T10:00:00-05:00"), end: time("2024-03-07T10:15:00-05:00"))
        series.recurrence = "FREQ=WEEKLY;INTERVAL=1;DTSTART=2024-03-07;UNTIL=2024-05-01"
        var moved = ICSEvent(
            uid: "1", stamp: 0, summary: "Standup", start: time("2024-03-14T11:00:00-04:00"), end: time("2024-03-14T11:15:00-04:00"))
        moved.recurrenceID = time("2024-03-14T10:00:00-04:00")
        let text = written {
            $0.beginCalendar(in: ICSZone(named: "America/New_York"))
            $0.write(series)
            $0.write(moved)
            $0.endCalendar()
        }
        #expect(
            text.hasPrefix("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Longshore//Longshore//EN\r\nCALSCALE:GREGORIAN\r\nBEGIN:VTIMEZONE"))
        expect(
            String(text.drop(through: "END:VTIMEZONE\r\n")),
            """
            BEGIN:VEVENT
            UID:1
            DTSTAMP:19700101T000000Z
            DTSTART;TZID=America/New_York:20240307T100000
            DTEND;TZID=America/New_York:20240307T101500
            RRULE:FREQ=WEEKLY;INTERVAL=1;UNTIL=20240502T035959Z
            SUMMARY:Standup
            END:VEVENT
            BEGIN:VEVENT
            UID:1
            DTSTAMP:19700101T000000Z
            RECURRENCE-ID;TZID=America/New_York:20240314T100000
            DTSTART;TZID=America/New_York:20240314T110000
            DTEND;TZID=America/New_York:20240314T111500
            SUMMARY:Standup
            END:VEVENT
            END:VCALENDAR

            """)
    }

    @Test(arguments: [
        // Midnight to midnight, midnight to the last minute, and a moment are one day each.
        ("2024-02-28T00:00:00+05:30", "2024-02-29T00:00:00+05:30", "20240228", "20240229"),
        ("2024-02-28T00:00:00+05:30", "2024-02-28T23:59:00+05:30", "20240228", "20240229"),
        ("2024-02-28T00:00:00+05:30", "2024-02-28T00:00:00+05:30", "20240228", "20240229"),
        ("2024-02-28T00:00:00+05:30", "2024-02-27T00:00:00+05:30", "20240228", "20240229"),
        ("2024-02-28T00:00:00+05:30", "2024-03-01T23:59:00+05:30", "20240228", "20240302"),
        ("2024-12-31T00:00:00+05:30", "2024-12-31T23:59:59+05:30", "20241231", "20250101"),
        ("1969-12-31T00:00:00+05:30", "1969-12-31T00:00:00+05:30", "19691231", "19700101"),
    ])
    func anAllDayEventHasTheDaysOfTheZoneAndEndsTheDayAfterTheLast(start: String, end: String, first: String, after: String) {
        var event = ICSEvent(uid: "1", stamp: 0, summary: "Fair", start: time(start), end: time(end))
        event.isAllDay = true
        let lines = lines(of: event, in: "Asia/Kolkata")
        #expect(lines[3...4] == ["DTSTART;VALUE=DATE:\(first)", "DTEND;VALUE=DATE:\(after)"])
    }

    @Test func aSeriesOfWholeDaysHasDatesThroughout() {
        var event = ICSEvent(
            uid: "1", stamp: 0, summary: "Fair", start: time("2024-05-01T00:00:00-04:00"), end: time("2024-05-01T23:59:00-04:00"))
        event.isAllDay = true
        event.recurrence = "FREQ=YEARLY;UNTIL=2026-05-01"
        #expect(
            lines(of: event, in: "America/New_York")[3...5] == [
                "DTSTART;VALUE=DATE:20240501", "DTEND;VALUE=DATE:20240502", "RRULE:FREQ=YEARLY;UNTIL=20260501",
            ])
        event.recurrence = nil
        event.recurrenceID = time("2025-05-01T00:00:00-04:00")
        #expect(lines(of: event, in: "America/New_York")[3] == "RECURRENCE-ID;VALUE=DATE:20250501")
        event.isSeriesAllDay = false
        #expect(lines(of: event, in: "America/New_York")[3] == "RECURRENCE-ID;TZID=America/New_York:20250501T000000")
    }

    @Test(arguments: ["", "Weekly", "FREQ=WEEKLY;COUNT=2\r\nATTENDEE:mailto:eve@example.com", "FREQ=WEEKLY;UNTIL=2024-03-06"])
    func anEventWhoseRuleSaysNothingIsASingleOne(rule: String) {
        var event = ICSEvent(
            uid: "1", stamp: 0, summary: "Standup", start: time("2024-03-07T10:00:00-05:00"), end: time("2024-03-07T10:15:00-05:00"))
        event.recurrence = rule
        #expect(
            lines(of: event, in: "America/New_York") == [
                "BEGIN:VEVENT", "UID:1", "DTSTAMP:19700101T000000Z", "DTSTART:20240307T150000Z", "DTEND:20240307T151500Z",
                "SUMMARY:Standup", "END:VEVENT",
            ])
    }

    @Test func aSeriesInUTCNeedsNoZone() {
        var event = ICSEvent(
            uid: "1", stamp: 0, summary: "Standup", start: time("2024-03-07T10:00:00Z"), end: time("2024-03-07T10:15:00Z"))
        event.recurrence = "FREQ=DAILY"
        #expect(lines(of: event, in: "UTC")[3...5] == ["DTSTART:20240307T100000Z", "DTEND:20240307T101500Z", "RRULE:FREQ=DAILY"])
    }

    @Test(arguments: [0, -1, -3_600])
    func anEventWithoutDurationHasNoEnd(duration: Int64) {
        var event = ICSEvent(uid: "1", stamp: 0, summary: "", start: 0, end: duration)
        #expect(lines(of: event, in: "Asia/Kolkata")[3...4] == ["DTSTART:19700101T000000Z", "SUMMARY:"])
        event.recurrence = "FREQ=DAILY"
        #expect(lines(of: event, in: "Asia/Kolkata")[3...4] == ["DTSTART;TZID=Asia/Kolkata:19700101T053000", "RRULE:FREQ=DAILY"])
    }

    /// On 2024-11-03 the clock of New York showed 01:30 at 05:30 and at 06:30 UTC; in a calendar it means the former.
    @Test func anHourThatComesTwiceIsSaidInUTCTheSecondTime() {
        var event = ICSEvent(
            uid: "1", stamp: 0, summary: "", start: time("2024-11-03T01:30:00-04:00"), end: time("2024-11-03T01:30:00-05:00"))
        event.recurrence = "FREQ=DAILY"
        #expect(
            lines(of: event, in: "America/New_York")[3...4] == [
                "DTSTART;TZID=America/New_York:20241103T013000", "DTEND:20241103T063000Z",
            ])
        event.start = time("2024-11-03T01:30:00-05:00")
        event.end = time("2024-11-03T02:30:00-05:00")
        // A series has a local time nevertheless, and keeps its duration.
        #expect(
            lines(of: event, in: "America/New_York")[3...4] == [
                "DTSTART;TZID=America/New_York:20241103T013000", "DTEND:20241103T063000Z",
            ])
        event.recurrenceID = event.start
        #expect(
            lines(of: event, in: "America/New_York")[3...5] == [
                "RECURRENCE-ID;TZID=America/New_York:20241103T013000", "DTSTART:20241103T063000Z",
                "DTEND;TZID=America/New_York:20241103T023000",
            ])
    }

    @Test func timesBeyondFourDigitsOfYearsAreTheNearestThatHaveThem() {
        let event = ICSEvent(uid: "1", stamp: .min, summary: "", start: .min, end: .max)
        #expect(
            lines(of: event, in: "Asia/Kolkata")[2...4] == [
                "DTSTAMP:00000101T000000Z", "DTSTART:00000101T000000Z", "DTEND:99991231T235959Z",
            ])
    }

    @Test func blocksTakenBetweenEventsAreTheSameText() {
        var event = ICSEvent(uid: "1", stamp: 0, summary: String(repeating: "Wójcik — 田中; ", count: 20), start: 0, end: 60)
        event.recurrence = "FREQ=DAILY"
        let zone = ICSZone(named: "America/New_York")
        let whole = written {
            $0.beginCalendar(in: zone)
            $0.write(event)
            $0.write(event)
            $0.endCalendar()
        }
        var pieces = ""
        var writer = ICSWriter(into: MemoryBlock(capacity: 4_096))
        func take() {
            pieces += String(decoding: writer.block.bytes, as: UTF8.self)
            writer.block.deallocate()
            writer.block = MemoryBlock(capacity: 1)
        }
        writer.beginCalendar(in: zone)
        take()
        writer.write(event)
        take()
        writer.write(event)
        take()
        writer.endCalendar()
        take()
        writer.block.deallocate()
        #expect(pieces == whole)
    }

    private func time(_ text: String) -> Int64 { ICSTexts.time(text) }
    private func written(_ write: (inout ICSWriter) -> Void) -> String { ICSTexts.written(write) }
    private func lines(of event: ICSEvent, in zone: String) -> [String] { ICSTexts.lines(of: event, in: zone) }

    private func expect(_ text: String, _ expected: String, sourceLocation: SourceLocation = #_sourceLocation) {
        #expect(text == expected.replacing("\n", with: "\r\n"), sourceLocation: sourceLocation)
    }
}
