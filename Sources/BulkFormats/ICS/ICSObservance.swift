/// Changes of a zone's clock that are alike and happen once a year by one rule: "back by an hour to -0500, at 02:00 on the first
/// Sunday of November, from 2007 on". A change that no other one resembles is a rule of one year.
///
/// Nothing is assumed about how zones make their rules. A change only joins if the rule names its very day, so what the rule
/// expands to are exactly the changes it was made from.
struct ICSObservance: Equatable, Sendable {
    let isDaylight: Bool
    let offsetBefore: Int
    let offset: Int
    /// The clock that is being changed, in seconds since 1970.
    let localStart: Int64
    private let weekday: Int
    let month: Int
    let firstYear: Int
    private(set) var lastYear: Int
    /// UTC seconds of the last change.
    private var end: Int64
    /// Which of the month's weekdays it may be, so that it is the right one every year; -1 is the last one.
    private var ordinals: [Int]
    /// Whether it goes on after the last change.
    var isOpen = false

    /// - Parameter time: when the clock was changed, in UTC seconds since 1970.
    init(at time: Int64, offsetBefore: Int, offset: Int, isDaylight: Bool) {
        self.init(localStart: time + Int64(offsetBefore), offsetBefore: offsetBefore, offset: offset, isDaylight: isDaylight)
    }

    /// What held already when the table begins.
    init(from localStart: Int64, offset: Int, isDaylight: Bool) {
        self.init(localStart: localStart, offsetBefore: offset, offset: offset, isDaylight: isDaylight)
    }

    private init(localStart: Int64, offsetBefore: Int, offset: Int, isDaylight: Bool) {
        self.isDaylight = isDaylight
        self.offsetBefore = offsetBefore
        self.offset = offset
        self.localStart = localStart
        let day = ICSTime.day(of: localStart)
        let date = CivilDate(daysSince1970: day)
        // The first day of 1970 was a Thursday.
        weekday = (day % 7 + 11) % 7
        month = date.month
        firstYear = date.year
        lastYear = date.year
        end = localStart - Int64(offsetBefore)
        ordinals = [(date.day - 1) / 7 + 1]
        if CivilDate(daysSince1970: day + 7).month != date.month { ordinals.append(-1) }
    }

    /// Whether both change the same kind of time by the same.
    func isAlike(_ other: ICSObservance) -> Bool {
        isDaylight == other.isDaylight && offsetBefore == other.offsetBefore && offset == other.offset
    }

    /// Takes in the change of the following year.
    /// - Returns: false if it doesn't follow the rule.
    mutating func join(_ next: ICSObservance) -> Bool {
        let common = ordinals.filter(next.ordinals.contains)
        guard next.firstYear == lastYear + 1, next.month == month, next.weekday == weekday,
            next.localStart % ICSTime.secondsOfDay == localStart % ICSTime.secondsOfDay, !common.isEmpty
        else { return false }
        ordinals = common
        lastYear = next.lastYear
        end = next.end
        return true
    }

    /// The value of RRULE, nil for a single change.
    var rule: String? {
        guard lastYear > firstYear else { return nil }
        // If two rules fit, the last weekday is what lawmakers use to mean.
        let day = ICSRecurrence.Weekday.allCases[weekday].rawValue
        let yearly = "FREQ=YEARLY;BYMONTH=\(month);BYDAY=\(ordinals[ordinals.count - 1])\(day)"
        // A day later than the last change means the same, and still does so to readers that take it for local time.
        return isOpen ? yearly : yearly + ";UNTIL=\(ICSTime.text(utc: end + ICSTime.secondsOfDay))"
    }
}
