import BulkFormats
import Testing

@Suite struct ICSZoneTests {
    @Test func aZoneIsItsRulesEachWithItsYears() {
        #expect(
            definition(of: "Europe/Berlin") == """
                BEGIN:VTIMEZONE
                TZID:Europe/Berlin
                BEGIN:STANDARD
                DTSTART:19700101T000000
                TZOFFSETFROM:+0100
                TZOFFSETTO:+0100
                END:STANDARD
                BEGIN:DAYLIGHT
                DTSTART:19800406T020000
                TZOFFSETFROM:+0100
                TZOFFSETTO:+0200
                END:DAYLIGHT
                BEGIN:STANDARD
                DTSTART:19800928T030000
                TZOFFSETFROM:+0200
                TZOFFSETTO:+0100
                RRULE:FREQ=YEARLY;BYMONTH=9;BYDAY=-1SU;UNTIL=19950925T010000Z
                END:STANDARD
                BEGIN:DAYLIGHT
                DTSTART:19810329T020000
                TZOFFSETFROM:+0100
                TZOFFSETTO:+0200
                RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
                END:DAYLIGHT
                BEGIN:STANDARD
                DTSTART:19961027T030000
                TZOFFSETFROM:+0200
                TZOFFSETTO:+0100
                RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
                END:STANDARD
                END:VTIMEZONE

                """)
    }

    @Test func aZoneWithoutChangesIsOneOffset() {
        #expect(
            definition(of: "Asia/Kolkata") == """
                BEGIN:VTIMEZONE
                TZID:Asia/Kolkata
                BEGIN:STANDARD
                DTSTART:19700101T000000
                TZOFFSETFROM:+0530
                TZOFFSETTO:+0530
                END:STANDARD
                END:VTIMEZONE

                """)
    }

    @Test func anOffsetMayHaveSeconds() {
        #expect(
            definition(of: "Africa/Monrovia") == """
                BEGIN:VTIMEZONE
                TZID:Africa/Monrovia
                BEGIN:STANDARD
                DTSTART:19700101T000000
                TZOFFSETFROM:-004430
                TZOFFSETTO:-004430
                END:STANDARD
                BEGIN:STANDARD
                DTSTART:19720107T000000
                TZOFFSETFROM:-004430
                TZOFFSETTO:+0000
                END:STANDARD
                END:VTIMEZONE

                """)
    }

    @Test(arguments: ["UTC", "GMT", "Africa/Abidjan", "Mars/Olympus", "", "Europe/Berlin\r\nX:1", "../Europe/Berlin", "Europe/Berlin;X=1"])
    func whatIsUTCOrNoZoneNeedsNoDefinition(name: String) {
        #expect(definition(of: name) == "")
    }

    @Test func theNameOfNoZoneIsThatOfUTC() {
        #expect(ICSZone(named: "Asia/Kolkata").name == "Asia/Kolkata")
        #expect(ICSZone(named: "Europe/Berlin\r\nX:1").name == "UTC")
    }

    /// Reads the definition as another program would, knowing nothing about how it was made.
    @Test(arguments: [
        "America/New_York", "America/Los_Angeles", "America/Sao_Paulo", "America/St_Johns", "Africa/Casablanca", "Africa/Cairo",
        "Asia/Gaza",
        "Asia/Kathmandu", "Asia/Tehran", "Australia/Lord_Howe", "Europe/Dublin", "Europe/London", "Europe/Moscow", "Pacific/Apia",
        "Antarctica/Troll",
    ])
    func theDefinitionGivesTheOffsetsOfTheZone(name: String) {
        let changes = definition(of: name).split(separator: "BEGIN:").dropFirst().flatMap(ZoneReading.changes).sorted { $0.time < $1.time }
        let offsets = UTCOffsets(named: name)
        var wrong = 0
        var index = 0
        // A prime step of about an hour, from 1970-01-02 to the end of 2099.
        for time in stride(from: Int64(86_400), to: 4_102_444_800, by: 3_607) {
            while index + 1 < changes.count, changes[index + 1].time <= time { index += 1 }
            if changes[index].offset != offsets.offset(at: time) { wrong += 1 }
        }
        #expect(wrong == 0)
        for (change, next) in zip(changes, changes.dropFirst()) { #expect(next.offsetBefore == change.offset) }
    }

    /// Line ends as LF, so that the text can be compared with a literal.
    private func definition(of name: String) -> String {
        ICSTexts.written { $0.beginCalendar(in: ICSZone(named: name)) }.replacing("\r\n", with: "\n")
            .drop(through: "CALSCALE:GREGORIAN\n").description
    }
}

/// A reader of STANDARD and DAYLIGHT components with yearly rules.
private enum ZoneReading {
    struct Change {
        var time: Int64
        var offsetBefore: Int
        var offset: Int
    }

    static func changes(of component: Substring) -> [Change] {
        var values: [Substring: Substring] = [:]
        for line in component.split(separator: "\n").dropFirst() {
            let parts = line.split(separator: ":", maxSplits: 1)
            values[parts[0]] = parts[1]
        }
        guard let start = values["DTSTART"], let from = values["TZOFFSETFROM"], let to = values["TZOFFSETTO"] else { return [] }
        let first = time(start) - Int64(offset(from))
        guard let rule = values["RRULE"] else { return [Change(time: first, offsetBefore: offset(from), offset: offset(to))] }
        var parts: [Substring: Substring] = [:]
        for part in rule.split(separator: ";") {
            let pair = part.split(separator: "=")
            parts[pair[0]] = pair[1]
        }
        let until = parts["UNTIL"].map(time) ?? .max
        let weekday = ["SU", "MO", "TU", "WE", "TH", "FR", "SA"].firstIndex(of: String(parts["BYDAY"]!.suffix(2)))!
        let ordinal = Int(parts["BYDAY"]!.dropLast(2))!
        var changes: [Change] = []
        for year in Int(start.prefix(4))!...2_099 {
            let day = day(year: year, month: Int(parts["BYMONTH"]!)!, weekday: weekday, ordinal: ordinal)
            let time = Int64(day) * 86_400 + time(start) % 86_400 - Int64(offset(from))
            if time <= until { changes.append(Change(time: time, offsetBefore: offset(from), offset: offset(to))) }
        }
        #expect(changes.first?.time == first, "a rule begins with its DTSTART")
        return changes
    }

    private static func day(year: Int, month: Int, weekday: Int, ordinal: Int) -> Int {
        let first = CivilDate(year: year, month: month, day: 1).daysSince1970
        let next = CivilDate(year: month == 12 ? year + 1 : year, month: month % 12 + 1, day: 1).daysSince1970
        let days = (first..<next).filter { ($0 + 4) % 7 == weekday }
        return ordinal < 0 ? days[days.count + ordinal] : days[ordinal - 1]
    }

    private static func time(_ text: Substring) -> Int64 {
        let digits = text.filter(\.isNumber).compactMap(\.wholeNumberValue)
        func number(_ range: Range<Int>) -> Int { digits[range].reduce(0) { $0 * 10 + $1 } }
        let days = CivilDate(year: number(0..<4), month: number(4..<6), day: number(6..<8)).daysSince1970
        return Int64(days * 86_400 + number(8..<10) * 3_600 + number(10..<12) * 60 + number(12..<14))
    }

    private static func offset(_ text: Substring) -> Int {
        let digits = text.dropFirst().compactMap(\.wholeNumberValue) + [0, 0]
        let seconds = (digits[0] * 10 + digits[1]) * 3_600 + (digits[2] * 10 + digits[3]) * 60 + digits[4] * 10 + digits[5]
        return text.first == "-" ? -seconds : seconds
    }
}
