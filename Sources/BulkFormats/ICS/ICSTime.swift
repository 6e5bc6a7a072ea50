/// Dates and times as iCalendar writes them: `20210725` and `20210725T021317`.
enum ICSTime {
    static let dateLength = 8
    static let dateTimeLength = 15
    static let secondsOfDay: Int64 = 86_400

    /// The years 0 to 9999 in UTC seconds, which is as far as four digits reach.
    private static let range: ClosedRange<Int64> = -62_167_219_200...253_402_300_799

    static func clamped(_ seconds: Int64) -> Int64 {
        min(max(seconds, range.lowerBound), range.upperBound)
    }

    /// Days since 1970-01-01.
    static func day(of seconds: Int64) -> Int {
        Int((seconds - (seconds < 0 ? secondsOfDay - 1 : 0)) / secondsOfDay)
    }

    /// - Parameters:
    ///   - days: days since 1970-01-01; years before 0 and after 9999 are shown as those.
    ///   - target: has room for ``dateLength`` bytes.
    static func write(date days: Int, to target: UnsafeMutablePointer<UInt8>) {
        let date = CivilDate(daysSince1970: days)
        let year = min(max(date.year, 0), 9_999)
        ISO8601.writeTwo(year / 100, to: target)
        ISO8601.writeTwo(year % 100, to: target + 2)
        ISO8601.writeTwo(date.month, to: target + 4)
        ISO8601.writeTwo(date.day, to: target + 6)
    }

    /// - Parameters:
    ///   - seconds: seconds since 1970 of the clock that is shown.
    ///   - target: has room for ``dateTimeLength`` bytes.
    static func write(dateTime seconds: Int64, to target: UnsafeMutablePointer<UInt8>) {
        let days = day(of: seconds)
        let second = Int(seconds) - days * Int(secondsOfDay)
        write(date: days, to: target)
        target[8] = UInt8(ascii: "T")
        ISO8601.writeTwo(second / 3_600, to: target + 9)
        ISO8601.writeTwo(second / 60 % 60, to: target + 11)
        ISO8601.writeTwo(second % 60, to: target + 13)
    }

    static func text(date days: Int) -> String {
        String(unsafeUninitializedCapacity: dateLength) { buffer in
            write(date: days, to: buffer.baseAddress!)
            return dateLength
        }
    }

    /// - Parameter seconds: UTC seconds since 1970.
    static func text(utc seconds: Int64) -> String {
        String(unsafeUninitializedCapacity: dateTimeLength + 1) { buffer in
            write(dateTime: clamped(seconds), to: buffer.baseAddress!)
            buffer[dateTimeLength] = UInt8(ascii: "Z")
            return dateTimeLength + 1
        }
    }
}
