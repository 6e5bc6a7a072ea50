/// A day, and a time of it, as a text says.
public struct DateReading: Hashable, Sendable {
    /// Days from 1970-01-01 to the day that is written, whatever the offset.
    public var days: Int64
    /// Seconds from midnight; 0 for a date.
    public var secondOfDay: Int
    /// Seconds east of Greenwich, if the text says.
    public var offset: Int?

    public init(days: Int64, secondOfDay: Int = 0, offset: Int? = nil) {
        self.days = days
        self.secondOfDay = secondOfDay
        self.offset = offset
    }

    /// - Returns: nil for days that there are not, and for years before 1900 and after 2999.
    ///   (bulk write specification, section 8.5)
    static func days(year: Int, month: Int, day: Int) -> Int64? {
        guard 1900...2999 ~= year, 1...12 ~= month, 1...31 ~= day else { return nil }
        let date = CivilDate(year: year, month: month, day: day)
        let days = date.daysSince1970
        // The 31st of a short month comes back as another day.
        guard day <= 28 || CivilDate(daysSince1970: days) == date else { return nil }
        return Int64(days)
    }

    /// - Parameter hour: 0 to 23.
    /// - Returns: nil for times that there are not; leap seconds are none.
    static func secondOfDay(hour: Int, minute: Int, second: Int) -> Int? {
        guard hour < 24, minute < 60, second < 60 else { return nil }
        return hour * 3_600 + minute * 60 + second
    }

    /// - Parameter hour: 1 to 12, as a clock with twelve hours shows it.
    /// - Returns: 0 to 23.
    static func hour(_ hour: Int, isAfternoon: Bool) -> Int? {
        guard 1...12 ~= hour else { return nil }
        return hour % 12 + (isAfternoon ? 12 : 0)
    }
}
