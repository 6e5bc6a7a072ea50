public import BulkEngine
public import BulkModel
import BulkStore
public import Foundation
public import HTTPTypes

/// What is done at the accounts server.
extension AppTester {
    /// Posts parameters as official clients do, in an urlencoded body.
    public func post(_ path: String, _ parameters: [String: String], headers: HTTPFields = HTTPFields()) async throws -> Answer {
        var headers = headers
        headers[.contentType] = "application/x-www-form-urlencoded"
        return try await send(.post, path, body: Data(Self.urlencoded(parameters).utf8), headers: headers)
    }

    /// Everything but letters, digits and `-._~` is escaped.
    public static func urlencoded(_ parameters: [String: String]) -> String {
        let plain = CharacterSet(charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
        return parameters.map { "\($0)=\($1.addingPercentEncoding(withAllowedCharacters: plain) ?? "")" }.joined(separator: "&")
    }

    /// A client of Patricia's.
    public func addClient(
        _ kind: ClientKind, redirectURIs: [String] = [], user: Int64 = ReadFixture.patricia
    ) async throws -> ClientProof {
        let (client, secret) = try await engine.addClient(
            named: "Reports", kind: kind, redirectURIs: redirectURIs.compactMap { RedirectURI($0) }, organization: organization,
            user: ObjectID(user))
        return ClientProof(id: client.id, secret: secret)
    }

    /// A code of a self client.
    public func grantCode(
        for client: ClientProof, scopes: String = standardScopes, user: Int64 = ReadFixture.patricia, lifetime: TimeInterval = 600
    ) async throws -> String {
        guard let client = try await engine.storage.catalog.client(client.id) else { throw FixtureError.unknown(client.id) }
        return try await engine.issueGrantCode(
            client: client, user: ObjectID(user), scopes: ScopeSet(parsing: scopes), lifetime: lifetime)
    }
}
