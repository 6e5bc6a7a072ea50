public import FoundationEssentials

/// What a grant code stands for: the right to tokens, once and soon. (platform specification, section 3.1)
public struct GrantCode: Hashable, Sendable {
    public var hash: SecretHash
    public var clientID: String
    public var organization: ObjectID
    public var user: ObjectID
    public var scopes: ScopeSet
    public var expires: Date
    /// The address the code was sent to, which whoever brings it must name; nil for a self client's.
    public var redirectURI: String?
    public var challenge: CodeChallenge?
    /// Whether a refresh token comes with the access token.
    public var isOffline: Bool

    public init(
        hash: SecretHash, clientID: String, organization: ObjectID, user: ObjectID, scopes: ScopeSet, expires: Date,
        redirectURI: String? = nil, challenge: CodeChallenge? = nil, isOffline: Bool = true
    ) {
        self.hash = hash
        self.clientID = clientID
        self.organization = organization
        self.user = user
        self.scopes = scopes
        self.expires = expires
        self.redirectURI = redirectURI
        self.challenge = challenge
        self.isOffline = isOffline
    }
}

/// What a client says in advance of the secret with which it will bring its code. (RFC 7636)
public struct CodeChallenge: Hashable, Sendable {
    public var text: String
    public var method: Method

    public enum Method: String, Sendable, CaseIterable {
        case plain
        case s256 = "S256"
    }

    public init(text: String, method: Method) {
        self.text = text
        self.method = method
    }
}
