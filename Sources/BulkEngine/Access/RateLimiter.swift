import BulkModel
import FoundationEssentials
import Synchronization

/// Lets something happen so many times in any span of time, for each key by itself. What is refused doesn't count.
final class RateLimiter<Key: Hashable & Sendable>: Sendable {
    private let limit: Int?
    private let span: TimeInterval
    /// When it happened, oldest first.
    private let times = Mutex<[Key: [Date]]>([:])

    /// - Parameters:
    ///   - limit: nil for no limit.
    ///   - span: seconds.
    init(limit: Int?, span: TimeInterval) {
        self.limit = limit
        self.span = span
    }

    /// Whether it may happen once more; if so, it counts as having happened.
    func admits(_ key: Key, at now: Date) -> Bool {
        guard let limit else { return true }
        let isRecent = { (time: Date) in now.timeIntervalSince(time) < self.span }
        return times.withLock { times in
            // Keys come and go; those nobody asks for any more are forgotten when a new one comes.
            if times[key] == nil { times = times.filter { $0.value.last.map(isRecent) ?? false } }
            var recent = (times[key] ?? []).filter(isRecent)
            defer { times[key] = recent }
            guard recent.count < limit else { return false }
            recent.append(now)
            return true
        }
    }
}

/// Whose refresh tokens are counted together.
struct TokenHolder: Hashable, Sendable {
    let clientID: String
    let user: ObjectID
}
