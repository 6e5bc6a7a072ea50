import BulkEngine
import BulkModel
import HTTPTypes
import Hummingbird

extension Request {
    /// The key by which the client may send the request again; nil if it has none.
    /// - Throws: `INVALID_DATA` for what can't be a key.
    func idempotencyKey(body: [UInt8]) throws -> IdempotencyKey? {
        guard let text = headers[.idempotencyKey] else { return nil }
        return try IdempotencyKey(text, method: method.rawValue, path: uri.path, body: body)
    }
}

extension HTTPField.Name {
    fileprivate static let idempotencyKey = HTTPField.Name(BulkError.idempotencyHeader)!
}
