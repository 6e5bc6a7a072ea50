import BulkModel

/// Refusals for too many calls, which Longshore tells apart. (platform specification, section 6.2)
extension Refusal {
    /// Whether the organisation has spent its credits of 24 hours.
    public var isAboutCredits: Bool { status == 429 && details["limit"]?.string == "daily_credits" }

    /// When the call can be made, as the server writes it; nil where it doesn't say.
    public var resetsAt: String? { details["resets_at"]?.string }

    /// Why the call is made again, in a few words.
    var reasonToWait: String {
        switch status == 429 ? details["limit"]?.string : nil {
        case "daily_credits": "all API credits of 24 hours are spent"
        case "concurrent_calls": "too many calls run at a time"
        case "downloads_per_minute": "too many downloads in a minute"
        default: code
        }
    }
}
