import BulkModel
import BulkStore
import Crypto
import Foundation

/// What the form of the authorisation page carries: everything that was asked and the time until which it may be answered, signed, so that
/// nobody can change it and no other page can send it.
struct ConsentTicket {
    let parameters: [String: String]
    /// UTC seconds since 1970.
    let expires: Int64

    static let lifetime: TimeInterval = 600

    init(_ parameters: [String: String], expires: Int64) {
        self.parameters = parameters
        self.expires = expires
    }

    /// Nil for what this server hasn't signed.
    init?(_ text: String, key: [UInt8]) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2, let content = Data(base64Encoded: String(parts[0])),
            Array(parts[1].utf8).matchesInConstantTime(Array(Self.signature(of: content, key).utf8)),
            let values = (try? JSONValue(parsing: Array(content)))?.object, let expires = values["expires"]?.integer
        else { return nil }
        let parameters = values.members.compactMap { member in member.value.string.map { (member.name, $0) } }
        self.init(Dictionary(uniqueKeysWithValues: parameters), expires: expires)
    }

    func text(key: [UInt8]) -> String {
        let values = parameters.sorted { $0.key < $1.key }.map { ($0.key, JSONValue.string($0.value)) }
        let content = Data(JSONValue.object(JSONObject(values + [("expires", .integer(expires))])).description.utf8)
        return content.base64EncodedString() + "." + Self.signature(of: content, key)
    }

    private static func signature(of content: Data, _ key: [UInt8]) -> String {
        Array(HMAC<SHA256>.authenticationCode(for: Data("consent ".utf8) + content, using: SymmetricKey(data: key))).hexadecimal
    }
}

extension Engine {
    /// A ticket for the form with which a person answers a request for consent.
    /// - Parameter parameters: of the request.
    public func consentTicket(_ parameters: [String: String]) async throws -> String {
        let expires = Int64(time.now.addingTimeInterval(ConsentTicket.lifetime).timeIntervalSince1970.rounded(.down))
        return ConsentTicket(parameters, expires: expires).text(key: try await storage.catalog.signingKey())
    }

    /// The request that a ticket was made for, checked anew.
    /// - Throws: ``ConsentProblem``.
    public func consentRequest(ticket text: String) async throws -> ConsentRequest {
        guard let ticket = ConsentTicket(text, key: try await storage.catalog.signingKey()),
            ticket.expires > Int64(time.now.timeIntervalSince1970)
        else { throw ConsentProblem.formExpired }
        return try await consentRequest(ticket.parameters)
    }
}
