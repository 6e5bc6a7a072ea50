public import BulkModel
import BulkStore

/// Applications. (platform specification, section 3)
extension Engine {
    /// Makes a client, as the service's console would.
    /// - Parameter user: who registers it.
    /// - Returns: the client and its secret, which is known to nobody else from now on.
    public func addClient(
        named name: String, kind: ClientKind, redirectURIs: [RedirectURI] = [], organization: ObjectID, user: ObjectID
    ) async throws -> (client: Client, secret: String) {
        let secret = secrets.clientSecret()
        let client = Client(
            id: secrets.clientID(), secret: SecretHash(of: secret), name: name, kind: kind, organization: organization, user: user,
            redirectURIs: redirectURIs.map(\.text), created: time.now)
        try await storage.catalog.add(client)
        return (client, secret)
    }

    /// The addresses that codes and tokens may be sent to, of the clients of these kinds in all organisations.
    public func redirectURIs(of kinds: [ClientKind]) async throws -> [String] {
        try await storage.catalog.redirectURIs(of: kinds)
    }

    /// Makes a self client and a refresh token for a user.
    public func issueClient(organization: ObjectID, user: ObjectID, scopes: ScopeSet, name: String) async throws -> ClientCredentials {
        let (client, secret) = try await addClient(named: name, kind: .selfClient, organization: organization, user: user)
        let token = try await issueRefreshToken(client: client, organization: organization, user: user, scopes: scopes)
        return ClientCredentials(id: client.id, secret: secret, refreshToken: token)
    }

    /// The client that proves to be itself. Those that can't keep a secret may come without one.
    /// - Throws: ``GrantRefusal``.
    func client(_ proof: ClientProof) async throws -> Client {
        guard let client = try await storage.catalog.client(proof.id) else { throw GrantRefusal.invalidClient }
        let isExcused = proof.secret.isEmpty && client.kind.isPublic
        guard isExcused || client.secret.matches(SecretHash(of: proof.secret)) else { throw GrantRefusal.invalidClientSecret }
        return client
    }
}

/// What an application needs to ask for access tokens.
public struct ClientCredentials: Sendable {
    public let id: String
    public let secret: String
    public let refreshToken: String
}
