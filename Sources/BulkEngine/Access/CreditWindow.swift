import FoundationEssentials

/// Credits spent in the last 24 hours, counted by the minute.
struct CreditWindow {
    private var minutes: [Int: Int] = [:]
    private(set) var spent = 0
    private var oldest: Int?

    private static let length = 24 * 60
    private static let secondsPerMinute = 60.0

    /// Forgets what was spent longer ago.
    mutating func advance(to now: Date) {
        let first = Self.minute(of: now) - Self.length + 1
        guard let oldest, oldest < first else { return }
        for minute in minutes.keys where minute < first { spent -= minutes.removeValue(forKey: minute) ?? 0 }
        self.oldest = minutes.keys.min()
    }

    mutating func spend(_ credits: Int, at now: Date) {
        let minute = Self.minute(of: now)
        minutes[minute, default: 0] += credits
        spent += credits
        oldest = oldest ?? minute
    }

    /// When the first of the spent credits comes back; now if none is spent.
    func relief(from now: Date) -> Date {
        guard let oldest else { return now }
        return Date(timeIntervalSince1970: Double(oldest + Self.length) * Self.secondsPerMinute)
    }

    private static func minute(of time: Date) -> Int {
        Int((time.timeIntervalSince1970 / secondsPerMinute).rounded(.down))
    }
}
