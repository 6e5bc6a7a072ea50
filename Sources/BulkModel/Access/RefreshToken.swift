public import FoundationEssentials

/// What a refresh token stands for: the right to new access tokens, without end.
public struct RefreshToken: Hashable, Sendable {
    public var hash: SecretHash
    public var clientID: String
    public var organization: ObjectID
    public var user: ObjectID
    public var scopes: ScopeSet
    public var created: Date

    public init(hash: SecretHash, clientID: String, organization: ObjectID, user: ObjectID, scopes: ScopeSet, created: Date) {
        self.hash = hash
        self.clientID = clientID
        self.organization = organization
        self.user = user
        self.scopes = scopes
        self.created = created
    }
}
