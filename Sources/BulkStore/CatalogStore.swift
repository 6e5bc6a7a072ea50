public import BulkModel
public import FoundationEssentials

/// Organisations, clients and tokens. Secrets come in and are kept as hashes only.
public protocol CatalogStore: Sendable {
    /// All organisations by id.
    func organizations() async throws -> [Organization]
    func organization(_ id: ObjectID) async throws -> Organization?

    /// The server's own key, 32 random bytes, with which it signs what it hands out.
    func signingKey() async throws -> [UInt8]

    func add(_ client: Client) async throws
    func client(_ id: String) async throws -> Client?
    /// The clients of an organisation, oldest first.
    func clients(of organization: ObjectID) async throws -> [Client]
    /// The addresses that codes and tokens may be sent to, of the clients of these kinds in all organisations.
    func redirectURIs(of kinds: [ClientKind]) async throws -> [String]
    /// Forgets a client with its codes and tokens.
    func removeClient(_ id: String) async throws

    func add(_ code: GrantCode) async throws
    /// The code of that hash, expired or not.
    func grantCode(_ hash: SecretHash) async throws -> GrantCode?
    /// Forgets a code, which is how it is used up.
    /// - Returns: false if it was gone already: of two that bring it at once, one comes too late.
    func removeGrantCode(_ hash: SecretHash) async throws -> Bool

    /// - Parameter keeping: how many tokens a user may have with a client; beyond that the oldest go, with their access tokens. Nil for
    ///   any number.
    func add(_ token: RefreshToken, keeping limit: Int?) async throws
    func refreshToken(_ hash: SecretHash) async throws -> RefreshToken?
    /// The refresh tokens of an organisation, oldest first.
    func refreshTokens(of organization: ObjectID) async throws -> [RefreshToken]

    /// - Parameter keeping: how many access tokens of its refresh token may live; beyond that the oldest go. Nil for any number.
    func add(_ token: AccessToken, keeping limit: Int?) async throws
    /// The token of that hash, expired or not.
    func accessToken(_ hash: SecretHash) async throws -> AccessToken?
    /// The access tokens of an organisation, oldest first, expired ones among them.
    func accessTokens(of organization: ObjectID) async throws -> [AccessToken]

    /// Forgets a refresh token with its access tokens, or an access token alone.
    /// - Returns: whether there was one.
    func removeToken(_ hash: SecretHash) async throws -> Bool
    /// Forgets the access tokens and codes that ended before a time.
    func removeTokens(expiredBefore time: Date) async throws
}
