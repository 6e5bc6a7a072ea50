import BulkModel
import Crypto

/// Makes tokens that say something themselves, so that nothing is stored for them, and that nobody else can make: a payload and a
/// signature over it and over what it is for, in lower-case hexadecimal digits.
struct Stamp {
    private let purpose: [UInt8]
    private let key: SymmetricKey

    private static let signatureLength = 24

    /// - Parameters:
    ///   - purpose: what the tokens are for, and whose they are; a token with another purpose is none of these.
    ///   - key: of the server.
    init(purpose: String, key: [UInt8]) {
        self.purpose = Array(purpose.utf8)
        self.key = SymmetricKey(data: key)
    }

    func text(_ payload: [UInt8]) -> String {
        (payload + signature(of: payload)).hexadecimal
    }

    /// What a token says; nil if it wasn't made by this stamp.
    func payload(of text: String) -> [UInt8]? {
        guard let bytes = [UInt8](hexadecimal: text), bytes.count >= Self.signatureLength else { return nil }
        let payload = Array(bytes.dropLast(Self.signatureLength))
        return signature(of: payload).matchesInConstantTime(Array(bytes.suffix(Self.signatureLength))) ? payload : nil
    }

    private func signature(of payload: [UInt8]) -> [UInt8] {
        // The purpose has no zero byte, so payload and purpose can't be mistaken for one another.
        Array(HMAC<SHA256>.authenticationCode(for: purpose + [0] + payload, using: key).prefix(Self.signatureLength))
    }
}

extension Int64 {
    /// Eight bytes, the highest first.
    var bytes: [UInt8] { (0..<8).map { UInt8(truncatingIfNeeded: self >> (56 - 8 * $0)) } }

    /// Nil unless there are eight bytes.
    init?(bytes: some Collection<UInt8>) {
        guard bytes.count == 8 else { return nil }
        self.init(bitPattern: bytes.reduce(0) { $0 << 8 | UInt64($1) })
    }
}

extension ObjectID {
    var bytes: [UInt8] { rawValue.bytes }

    init?(bytes: some Collection<UInt8>) {
        guard let value = Int64(bytes: bytes) else { return nil }
        self.init(value)
    }
}
