extension ByteCursor {
    /// `yyyy-MM-dd`, in days since 1970-01-01.
    mutating func isoDay() -> Int64? {
        guard let year = number(4, 4), take(UInt8(ascii: "-")), let month = number(2, 2), take(UInt8(ascii: "-")), let day = number(2, 2)
        else { return nil }
        return DateReading.days(year: year, month: month, day: day)
    }

    /// `MM/dd/yyyy`, month and day with one digit or two, in days since 1970-01-01.
    mutating func monthFirstDay() -> Int64? {
        guard let month = number(1, 2), take(UInt8(ascii: "/")), let day = number(1, 2), take(UInt8(ascii: "/")), let year = number(4, 4)
        else { return nil }
        return DateReading.days(year: year, month: month, day: day)
    }

    /// `HH:mm` with optional `:ss` and, where allowed, an optional fraction after it, which is cut off. In seconds of the day.
    /// - Parameter leastDigits: that the hour must have.
    mutating func clockTime(fractionAllowed: Bool = false, leastDigits: Int = 2) -> Int? {
        guard let hour = number(leastDigits, 2), take(UInt8(ascii: ":")), let minute = number(2, 2) else { return nil }
        var second = 0
        if take(UInt8(ascii: ":")) {
            guard let number = number(2, 2) else { return nil }
            second = number
            if fractionAllowed, take(UInt8(ascii: ".")), skipDigits(atMost: 9) == 0 { return nil }
        }
        return DateReading.secondOfDay(hour: hour, minute: minute, second: second)
    }

    /// `h:mm a` or `h:mm:ss a`, the blank before the last being any or none, in seconds of the day.
    mutating func halfDayTime() -> Int? {
        guard let hour = number(1, 2), take(UInt8(ascii: ":")), let minute = number(2, 2) else { return nil }
        var second = 0
        if take(UInt8(ascii: ":")) {
            guard let number = number(2, 2) else { return nil }
            second = number
        }
        takeBlank()
        guard let isAfternoon = halfDay(), let hour = DateReading.hour(hour, isAfternoon: isAfternoon) else {
            return nil
        }
        return DateReading.secondOfDay(hour: hour, minute: minute, second: second)
    }

    /// Takes a blank, U+00A0 or U+202F, which is what newer systems write before `AM` and `PM`.
    mutating func takeBlank() {
        if take(UInt8(ascii: " ")) { return }
        var ahead = self
        if let scalar = ahead.scalar(), scalar == "\u{A0}" || scalar == "\u{202F}" { self = ahead }
    }

    /// `AM` or `PM`, in any case.
    /// - Returns: whether it is the second.
    mutating func halfDay() -> Bool? {
        if takeAnyCase("am") { return false }
        return takeAnyCase("pm") ? true : nil
    }

    /// `±HH:mm` or `±HHmm`, whichever are allowed, in seconds east of Greenwich.
    mutating func offset(colon: Bool, compact: Bool) -> Int? {
        let sign: Int
        if take(UInt8(ascii: "+")) { sign = 1 } else if take(UInt8(ascii: "-")) { sign = -1 } else { return nil }
        guard let hours = number(2, 2), take(UInt8(ascii: ":")) ? colon : compact, let minutes = number(2, 2), hours < 24, minutes < 60
        else { return nil }
        return sign * (hours * 3_600 + minutes * 60)
    }
}
