public import BulkModel

/// A new access token and what comes with it.
public struct AccessGrant: Sendable {
    public let accessToken: String
    /// Nil unless a code was exchanged whose client may come again without the person.
    public var refreshToken: String?
    public let scopes: ScopeSet
    /// Seconds.
    public let lifetime: Int
}

/// What an application says of itself to get tokens.
public struct ClientProof: Sendable {
    public let id: String
    /// Empty if it sent none.
    public let secret: String

    public init(id: String, secret: String) {
        self.id = id
        self.secret = secret
    }
}

/// Why the token endpoint gives no token, by the words it answers with. (platform specification, section 3.2)
public enum GrantRefusal: String, Error, Sendable, CaseIterable {
    case invalidCode = "invalid_code"
    case invalidClient = "invalid_client"
    case invalidClientSecret = "invalid_client_secret"
    case invalidRedirectURI = "invalid_redirect_uri"
    case unsupportedGrantType = "unsupported_grant_type"
    case generalError = "general_error"
    case invalidScope = "invalid_scope"
    case invalidOrganization = "invalid_soid"
    case missingOrganization = "missing_org_info"
}

/// Tokens were asked for more often than ``Limits`` allow. (platform specification, section 3.4)
public struct TooManyTokens: Error, Sendable {}
