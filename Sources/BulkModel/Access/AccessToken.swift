public import FoundationEssentials

/// What an access token stands for. The token itself is known to its holder only.
public struct AccessToken: Hashable, Sendable {
    public var hash: SecretHash
    public var organization: ObjectID
    public var user: ObjectID
    public var scopes: ScopeSet
    public var created: Date
    public var expires: Date
    /// The client it was made for; nil for a token that was made at the server itself.
    public var clientID: String?
    /// The refresh token it was bought with, and with which it ends.
    public var refreshToken: SecretHash?

    public init(
        hash: SecretHash, organization: ObjectID, user: ObjectID, scopes: ScopeSet, created: Date, expires: Date, clientID: String? = nil,
        refreshToken: SecretHash? = nil
    ) {
        self.hash = hash
        self.organization = organization
        self.user = user
        self.scopes = scopes
        self.created = created
        self.expires = expires
        self.clientID = clientID
        self.refreshToken = refreshToken
    }
}
