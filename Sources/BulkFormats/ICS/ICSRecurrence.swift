/// A rule by which an event repeats, understood and known to be valid: `FREQ=WEEKLY;INTERVAL=2;COUNT=10;BYDAY=TU`.
///
/// Rules come from users. What is written is made anew from what was understood, never copied, so a rule can't carry anything
/// else along.
/// (RFC 5545, section 3.3.10)
public struct ICSRecurrence: Hashable, Sendable {
    /// Meetings repeat once a day at most; rules by the second are only there to keep readers busy.
    enum Frequency: String, Sendable {
        case daily = "DAILY"
        case weekly = "WEEKLY"
        case monthly = "MONTHLY"
        case yearly = "YEARLY"
    }

    enum Weekday: String, CaseIterable, Sendable {
        case sunday = "SU"
        case monday = "MO"
        case tuesday = "TU"
        case wednesday = "WE"
        case thursday = "TH"
        case friday = "FR"
        case saturday = "SA"
    }

    /// A weekday, or the n-th of a month or year; negative from its end.
    struct Day: Hashable, Sendable {
        var ordinal: Int?
        var weekday: Weekday
    }

    let frequency: Frequency
    let interval: Int?
    let count: Int?
    let until: ICSUntil?
    let days: [Day]
    let monthDays: [Int]
    let months: [Int]
    let positions: [Int]
    let weekStart: Weekday?

    /// - Parameter text: a rule as RFC 5545 and Zoho write it, maybe with `RRULE:` before and `DTSTART=` within, which says
    ///   nothing that the event doesn't say. Of a count and an end, the count is kept.
    public init?(_ text: String) {
        guard var parts = Parts(text) else { return nil }
        do {
            parts.drop("DTSTART")
            guard let frequency = try parts.take("FREQ", Frequency.init) else { return nil }
            self.frequency = frequency
            interval = try parts.take("INTERVAL") { Self.number($0, upTo: 32_767) }
            count = try parts.take("COUNT") { Self.number($0, upTo: 999_999_999) }
            let until = try parts.take("UNTIL", ICSUntil.init)
            self.until = count == nil ? until : nil
            days = try parts.takeList("BYDAY", Self.day)
            monthDays = try parts.takeList("BYMONTHDAY") { Self.signedNumber($0, upTo: 31) }
            months = try parts.takeList("BYMONTH") { Self.number($0, upTo: 12) }
            positions = try parts.takeList("BYSETPOS") { Self.signedNumber($0, upTo: 366) }
            weekStart = try parts.take("WKST", Weekday.init)
        } catch {
            return nil
        }
        guard parts.isEmpty, isConsistent else { return nil }
    }

    /// What the grammar allows and the explanation of the parts forbids.
    private var isConsistent: Bool {
        let largest = frequency == .yearly && months.isEmpty ? 53 : 5
        for day in days {
            guard let ordinal = day.ordinal else { continue }
            guard frequency == .monthly || frequency == .yearly, abs(ordinal) <= largest else { return false }
        }
        if frequency == .weekly, !monthDays.isEmpty { return false }
        return positions.isEmpty || !(days.isEmpty && monthDays.isEmpty && months.isEmpty)
    }

    /// The value of an RRULE property.
    /// - Parameters:
    ///   - start: when the first occurrence begins, in UTC seconds since 1970.
    ///   - offsets: of the zone whose days and local times the rule means.
    /// - Returns: nil if the rule ends before it begins.
    public func value(from start: Int64, isAllDay: Bool, offsets: UTCOffsets) -> String? {
        var value = "FREQ=\(frequency.rawValue)"
        func append(_ name: String, _ list: [String]) {
            if !list.isEmpty { value += ";\(name)=\(list.joined(separator: ","))" }
        }
        if let interval { value += ";INTERVAL=\(interval)" }
        if let count { value += ";COUNT=\(count)" }
        if let until {
            guard let text = until.value(from: start, isAllDay: isAllDay, offsets: offsets) else { return nil }
            value += ";UNTIL=\(text)"
        }
        append("BYMONTH", months.map(String.init))
        append("BYMONTHDAY", monthDays.map(String.init))
        append("BYDAY", days.map { "\($0.ordinal.map(String.init) ?? "")\($0.weekday.rawValue)" })
        append("BYSETPOS", positions.map(String.init))
        if let weekStart { value += ";WKST=\(weekStart.rawValue)" }
        return value
    }
}
