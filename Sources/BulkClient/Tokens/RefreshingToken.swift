public import FoundationEssentials

/// Access tokens by a refresh token: a new one shortly before the old one ends, or when a server has refused it.
public actor RefreshingToken: TokenSource {
    private let client: OAuthClient
    private let refreshToken: String
    private var current: TimedToken?
    private var renewal: Task<TimedToken, any Error>?
    private let now: @Sendable () -> Date
    private let onRenewal: @Sendable (TimedToken) async -> Void

    /// Seconds before its end from which on a token isn't used any more: a call must get there in time.
    private static let margin = 60.0

    /// - Parameters:
    ///   - client: that the refresh token was given to.
    ///   - refreshToken: what access tokens are made by.
    ///   - current: a token from earlier, to spare the accounts server, which gives few.
    ///   - now: the time.
    ///   - onRenewal: told each new token, so that it can be kept.
    public init(
        client: OAuthClient, refreshToken: String, current: TimedToken? = nil, now: @escaping @Sendable () -> Date = { Date() },
        onRenewal: @escaping @Sendable (TimedToken) async -> Void = { _ in }
    ) {
        self.client = client
        self.refreshToken = refreshToken
        self.current = current
        self.now = now
        self.onRenewal = onRenewal
    }

    public func token() async throws -> String {
        if let current, current.expires > now().addingTimeInterval(Self.margin) { return current.text }
        return try await renewed().text
    }

    public func replacement(for token: String) async throws -> String? {
        // Somebody else may have renewed it since.
        if let current, current.text != token { return current.text }
        return try await renewed().text
    }

    /// Calls that need a new token at the same time share one.
    private func renewed() async throws -> TimedToken {
        if let renewal { return try await renewal.value }
        let task = Task { [client, refreshToken] in try await client.accessToken(by: refreshToken) }
        renewal = task
        defer { renewal = nil }
        let token = try await task.value
        current = token
        await onRenewal(token)
        return token
    }
}
