public import FoundationEssentials

/// An access token with its end.
public struct TimedToken: Hashable, Sendable {
    public var text: String
    public var expires: Date

    public init(text: String, expires: Date) {
        self.text = text
        self.expires = expires
    }
}
