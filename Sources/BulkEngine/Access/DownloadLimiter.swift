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
    func admit(user: ObjectID, at now: Date) throws {
        guard let perMinute else { return }
        try windows.withLock { windows in
            var window = windows[user] ?? Window(start: now)
            defer { windows[user] = window }
            if let closedUntil = window.closedUntil, now < closedUntil { throw BulkError.tooManyRequests }
            if window.closedUntil != nil || now.timeIntervalSince(window.start) >= Self.minute { window = Window(start: now) }
            guard window.count < perMinute else {
                window.closedUntil = now.addingTimeInterval(Self.minute)
                throw BulkError.tooManyRequests
            }
            window.count += 1
        }
    }
}
