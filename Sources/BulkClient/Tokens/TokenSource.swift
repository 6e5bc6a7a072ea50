/// Where a client has its access tokens from.
public protocol TokenSource: Sendable {
    /// A token that is good as far as is known.
    /// - Throws: ``BulkClientError``.
    func token() async throws -> String

    /// Another token in the place of one that the server refused.
    /// - Returns: nil if there is no other to be had.
    /// - Throws: ``BulkClientError``.
    func replacement(for token: String) async throws -> String?
}

/// One access token, as long as it lasts.
public struct FixedToken: TokenSource {
    private let text: String

    public init(_ text: String) {
        self.text = text
    }

    public func token() -> String { text }
    public func replacement(for token: String) -> String? { nil }
}
