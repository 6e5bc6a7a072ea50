/// The VTIMEZONE component.
extension ICSWriter {
    mutating func write(_ zone: ICSZone) {
        writeLine("BEGIN:VTIMEZONE")
        write("TZID", verbatim: zone.name)
        for observance in zone.observances { write(observance) }
        writeLine("END:VTIMEZONE")
    }

    private mutating func write(_ observance: ICSObservance) {
        writeLine(observance.isDaylight ? "BEGIN:DAYLIGHT" : "BEGIN:STANDARD")
        beginLine("DTSTART:")
        append(dateTime: observance.localStart)
        endLine()
        write("TZOFFSETFROM", verbatim: Self.text(offset: observance.offsetBefore))
        write("TZOFFSETTO", verbatim: Self.text(offset: observance.offset))
        if let rule = observance.rule { write("RRULE", verbatim: rule) }
        writeLine(observance.isDaylight ? "END:DAYLIGHT" : "END:STANDARD")
    }

    /// `+0530`, and with seconds where a zone had them: `-004430`.
    private static func text(offset: Int) -> String {
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let size = abs(offset)
        let seconds = size % 60 == 0 ? "" : two(size % 60)
        return (offset < 0 ? "-" : "+") + two(size / 3_600) + two(size / 60 % 60) + seconds
    }
}
