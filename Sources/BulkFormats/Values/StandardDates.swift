/// Dates and times as they are read when no format is given, and those of default values.
///
/// Only days and times that exist are read, of the years 1900 to 2999.
/// (bulk write specification, sections 7.5, 8.4 and 8.5)
public enum StandardDates {
    /// Reads `yyyy-MM-dd`, then `MM/dd/yyyy` with one or two digits of month and day; of an ISO 8601 date-time the day it says, of the
    /// other forms of ``dateTime(_:isoAllowed:)`` only if their time is midnight, so that nothing is lost.
    /// - Parameters:
    ///   - text: UTF-8 without white space at its ends.
    ///   - isoAllowed: if not, `MM/dd/yyyy` only.
    public static func date(_ text: UnsafeBufferPointer<UInt8>, isoAllowed: Bool) -> DateReading? {
        if isoAllowed, let reading = isoDate(text) ?? isoDateTime(text) { return DateReading(days: reading.days) }
        guard let reading = dateTime(text, isoAllowed: isoAllowed), reading.secondOfDay == 0 else { return nil }
        return DateReading(days: reading.days)
    }

    /// Reads the forms of ``isoDateTime(_:)``, then `yyyy-MM-dd HH:mm[:ss]`, `MM/dd/yyyy HH:mm[:ss]`, `MM/dd/yyyy hh:mm[:ss] a`,
    /// then a bare date at midnight. Where month goes first, it, the day and the hour may have one digit.
    /// - Parameters:
    ///   - text: UTF-8 without white space at its ends.
    ///   - isoAllowed: if not, only those forms where month goes first.
    public static func dateTime(_ text: UnsafeBufferPointer<UInt8>, isoAllowed: Bool) -> DateReading? {
        if isoAllowed, let reading = isoDateTime(text) ?? spacedDateTime(text) ?? isoDate(text) { return reading }
        var cursor = ByteCursor(text)
        guard let days = cursor.monthFirstDay() else { return nil }
        if cursor.isAtEnd { return DateReading(days: days) }
        guard cursor.take(UInt8(ascii: " ")) else { return nil }
        var other = cursor
        if let second = cursor.clockTime(leastDigits: 1), cursor.isAtEnd { return DateReading(days: days, secondOfDay: second) }
        guard let second = other.halfDayTime(), other.isAtEnd else { return nil }
        return DateReading(days: days, secondOfDay: second)
    }

    /// Reads `yyyy-MM-dd`.
    public static func isoDate(_ text: UnsafeBufferPointer<UInt8>) -> DateReading? {
        var cursor = ByteCursor(text)
        guard let days = cursor.isoDay(), cursor.isAtEnd else { return nil }
        return DateReading(days: days)
    }

    /// Reads `yyyy-MM-dd'T'HH:mm[:ss[.SSS]]` and an optional `Z`, `±HH:mm` or `±HHmm`.
    ///
    /// A fraction has one to nine digits and is cut off. A text without offset is in the zone of whoever wrote it.
    public static func isoDateTime(_ text: UnsafeBufferPointer<UInt8>) -> DateReading? {
        var cursor = ByteCursor(text)
        guard let days = cursor.isoDay(), cursor.takeAnyCase("t"), let second = cursor.clockTime(fractionAllowed: true) else { return nil }
        if cursor.isAtEnd { return DateReading(days: days, secondOfDay: second) }
        guard let offset = cursor.takeAnyCase("z") ? 0 : cursor.offset(colon: true, compact: true), cursor.isAtEnd else { return nil }
        return DateReading(days: days, secondOfDay: second, offset: offset)
    }

    private static func spacedDateTime(_ text: UnsafeBufferPointer<UInt8>) -> DateReading? {
        var cursor = ByteCursor(text)
        guard let days = cursor.isoDay(), cursor.take(UInt8(ascii: " ")), let second = cursor.clockTime(), cursor.isAtEnd
        else { return nil }
        return DateReading(days: days, secondOfDay: second)
    }
}
