public import BulkModel
import BulkStore
import FoundationEssentials

/// Asking a person on behalf of an application. There are no passwords: whoever is asked says who they are.
/// (platform specification, section 3.1)
extension Engine {
    /// The names of a request's parameters.
    public static let consentParameters = [
        "response_type", "client_id", "scope", "redirect_uri", "access_type", "prompt", "state", "code_challenge", "code_challenge_method",
    ]

    /// Checks what an application asks for.
    /// - Parameter parameters: by their names; what wasn't sent is empty or missing.
    /// - Throws: ``ConsentProblem``.
    public func consentRequest(_ parameters: [String: String]) async throws -> ConsentRequest {
        let parameter = { (name: String) in parameters[name] ?? "" }
        guard let client = try await storage.catalog.client(parameter("client_id")) else { throw ConsentProblem.unknownClient }
        guard client.kind.isRedirected else { throw ConsentProblem.selfClient }
        let address = parameter("redirect_uri")
        guard client.redirectURIs.contains(address), let redirectURI = RedirectURI(address) else {
            throw ConsentProblem.unknownAddress(address)
        }
        let response = client.kind == .browser ? ConsentRequest.Response.token : .code
        guard parameter("response_type") == response.rawValue else { throw ConsentProblem.wrongResponse(client.kind) }
        let access = try Self.choice("access_type", of: ["online", "offline"], parameters) ?? "online"
        _ = try Self.choice("prompt", of: ["consent", "none"], parameters)
        return ConsentRequest(
            client: client, response: response, redirectURI: redirectURI, scopes: try Self.scopes(parameter("scope")),
            isOffline: access == "offline" && response == .code, state: parameters["state"].flatMap { $0.isEmpty ? nil : $0 },
            challenge: try Self.challenge(parameters))
    }

    /// Everyone who may be chosen: the active users of all organisations, those of the client's own first.
    public func candidates(for request: ConsentRequest) async throws -> [(organization: Organization, users: [User])] {
        let organizations = try await storage.openOrganizations()
        let own = organizations.filter { $0.organization.id == request.client.organization }
        var candidates: [(Organization, [User])] = []
        for (organization, store) in own + organizations.filter({ $0.organization.id != request.client.organization }) {
            let users = try await store.users().filter(\.isActive)
            if !users.isEmpty { candidates.append((organization, users)) }
        }
        return candidates
    }

    /// What comes of a person's consent: a code that is good for two minutes, or an access token.
    /// - Throws: ``ConsentProblem`` if there is no such active user.
    public func consent(to request: ConsentRequest, organization: ObjectID, user: ObjectID) async throws -> ConsentAnswer {
        guard try await storage.catalog.organization(organization) != nil, try await isActive(user, of: organization) else {
            throw ConsentProblem.noSuchUser
        }
        switch request.response {
        case .code:
            let code = secrets.token()
            try await storage.catalog.add(
                GrantCode(
                    hash: SecretHash(of: code), clientID: request.client.id, organization: organization, user: user,
                    scopes: request.scopes, expires: time.now.addingTimeInterval(Self.consentCodeLifetime),
                    redirectURI: request.redirectURI.text, challenge: request.challenge, isOffline: request.isOffline))
            return .code(code)
        case .token:
            let token = try await issueAccessToken(
                organization: organization, user: user, scopes: request.scopes, clientID: request.client.id, refreshToken: nil)
            return .token(AccessGrant(accessToken: token, scopes: request.scopes, lifetime: Self.accessTokenLifetime))
        }
    }

    private static func scopes(_ text: String) throws -> ScopeSet {
        do {
            return try ScopeSet(checking: text)
        } catch {
            throw ConsentProblem.scopes(error)
        }
    }

    private static func challenge(_ parameters: [String: String]) throws -> CodeChallenge? {
        let methods = CodeChallenge.Method.allCases.map(\.rawValue)
        let method = try choice("code_challenge_method", of: methods, parameters).flatMap(CodeChallenge.Method.init) ?? .plain
        let text = parameters["code_challenge"] ?? ""
        guard !text.isEmpty else { return nil }
        let isPlain = { (byte: UInt8) in
            (0x61...0x7A).contains(byte | 0x20) || (0x30...0x39).contains(byte) || "-._~".utf8.contains(byte)
        }
        guard (43...128).contains(text.utf8.count), text.utf8.allSatisfy(isPlain) else { throw ConsentProblem.badChallenge }
        return CodeChallenge(text: text, method: method)
    }

    /// Nil if the parameter wasn't sent.
    private static func choice(_ name: String, of choices: [String], _ parameters: [String: String]) throws -> String? {
        guard let value = parameters[name], !value.isEmpty else { return nil }
        guard choices.contains(value) else { throw ConsentProblem.unknownValue(parameter: name, choices: choices) }
        return value
    }
}
