public import BulkModel
import BulkStore
public import FoundationEssentials

/// Tokens: who comes in, and with what. (platform specification, sections 3 and 5)
extension Engine {
    /// How long an access token lasts, in seconds.
    public static let accessTokenLifetime = 3_600

    /// Finds out who holds a token.
    /// - Throws: `INVALID_TOKEN` if nobody does, or not any more.
    public func caller(holding token: String) async throws -> Caller {
        guard let access = try await storage.catalog.accessToken(SecretHash(of: token)), access.expires > time.now else {
            throw BulkError.invalidToken
        }
        let store = try await storage.store(of: access.organization)
        guard let user = try await store.user(access.user), user.isActive else { throw BulkError.invalidToken }
        return Caller(organization: access.organization, user: user, scopes: access.scopes, store: store)
    }

    /// Makes an access token.
    /// - Returns: the token, which is known to nobody else from now on.
    public func issueAccessToken(
        organization: ObjectID, user: ObjectID, scopes: ScopeSet, lifetime: TimeInterval = TimeInterval(accessTokenLifetime)
    ) async throws -> String {
        try await issueAccessToken(
            organization: organization, user: user, scopes: scopes, lifetime: lifetime, clientID: nil, refreshToken: nil)
    }

    /// Makes an access token for a client.
    func issueAccessToken(
        organization: ObjectID, user: ObjectID, scopes: ScopeSet, lifetime: TimeInterval = TimeInterval(accessTokenLifetime),
        clientID: String?, refreshToken: SecretHash?
    ) async throws -> String {
        let token = secrets.token()
        try await storage.catalog.add(
            AccessToken(
                hash: SecretHash(of: token), organization: organization, user: user, scopes: scopes, created: time.now,
                expires: time.now.addingTimeInterval(lifetime), clientID: clientID, refreshToken: refreshToken),
            keeping: limits.accessTokensPerRefreshToken)
        return token
    }

    /// Makes a refresh token.
    /// - Returns: the token, which is known to nobody else from now on.
    func issueRefreshToken(client: Client, organization: ObjectID, user: ObjectID, scopes: ScopeSet) async throws -> String {
        let token = secrets.token()
        try await storage.catalog.add(
            RefreshToken(
                hash: SecretHash(of: token), clientID: client.id, organization: organization, user: user, scopes: scopes,
                created: time.now),
            keeping: limits.refreshTokensPerUser)
        return token
    }

    /// Ends a token: a refresh token with its access tokens, or an access token alone. (platform specification, section 3.3)
    /// - Parameter proof: of the client that gives it back, if it says who it is; then the token must be its own.
    /// - Returns: whether there was such a token.
    /// - Throws: ``GrantRefusal``.
    public func revoke(_ token: String, by proof: ClientProof?) async throws -> Bool {
        let hash = SecretHash(of: token)
        if let proof {
            let client = try await client(proof)
            let refresh = try await storage.catalog.refreshToken(hash)
            let access = try await storage.catalog.accessToken(hash)
            guard (refresh?.clientID ?? access?.clientID) == client.id else { return false }
        }
        return try await storage.catalog.removeToken(hash)
    }
}
