import BulkFormats
public import BulkModel
public import FoundationEssentials

/// A call that a limit doesn't allow now.
public struct CallRefusal: Error, Hashable, Sendable {
    public let limit: CallLimit
    /// When it will be allowed; nil where that isn't known, or never.
    public let until: Date?

    /// What the caller is told.
    /// - Parameter user: in whose zone times are shown.
    public func error(for user: User, at now: Date) -> BulkError {
        guard let until else { return .tooManyRequests(limit, retryAfter: limit == .concurrentCalls ? Self.pauseBetweenCalls : nil) }
        let seconds = Int64(until.timeIntervalSince1970.rounded(.up))
        return .tooManyRequests(
            limit, resetsAt: ISO8601.dateTime(seconds, offset: UTCOffsets.cached(named: user.timeZone).offset(at: seconds)),
            retryAfter: max(Int(until.timeIntervalSince(now).rounded(.up)), 1))
    }

    /// Seconds after which a call that ran meanwhile has likely ended.
    private static let pauseBetweenCalls = 1
}
