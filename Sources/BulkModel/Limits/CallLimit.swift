/// The limits on calls that are told apart where one is reached, by the names that answers have for them.
/// (platform specification, section 6.2)
public enum CallLimit: String, Sendable, CaseIterable {
    /// Credits of 24 hours.
    case dailyCredits = "daily_credits"
    /// Calls of an organisation that run at a time.
    case concurrentCalls = "concurrent_calls"
    /// Results that a user fetches in a minute.
    case downloadsPerMinute = "downloads_per_minute"
}
