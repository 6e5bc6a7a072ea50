public import BulkModel
import BulkStore
public import FoundationEssentials

/// The grants of the token endpoint. (platform specification, section 3.2)
extension Engine {
    /// How long a code lasts that a person's consent has given, in seconds.
    static let consentCodeLifetime: TimeInterval = 120

    /// How long a self client's code may last, in seconds. (section 3.1)
    public static let grantCodeLifetimes: ClosedRange<TimeInterval> = 180...600

    /// Makes a code for a self client.
    /// - Returns: the code, which is known to nobody else from now on.
    public func issueGrantCode(client: Client, user: ObjectID, scopes: ScopeSet, lifetime: TimeInterval) async throws -> String {
        let code = secrets.token()
        try await storage.catalog.add(
            GrantCode(
                hash: SecretHash(of: code), clientID: client.id, organization: client.organization, user: user, scopes: scopes,
                expires: time.now.addingTimeInterval(lifetime)))
        return code
    }

    /// The authorisation-code grant. A code that is brought wrongly stays good; one that was exchanged doesn't.
    /// - Parameters:
    ///   - redirectURI: must be the one the code was sent to; self clients' codes weren't sent.
    ///   - verifier: the secret behind the code's challenge; empty for none.
    /// - Throws: ``GrantRefusal``, ``TooManyTokens``.
    public func exchange(code text: String, redirectURI: String, verifier: String, for proof: ClientProof) async throws -> AccessGrant {
        let client = try await client(proof)
        guard let code = try await storage.catalog.grantCode(SecretHash(of: text)), code.clientID == client.id, code.expires > time.now,
            try await isActive(code.user, of: code.organization)
        else { throw GrantRefusal.invalidCode }
        guard code.redirectURI == nil || code.redirectURI == redirectURI else { throw GrantRefusal.invalidRedirectURI }
        if let challenge = code.challenge {
            guard challenge.isMet(by: verifier) else { throw GrantRefusal.invalidCode }
        } else if proof.secret.isEmpty {
            throw GrantRefusal.invalidClientSecret
        }
        let holder = TokenHolder(clientID: client.id, user: code.user)
        if code.isOffline, !refreshTokens.admits(holder, at: time.now) { throw TooManyTokens() }
        guard try await storage.catalog.removeGrantCode(code.hash) else { throw GrantRefusal.invalidCode }
        return try await grant(code, to: client)
    }

    private func grant(_ code: GrantCode, to client: Client) async throws -> AccessGrant {
        guard code.isOffline else {
            let token = try await issueAccessToken(
                organization: code.organization, user: code.user, scopes: code.scopes, clientID: client.id, refreshToken: nil)
            return AccessGrant(accessToken: token, scopes: code.scopes, lifetime: Self.accessTokenLifetime)
        }
        let refreshToken = try await issueRefreshToken(
            client: client, organization: code.organization, user: code.user, scopes: code.scopes)
        let hash = SecretHash(of: refreshToken)
        // The first one counts, too.
        _ = accessTokens.admits(hash, at: time.now)
        let token = try await issueAccessToken(
            organization: code.organization, user: code.user, scopes: code.scopes, clientID: client.id, refreshToken: hash)
        return AccessGrant(
            accessToken: token, refreshToken: refreshToken, scopes: code.scopes, lifetime: Self.accessTokenLifetime)
    }

    /// The refresh-token grant.
    /// - Throws: ``GrantRefusal``, ``TooManyTokens``.
    public func refresh(_ text: String, for proof: ClientProof) async throws -> AccessGrant {
        let client = try await client(proof)
        guard let refresh = try await storage.catalog.refreshToken(SecretHash(of: text)), refresh.clientID == client.id,
            try await isActive(refresh.user, of: refresh.organization)
        else { throw GrantRefusal.invalidCode }
        guard accessTokens.admits(refresh.hash, at: time.now) else { throw TooManyTokens() }
        let token = try await issueAccessToken(
            organization: refresh.organization, user: refresh.user, scopes: refresh.scopes, clientID: client.id,
            refreshToken: refresh.hash)
        return AccessGrant(accessToken: token, scopes: refresh.scopes, lifetime: Self.accessTokenLifetime)
    }

    /// The client-credentials grant: the client acts for the user who registered it, in its own organisation.
    /// - Parameters:
    ///   - scope: a list of scopes as it was sent.
    ///   - service: `ZohoCRM.` and the organisation's zgid, as it was sent.
    /// - Throws: ``GrantRefusal``, `ScopeError`.
    public func grantToClient(scope: String, service: String, for proof: ClientProof) async throws -> AccessGrant {
        let client = try await client(proof)
        guard !client.kind.isPublic else { throw GrantRefusal.invalidClient }
        let scopes = try ScopeSet(checking: scope)
        guard !service.isEmpty else { throw GrantRefusal.missingOrganization }
        guard let organization = try await storage.catalog.organization(client.organization),
            service.lowercased() == "zohocrm.\(organization.zgid)"
        else { throw GrantRefusal.invalidOrganization }
        guard try await isActive(client.user, of: organization.id) else { throw GrantRefusal.invalidClient }
        let token = try await issueAccessToken(
            organization: organization.id, user: client.user, scopes: scopes, clientID: client.id, refreshToken: nil)
        return AccessGrant(accessToken: token, scopes: scopes, lifetime: Self.accessTokenLifetime)
    }

    /// Whether someone is a user of an organisation, and not one who left.
    func isActive(_ user: ObjectID, of organization: ObjectID) async throws -> Bool {
        try await storage.store(of: organization).user(user)?.isActive ?? false
    }
}
