/// The last moment at which an event repeats, as a user has given it: a day, a local time or a time in UTC.
enum ICSUntil: Hashable, Sendable {
    /// Days since 1970-01-01; the whole of that day belongs to it.
    case day(Int)
    /// Seconds since 1970 of the clock on the wall.
    case local(Int64)
    /// UTC seconds since 1970.
    case utc(Int64)

    /// - Parameter text: a date or date-time with or without an offset, in the form of the API or in that of RFC 5545:
    ///   `2024-05-01`, `20240501`, `2024-05-01T17:00:00+05:30`, `20240501T113000Z`, `20240501T170000`.
    init?(_ text: String) {
        // The basic form always has seconds. (RFC 5545, section 3.3.5)
        if !text.contains("-"), let time = text.split(separator: "T").dropFirst().first, time.prefix(while: \.isNumber).count < 6 {
            return nil
        }
        switch ISO8601.parse(text) {
        case .date(let days)?: self = .day(Int(days))
        case .dateTime(let seconds, _, _)?: self = .utc(seconds)
        case .clockTime(let seconds, _)?: self = .local(seconds)
        case nil: return nil
        }
    }

    /// As a rule must have it: a date for all-day events, otherwise a time in UTC.
    /// - Returns: nil if it is before the start.
    func value(from start: Int64, isAllDay: Bool, offsets: UTCOffsets) -> String? {
        if isAllDay {
            let day = lastDay(offsets)
            return day < offsets.day(at: start) ? nil : ICSTime.text(date: day)
        }
        let time = lastTime(offsets)
        return time < start ? nil : ICSTime.text(utc: time)
    }

    private func lastDay(_ offsets: UTCOffsets) -> Int {
        switch self {
        case .day(let day): day
        case .local(let local): ICSTime.day(of: local)
        case .utc(let time): offsets.day(at: time)
        }
    }

    private func lastTime(_ offsets: UTCOffsets) -> Int64 {
        switch self {
        case .day(let day): offsets.time(showing: Int64(day + 1) * ICSTime.secondsOfDay) - 1
        case .local(let local): offsets.time(showing: local)
        case .utc(let time): time
        }
    }
}
