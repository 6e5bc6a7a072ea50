import BulkModel
import FoundationEssentials
import Synchronization

/// Lets a user fetch so many results in a minute; one more closes the door for a minute. (bulk read specification, section 8.1)
final class DownloadLimiter: Sendable {
    private struct Window {
        var start: Date
        var count = 0
        var closedUntil: Date?
    }

    private static let minute: TimeInterval = 60

    private let perMinute: Int?
    private let windows = Mutex<[ObjectID: Window]>([:])

    /// - Parameter perMinute: nil for no limit.
    init(perMinute: Int?) {
        self.perMinute = perMinute
    }

    /// - Throws: `TOO_MANY_REQUESTS`.
    func admit(_ user: User, at now: Date) throws {
        guard let perMinute else { return }
        try windows.withLock { windows in
            var window = windows[user.id] ?? Window(start: now)
            defer { windows[user.id] = window }
            let refusal = { CallRefusal(limit: .downloadsPerMinute, until: $0).error(for: user, at: now) }
            if let closedUntil = window.closedUntil, now < closedUntil { throw refusal(closedUntil) }
            if window.closedUntil != nil || now.timeIntervalSince(window.start) >= Self.minute { window = Window(start: now) }
            guard window.count < perMinute else {
                let end = now.addingTimeInterval(Self.minute)
                window.closedUntil = end
                throw refusal(end)
            }
            window.count += 1
        }
    }
}
