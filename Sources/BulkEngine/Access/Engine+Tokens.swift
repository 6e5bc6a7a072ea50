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
        guard let user = try await store.user(access.user) else { throw BulkError.invalidToken }
        return Caller(organization: access.organization, user: user, scopes: access.scopes, store: store)
    }

    /// Makes an access token.
    /// - Returns: the token, which is known to nobody else from now on.
    public func issueAccessToken(
        organization: ObjectID, user: ObjectID, scopes: ScopeSet, lifetime: TimeInterval = TimeInterval(accessTokenLifetime)
    ) async throws -> String {
        let token = secrets.token()
        let access = AccessToken(
            organization: organization, user: user, scopes: scopes, expires: time.now.addingTimeInterval(lifetime))
        try await storage.catalog.add(access, hash: SecretHash(of: token))
        return token
    }

    /// Makes a client and a refresh token for a user, as the service's own console would.
    public func issueClient(organization: ObjectID, user: ObjectID, scopes: ScopeSet, name: String) async throws -> ClientCredentials {
        let credentials = ClientCredentials(id: secrets.clientID(), secret: secrets.clientSecret(), refreshToken: secrets.token())
        try await storage.catalog.add(Client(id: credentials.id, secret: SecretHash(of: credentials.secret), name: name))
        try await storage.catalog.add(
            RefreshToken(clientID: credentials.id, organization: organization, user: user, scopes: scopes),
            hash: SecretHash(of: credentials.refreshToken))
        return credentials
    }

    /// The refresh-token grant.
    /// - Throws: ``GrantRefusal``.
    public func refreshAccess(clientID: String, clientSecret: String, refreshToken: String) async throws -> AccessGrant {
        guard let client = try await storage.catalog.client(clientID) else { throw GrantRefusal.invalidClient }
        guard client.secret.matches(SecretHash(of: clientSecret)) else { throw GrantRefusal.invalidClientSecret }
        guard let refresh = try await storage.catalog.refreshToken(SecretHash(of: refreshToken)), refresh.clientID == clientID else {
            throw GrantRefusal.invalidCode
        }
        let token = try await issueAccessToken(organization: refresh.organization, user: refresh.user, scopes: refresh.scopes)
        return AccessGrant(accessToken: token, scopes: refresh.scopes, lifetime: Self.accessTokenLifetime)
    }
}

/// What an application needs to ask for access tokens.
public struct ClientCredentials: Sendable {
    public let id: String
    public let secret: String
    public let refreshToken: String
}

/// A new access token and what comes with it.
public struct AccessGrant: Sendable {
    public let accessToken: String
    public let scopes: ScopeSet
    /// Seconds.
    public let lifetime: Int
}

/// Why the token endpoint gives no token, by the words it answers with. (platform specification, section 3.2)
public enum GrantRefusal: String, Error, Sendable, CaseIterable {
    case invalidCode = "invalid_code"
    case invalidClient = "invalid_client"
    case invalidClientSecret = "invalid_client_secret"
    case unsupportedGrantType = "unsupported_grant_type"
    case generalError = "general_error"
}
