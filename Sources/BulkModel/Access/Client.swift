public import FoundationEssentials

/// An application that may ask for tokens; it belongs to the organisation that registered it.
public struct Client: Hashable, Sendable {
    public var id: String
    public var secret: SecretHash
    public var name: String
    public var kind: ClientKind
    public var organization: ObjectID
    /// Who registered it, and for whom it acts where nobody else consents.
    public var user: ObjectID
    /// Where codes and tokens may be sent to.
    public var redirectURIs: [String]
    public var created: Date

    public init(
        id: String, secret: SecretHash, name: String, kind: ClientKind, organization: ObjectID, user: ObjectID, redirectURIs: [String] = [],
        created: Date
    ) {
        self.id = id
        self.secret = secret
        self.name = name
        self.kind = kind
        self.organization = organization
        self.user = user
        self.redirectURIs = redirectURIs
        self.created = created
    }
}

/// What an application is, by which it gets its tokens. (platform specification, section 3)
public enum ClientKind: String, Sendable, CaseIterable {
    /// A script or service of the organisation's own: its codes are made at the server.
    case selfClient = "self"
    /// A web application: people are sent to the authorisation page and come back with a code.
    case server
    /// A page of JavaScript: it gets its access token in the address it is sent back to.
    case browser = "client"
    /// An app on a device: as ``server``, with a challenge in the place of the secret.
    case mobile

    /// Whether nobody can expect it to keep a secret.
    public var isPublic: Bool { self == .browser || self == .mobile }

    /// Whether codes and tokens reach it through the authorisation page.
    public var isRedirected: Bool { self != .selfClient }
}
