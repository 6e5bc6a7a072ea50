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
        oldest.map(Self.end) ?? now
    }

    /// When so many credits have come back that no more than a number are spent.
    /// - Returns: nil if that number is below zero: that many never come back.
    func relief(leaving most: Int) -> Date? {
        guard most >= 0 else { return nil }
        var left = spent
        for (minute, credits) in minutes.sorted(by: { $0.key < $1.key }) {
            left -= credits
            if left <= most { return Self.end(of: minute) }
        }
        return nil
    }

    /// When the credits spent in a minute come back.
    private static func end(of minute: Int) -> Date {
        Date(timeIntervalSince1970: Double(minute + length) * secondsPerMinute)
    }

    private static func minute(of time: Date) -> Int {
        Int((time.timeIntervalSince1970 / secondsPerMinute).rounded(.down))
    }
}
