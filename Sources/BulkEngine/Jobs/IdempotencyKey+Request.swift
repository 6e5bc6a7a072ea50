public import BulkModel
import Crypto

extension IdempotencyKey {
    /// The key that a request came with.
    /// - Parameters:
    ///   - text: as sent.
    ///   - path: of the request; with its body it is what another request with the key must have in common.
    /// - Throws: `INVALID_DATA` for what can't be a key.
    public init(_ text: String, method: String, path: String, body: [UInt8]) throws {
        guard Self.isUsable(text) else { throw BulkError.unusableIdempotencyKey }
        // Neither method nor path has a line end, so what is hashed can be read in one way only.
        let digest = SHA256.hash(data: Array("\(method)\n\(path)\n".utf8) + body)
        self.init(text: text, fingerprint: Array(digest).hexadecimal)
    }
}
