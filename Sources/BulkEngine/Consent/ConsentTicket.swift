import BulkModel
import BulkStore
import Crypto
import FoundationEssentials

/// What the form of the authorisation page carries, so that no other page can send it: the time until which it is good, and a signature
/// over that and everything that was asked.
struct ConsentTicket: Hashable {
    /// UTC seconds since 1970.
    let expires: Int64
    let signature: String

    static let lifetime: TimeInterval = 600

    init(expires: Int64, parameters: [String: String], key: [UInt8]) {
        self.expires = expires
        let values = Engine.consentParameters.map { JSONValue.string(parameters[$0] ?? "") }
        let message = "consent \(expires) \(JSONValue.array(values))"
        signature = Array(HMAC<SHA256>.authenticationCode(for: Array(message.utf8), using: SymmetricKey(data: key))).hexadecimal
    }

    var text: String { "\(expires).\(signature)" }
}

extension Engine {
    /// A ticket for the form with which a person answers.
    public func consentTicket(_ parameters: [String: String]) async throws -> String {
        let expires = Int64(time.now.addingTimeInterval(ConsentTicket.lifetime).timeIntervalSince1970.rounded(.down))
        return ConsentTicket(expires: expires, parameters: parameters, key: try await storage.catalog.signingKey()).text
    }

    /// Whether a form is this server's own, unchanged and not too old.
    /// - Throws: ``ConsentProblem``.
    public func checkConsentTicket(_ text: String, _ parameters: [String: String]) async throws {
        let expires = text.split(separator: ".").first.flatMap { Int64($0) } ?? 0
        let ticket = ConsentTicket(expires: expires, parameters: parameters, key: try await storage.catalog.signingKey())
        guard expires > Int64(time.now.timeIntervalSince1970), Array(ticket.text.utf8).matchesInConstantTime(Array(text.utf8)) else {
            throw ConsentProblem.formExpired
        }
    }
}
