import BulkModel
import Crypto

/// The token by which a query goes on behind a completed batch: the job's id and a signature over it, its organisation and its user.
///
/// Nothing is stored for it: the job knows the rest. 64 lower-case hexadecimal digits. (bulk read specification, section 3.5)
struct PageToken: Hashable {
    let job: ObjectID
    private let signature: [UInt8]

    private static let signatureLength = 24

    /// - Parameter key: of the server.
    init(job: ObjectID, organization: ObjectID, user: ObjectID, key: [UInt8]) {
        self.job = job
        let message = "page \(organization) \(job) \(user)"
        let code = HMAC<SHA256>.authenticationCode(for: Array(message.utf8), using: SymmetricKey(data: key))
        signature = Array(Array(code).prefix(Self.signatureLength))
    }

    /// Nil if the text can't be a token of this server.
    init?(_ text: String) {
        let digits = Array(text.utf8)
        guard digits.count == 2 * (8 + Self.signatureLength) else { return nil }
        var bytes: [UInt8] = []
        for index in stride(from: 0, to: digits.count, by: 2) {
            guard let byte = UInt8(String(decoding: digits[index..<index + 2], as: UTF8.self), radix: 16) else { return nil }
            bytes.append(byte)
        }
        job = ObjectID(Int64(bitPattern: bytes.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }))
        signature = Array(bytes.dropFirst(8))
    }

    var text: String {
        ((0..<8).map { UInt8(truncatingIfNeeded: job.rawValue >> (56 - 8 * $0)) } + signature).hexadecimal
    }

    func matches(_ other: PageToken) -> Bool {
        job == other.job && signature.matchesInConstantTime(other.signature)
    }
}
