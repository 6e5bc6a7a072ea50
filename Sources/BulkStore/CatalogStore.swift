public import BulkModel
public import FoundationEssentials

/// Organisations, clients and tokens. Secrets come in and are kept as hashes only.
public protocol CatalogStore: Sendable {
    /// All organisations, oldest first.
    func organizations() async throws -> [Organization]
    func organization(_ id: ObjectID) async throws -> Organization?

    /// The server's own key, 32 random bytes, with which it signs what it hands out.
    func signingKey() async throws -> [UInt8]

    func add(_ client: Client) async throws
    func client(_ id: String) async throws -> Client?

    func add(_ token: RefreshToken, hash: SecretHash) async throws
    func refreshToken(_ hash: SecretHash) async throws -> RefreshToken?

    func add(_ token: AccessToken, hash: SecretHash) async throws
    /// The token of that hash, expired or not.
    func accessToken(_ hash: SecretHash) async throws -> AccessToken?
    /// Forgets the access tokens that ended before a time.
    func removeAccessTokens(expiredBefore time: Date) async throws
}

/// An application that may ask for tokens.
public struct Client: Hashable, Sendable {
    public var id: String
    public var secret: SecretHash
    public var name: String

    public init(id: String, secret: SecretHash, name: String) {
        self.id = id
        self.secret = secret
        self.name = name
    }
}

/// What is stored of a secret: its SHA-256 digest, 32 bytes. Secrets are random, so no salt is needed.
public struct SecretHash: Hashable, Sendable {
    public let bytes: [UInt8]

    public init(bytes: [UInt8]) {
        self.bytes = bytes
    }
}
