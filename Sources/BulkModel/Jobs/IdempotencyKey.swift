/// A name that a client gives to a request that creates a job, so that it can be sent again without creating another.
public struct IdempotencyKey: Hashable, Sendable, Codable {
    /// As the client chose it: 1 to 255 visible ASCII characters.
    public let text: String
    /// Stands for the request the key was first sent with.
    public let fingerprint: String

    /// Characters a key may have.
    public static let longest = 255

    public init(text: String, fingerprint: String) {
        self.text = text
        self.fingerprint = fingerprint
    }

    /// Whether a text can be a key.
    public static func isUsable(_ text: String) -> Bool {
        (1...longest).contains(text.utf8.count) && text.utf8.allSatisfy { (0x21...0x7E).contains($0) }
    }
}
