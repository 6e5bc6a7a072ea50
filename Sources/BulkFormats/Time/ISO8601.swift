/// Dates and times as the API writes them: `2021-07-25` and `2021-07-25T02:13:17-07:00`, never with a fraction, never `Z`.
public enum ISO8601 {
    /// Bytes of a date-time of the years 0 to 9999.
    @usableFromInline static let dateTimeLength = 25

    /// - Parameters:
    ///   - seconds: UTC seconds since 1970.
    ///   - offset: seconds east of Greenwich.
    public static func dateTime(_ seconds: Int64, offset: Int) -> String {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: dateTimeLength) { buffer in
            let count = write(dateTime: seconds, offset: offset, to: buffer.baseAddress!)
            return String(decoding: buffer[..<count], as: UTF8.self)
        }
    }

    /// - Parameter days: days since 1970-01-01.
    public static func date(_ days: Int64) -> String {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: dateTimeLength) { buffer in
            let count = write(date: Int(days), to: buffer.baseAddress!)
            return String(decoding: buffer[..<count], as: UTF8.self)
        }
    }

    /// - Parameter target: has room for ``dateTimeLength`` bytes.
    /// - Returns: the bytes written.
    @inlinable static func write(dateTime seconds: Int64, offset: Int, to target: UnsafeMutablePointer<UInt8>) -> Int {
        let local = Int(seconds) + offset
        let days = local >= 0 ? local / 86_400 : (local - 86_399) / 86_400
        let second = local - days * 86_400
        let dateLength = write(date: days, to: target)
        var end = target + dateLength
        end[0] = UInt8(ascii: "T")
        writeTwo(second / 3_600, to: end + 1)
        end[3] = UInt8(ascii: ":")
        writeTwo(second / 60 % 60, to: end + 4)
        end[6] = UInt8(ascii: ":")
        writeTwo(second % 60, to: end + 7)
        let minutes = abs(offset) / 60
        end[9] = offset < 0 ? UInt8(ascii: "-") : UInt8(ascii: "+")
        writeTwo(minutes / 60, to: end + 10)
        end[12] = UInt8(ascii: ":")
        writeTwo(minutes % 60, to: end + 13)
        end += 15
        return end - target
    }

    /// - Parameters:
    ///   - days: days since 1970-01-01; years before 0 and after 9999 are shown as those.
    ///   - target: has room for ten bytes.
    @inlinable static func write(date days: Int, to target: UnsafeMutablePointer<UInt8>) -> Int {
        let date = CivilDate(daysSince1970: days)
        let year = min(max(date.year, 0), 9_999)
        writeTwo(year / 100, to: target)
        writeTwo(year % 100, to: target + 2)
        target[4] = UInt8(ascii: "-")
        writeTwo(date.month, to: target + 5)
        target[7] = UInt8(ascii: "-")
        writeTwo(date.day, to: target + 8)
        return 10
    }

    @inlinable static func writeTwo(_ number: Int, to target: UnsafeMutablePointer<UInt8>) {
        target[0] = UInt8(truncatingIfNeeded: 48 + number / 10)
        target[1] = UInt8(truncatingIfNeeded: 48 + number % 10)
    }
}
