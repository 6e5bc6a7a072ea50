extension ISO8601 {
    /// A date, or a date-time, as it stands in a text.
    public enum Moment: Hashable, Sendable {
        /// Days since 1970-01-01.
        case date(days: Int64)
        /// UTC seconds since 1970, the offset in seconds east of Greenwich, and the digits behind the seconds' point.
        case dateTime(seconds: Int64, offset: Int, fraction: String?)
        /// A date-time without an offset: seconds since 1970 of a clock that isn't named, and the digits behind the seconds' point.
        case clockTime(seconds: Int64, fraction: String?)

        /// The day as it is written, in days since 1970-01-01.
        public var day: Int64 {
            switch self {
            case .date(let days): days
            case .dateTime(let seconds, let offset, _): Self.day(of: seconds + Int64(offset))
            case .clockTime(let seconds, _): Self.day(of: seconds)
            }
        }

        public var fraction: String? {
            switch self {
            case .date: nil
            case .dateTime(_, _, let fraction), .clockTime(_, let fraction): fraction
            }
        }

        /// UTC seconds since 1970: of a date its first second, and of a date-time without an offset what the zone's clock means.
        public func time(in offsets: UTCOffsets) -> Int64 {
            switch self {
            case .date(let days): offsets.startOfDay(days)
            case .dateTime(let seconds, _, _): seconds
            case .clockTime(let seconds, _): offsets.time(showing: seconds)
            }
        }

        /// Rounds down, also before 1970.
        private static func day(of seconds: Int64) -> Int64 {
            seconds >= 0 ? seconds / 86_400 : (seconds + 1) / 86_400 - 1
        }
    }

    /// Reads the forms of dates and times that clients send: `2020-06-03` and `20200603`; with a time `2020-06-03T17:31:48` and
    /// `20200603T173148`, without seconds or with a fraction of them; behind a time `Z`, `+05:30`, `+0530`, `+05` or nothing.
    /// (platform specification, section 19)
    /// - Returns: nil for any other text, and for days and times that there are not.
    public static func parse(_ text: String) -> Moment? {
        var scanner = DigitScanner(text)
        guard let year = scanner.number(4) else { return nil }
        let hasSigns = scanner.take("-")
        guard let month = scanner.number(2), !hasSigns || scanner.take("-"), let day = scanner.number(2),
            (1...12).contains(month), day >= 1
        else { return nil }
        let date = CivilDate(year: year, month: month, day: day)
        let days = date.daysSince1970
        // The 31st of a short month comes back as another day.
        guard CivilDate(daysSince1970: days) == date else { return nil }
        if scanner.isAtEnd { return .date(days: Int64(days)) }
        guard scanner.take("T") || scanner.take("t"), let time = scanner.time(hasSigns: hasSigns) else { return nil }
        let clock = Int64(days) * 86_400 + Int64(time.second)
        if scanner.isAtEnd { return .clockTime(seconds: clock, fraction: time.fraction) }
        guard let offset = scanner.offset(), scanner.isAtEnd else { return nil }
        return .dateTime(seconds: clock - Int64(offset), offset: offset, fraction: time.fraction)
    }

    /// Whether a text is a date-time that lacks nothing but its offset.
    public static func lacksOffset(_ text: String) -> Bool {
        if case .clockTime? = parse(text) { true } else { false }
    }
}

/// Takes ASCII digits and single characters off the front of a text.
private struct DigitScanner {
    private var rest: Substring.UTF8View

    init(_ text: String) {
        rest = text[...].utf8
    }

    var isAtEnd: Bool { rest.isEmpty }

    mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard rest.first == UInt8(ascii: character) else { return false }
        rest.removeFirst()
        return true
    }

    /// Exactly so many digits.
    mutating func number(_ count: Int) -> Int? {
        let digits = rest.prefix(count)
        guard digits.count == count, digits.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        rest = rest.dropFirst(count)
        return digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    }

    /// One digit or more.
    private mutating func digits() -> String? {
        let digits = rest.prefix { (0x30...0x39).contains($0) }
        guard !digits.isEmpty else { return nil }
        rest = rest.dropFirst(digits.count)
        return String(decoding: digits, as: UTF8.self)
    }

    /// Hours and minutes, then seconds if there are some, with a fraction if there is one; as seconds of the day.
    /// - Parameter hasSigns: whether colons stand between them.
    mutating func time(hasSigns: Bool) -> (second: Int, fraction: String?)? {
        guard let hour = number(2), !hasSigns || take(":"), let minute = number(2), hour < 24, minute < 60 else { return nil }
        let beginsSeconds = hasSigns ? take(":") : rest.first.map { (0x30...0x39).contains($0) } ?? false
        guard beginsSeconds else { return (hour * 3_600 + minute * 60, nil) }
        guard let second = number(2), second < 60 else { return nil }
        var fraction: String?
        if take(".") {
            guard let digits = digits() else { return nil }
            fraction = digits
        }
        return (hour * 3_600 + minute * 60 + second, fraction)
    }

    /// `Z`, `±hh:mm`, `±hhmm` or `±hh`, in seconds east of Greenwich.
    mutating func offset() -> Int? {
        if take("Z") || take("z") { return 0 }
        let sign: Int
        if take("+") { sign = 1 } else if take("-") { sign = -1 } else { return nil }
        guard let hours = number(2), hours < 24 else { return nil }
        if isAtEnd { return sign * hours * 3_600 }
        _ = take(":")
        guard let minutes = number(2), minutes < 60 else { return nil }
        return sign * (hours * 3_600 + minutes * 60)
    }
}
