public import FoundationEssentials

/// What an access token stands for. The token itself is known to its holder only; stores keep its hash.
public struct AccessToken: Hashable, Sendable, Codable {
    public var organization: ObjectID
    public var user: ObjectID
    public var scopes: ScopeSet
    public var expires: Date

    public init(organization: ObjectID, user: ObjectID, scopes: ScopeSet, expires: Date) {
        self.organization = organization
        self.user = user
        self.scopes = scopes
        self.expires = expires
    }
}

/// What a refresh token stands for: the right to new access tokens, without end.
public struct RefreshToken: Hashable, Sendable, Codable {
    public var clientID: String
    public var organization: ObjectID
    public var user: ObjectID
    public var scopes: ScopeSet

    public init(clientID: String, organization: ObjectID, user: ObjectID, scopes: ScopeSet) {
        self.clientID = clientID
        self.organization = organization
        self.user = user
        self.scopes = scopes
    }
}
