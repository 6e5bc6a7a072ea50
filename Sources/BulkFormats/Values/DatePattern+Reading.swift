extension DatePattern {
    /// Reads a text that matches the pattern from its beginning to its end.
    ///
    /// `MM`, `dd`, `HH`, `hh`, `mm` and `ss` are two digits, `M`, `d`, `H` and `h` one or two. Names
    /// are English, in any case; whether the weekday fits the date isn't looked at. `Z` is `±HHmm`, `XXX` is `Z` or `±HH:mm`.
    /// (bulk write specification, sections 8.4 and 8.5)
    /// - Parameters:
    ///   - text: UTF-8 without white space at its ends.
    ///   - centuries: of years that have two digits.
    /// - Returns: nil if the text doesn't match, for days and times that there are not, and for years before 1900 and after 2999.
    public func read(_ text: UnsafeBufferPointer<UInt8>, centuries: TwoDigitYears = .standard) -> DateReading? {
        var cursor = ByteCursor(text)
        var fields = Fields()
        for part in parts {
            guard fields.read(part, from: &cursor) else { return nil }
        }
        guard cursor.isAtEnd else { return nil }
        return fields.reading(centuries)
    }
}

private struct Fields {
    private var year = 0
    private var isShortYear = false
    private var month = 0
    private var day = 0
    private var hour = 0
    private var minute = 0
    private var second = 0
    private var isAfternoon: Bool?
    private var offset: Int?

    /// - Returns: whether the part is there.
    mutating func read(_ part: DatePatternPart, from cursor: inout ByteCursor) -> Bool {
        switch part {
        case .literal(let byte): return cursor.take(byte)
        case .year(digits: 2):
            isShortYear = true
            return Self.set(&year, cursor.number(2, 2))
        case .year(let digits): return Self.set(&year, cursor.number(digits, digits))
        case .month(let least): return Self.set(&month, cursor.number(least, 2))
        case .day(let least): return Self.set(&day, cursor.number(least, 2))
        case .shortMonthName: return Self.set(&month, cursor.shortMonthName())
        case .monthName: return Self.set(&month, cursor.monthName())
        case .shortWeekdayName: return cursor.takeShortWeekdayName()
        case .hour(let least): return Self.set(&hour, cursor.number(least, 2))
        case .minute: return Self.set(&minute, cursor.number(2, 2))
        case .second: return Self.set(&second, cursor.number(2, 2))
        case .halfDay:
            isAfternoon = cursor.halfDay()
        case .compactOffset: offset = cursor.offset(colon: false, compact: true)
        case .offset: offset = cursor.take(UInt8(ascii: "Z")) ? 0 : cursor.offset(colon: true, compact: false)
        }
        return part == .halfDay ? isAfternoon != nil : offset != nil
    }

    private static func set(_ field: inout Int, _ value: Int?) -> Bool {
        guard let value else { return false }
        field = value
        return true
    }

    func reading(_ centuries: TwoDigitYears) -> DateReading? {
        let year = isShortYear ? centuries.year(year, month: month, day: day) : year
        guard let days = DateReading.days(year: year, month: month, day: day), let hourOfDay,
            let secondOfDay = DateReading.secondOfDay(hour: hourOfDay, minute: minute, second: second)
        else { return nil }
        return DateReading(days: days, secondOfDay: secondOfDay, offset: offset)
    }

    private var hourOfDay: Int? {
        guard let isAfternoon else { return hour }
        return DateReading.hour(hour, isAfternoon: isAfternoon)
    }
}
