/// Writes meetings as one iCalendar object into a block of memory: RFC 5545, lines of at most 75 octets that end in CR LF.
///
/// Nothing of an event is kept when ``write(_:)`` returns. No text that a user has entered can begin a line, end a
/// component or add a property of its own.
/// (RFC 5545; bulk read specification, section 8.4)
public struct ICSWriter {
    /// What is written so far; between events the caller may take it and put an empty one in its place.
    public var block: MemoryBlock
    private var zone = ICSZone.utc
    /// Where in the block the content line begins that is being written.
    var lineStart = 0

    public init(into block: MemoryBlock) {
        self.block = block
    }

    /// - Parameter zone: what series keep their time of the day in, and whose days those of all-day events are.
    public mutating func beginCalendar(in zone: ICSZone = .utc) {
        self.zone = zone
        writeLine("BEGIN:VCALENDAR")
        writeLine("VERSION:2.0")
        writeLine("PRODID:-//Longshore//Longshore//EN")
        writeLine("CALSCALE:GREGORIAN")
        if !zone.isUTC { write(zone) }
    }

    public mutating func endCalendar() {
        writeLine("END:VCALENDAR")
    }

    public mutating func write(_ event: ICSEvent) {
        writeLine("BEGIN:VEVENT")
        write("UID", text: event.uid)
        write("DTSTAMP", utc: event.stamp)
        if event.isAllDay { writeDays(of: event) } else { writeTimes(of: event) }
        write("SUMMARY", text: event.summary)
        if let location = event.location, !location.isEmpty { write("LOCATION", text: location) }
        if let description = event.description, !description.isEmpty { write("DESCRIPTION", text: description) }
        if let organizer = event.organizer { write("ORGANIZER", organizer) }
        for attendee in event.attendees { write("ATTENDEE", attendee) }
        if let created = event.created { write("CREATED", utc: created) }
        if let lastModified = event.lastModified { write("LAST-MODIFIED", utc: lastModified) }
        writeLine("END:VEVENT")
    }

    private mutating func writeDays(of event: ICSEvent) {
        let start = ICSTime.clamped(event.start)
        let firstDay = zone.offsets.day(at: start)
        let lastDay = zone.offsets.day(at: max(ICSTime.clamped(event.end) - 1, start))
        writeRecurrenceID(of: event)
        write("DTSTART", date: firstDay)
        write("DTEND", date: lastDay + 1)
        if let rule = rule(of: event) { write("RRULE", verbatim: rule) }
    }

    private mutating func writeTimes(of event: ICSEvent) {
        let start = ICSTime.clamped(event.start)
        let end = ICSTime.clamped(event.end)
        writeRecurrenceID(of: event)
        if let rule = rule(of: event) {
            // A series is bound to the clock on the wall even where that shows its first start twice.
            let shown = zone.offsets.firstTime(showingAsAt: start)
            write("DTSTART", local: shown)
            if end > start { write("DTEND", local: end - (start - shown)) }
            write("RRULE", verbatim: rule)
        } else if event.recurrenceID != nil {
            write("DTSTART", local: start)
            if end > start { write("DTEND", local: end) }
        } else {
            write("DTSTART", utc: start)
            if end > start { write("DTEND", utc: end) }
        }
    }

    /// Of the same kind as the start of the series, or else readers don't find the occurrence.
    private mutating func writeRecurrenceID(of event: ICSEvent) {
        guard let recurrenceID = event.recurrenceID.map(ICSTime.clamped) else { return }
        if event.isSeriesAllDay ?? event.isAllDay {
            write("RECURRENCE-ID", date: zone.offsets.day(at: recurrenceID))
        } else {
            write("RECURRENCE-ID", local: zone.offsets.firstTime(showingAsAt: recurrenceID))
        }
    }

    private func rule(of event: ICSEvent) -> String? {
        guard event.recurrenceID == nil, let text = event.recurrence, let recurrence = ICSRecurrence(text) else { return nil }
        return recurrence.value(from: ICSTime.clamped(event.start), isAllDay: event.isAllDay, offsets: zone.offsets)
    }

    private mutating func write(_ name: StaticString, date days: Int) {
        beginLine(name)
        append(";VALUE=DATE:")
        ICSTime.write(date: days, to: block.end(withRoomFor: ICSTime.dateLength))
        block.count += ICSTime.dateLength
        endLine()
    }

    private mutating func write(_ name: StaticString, utc time: Int64) {
        beginLine(name)
        append(":")
        append(dateTime: ICSTime.clamped(time))
        append("Z")
        endLine()
    }

    /// A time of the calendar's zone; in UTC if the clock shows that time twice and means the other one first.
    private mutating func write(_ name: StaticString, local time: Int64) {
        guard !zone.isUTC, zone.offsets.firstTime(showingAsAt: time) == time else { return write(name, utc: time) }
        beginLine(name)
        append(";TZID=")
        append(verbatim: zone.name)
        append(":")
        append(dateTime: ICSTime.clamped(zone.offsets.localTime(at: time)))
        endLine()
    }
}
