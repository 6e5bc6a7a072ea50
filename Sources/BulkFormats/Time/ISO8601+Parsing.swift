extension ISO8601 {
    /// A date, or a date-time with an offset, as it stands in a text.
    public enum Moment: Hashable, Sendable {
        /// Days since 1970-01-01.
        case date(days: Int64)
        /// UTC seconds since 1970, the day as it is written, and the digits behind the seconds' point.
        case dateTime(seconds: Int64, localDay: Int64, fraction: String?)
    }

    /// Reads `YYYY-MM-DD`, or `YYYY-MM-DDThh:mm:ss` with an optional fraction and then `Z` or `±hh:mm`.
    /// - Returns: nil for any other text, and for days and times that there are not.
    public static func parse(_ text: String) -> Moment? {
        var scanner = DigitScanner(text)
        guard let year = scanner.number(4), scanner.take("-"), let month = scanner.number(2), scanner.take("-"),
            let day = scanner.number(2), (1...12).contains(month), day >= 1
        else { return nil }
        let date = CivilDate(year: year, month: month, day: day)
        let days = date.daysSince1970
        // The 31st of a short month comes back as another day.
        guard CivilDate(daysSince1970: days) == date else { return nil }
        if scanner.isAtEnd { return .date(days: Int64(days)) }
        guard scanner.take("T") || scanner.take("t"), let hour = scanner.number(2), scanner.take(":"), let minute = scanner.number(2),
            scanner.take(":"), let second = scanner.number(2), hour < 24, minute < 60, second < 60
        else { return nil }
        var fraction: String?
        if scanner.take(".") {
            guard let digits = scanner.digits() else { return nil }
            fraction = digits
        }
        guard let offset = scanner.offset(), scanner.isAtEnd else { return nil }
        let seconds = Int64(days) * 86_400 + Int64(hour * 3_600 + minute * 60 + second) - Int64(offset)
        return .dateTime(seconds: seconds, localDay: Int64(days), fraction: fraction)
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
    mutating func digits() -> String? {
        let digits = rest.prefix { (0x30...0x39).contains($0) }
        guard !digits.isEmpty else { return nil }
        rest = rest.dropFirst(digits.count)
        return String(decoding: digits, as: UTF8.self)
    }

    /// `Z` or `±hh:mm`, in seconds east of Greenwich.
    mutating func offset() -> Int? {
        if take("Z") || take("z") { return 0 }
        let sign: Int
        if take("+") { sign = 1 } else if take("-") { sign = -1 } else { return nil }
        guard let hours = number(2), take(":"), let minutes = number(2), hours < 24, minutes < 60 else { return nil }
        return sign * (hours * 3_600 + minutes * 60)
    }
}
