public import BulkModel
import Crypto

/// Makes secrets of the shapes the service's have, and the hashes that stores keep of them. (platform specification, section 3)
public struct SecretMaker: Sendable {
    private let randomBytes: @Sendable (Int) -> [UInt8]

    /// - Parameter randomBytes: gives that many unpredictable bytes.
    public init(randomBytes: @escaping @Sendable (Int) -> [UInt8]) {
        self.randomBytes = randomBytes
    }

    public static let system = SecretMaker { count in
        var generator = SystemRandomNumberGenerator()
        return (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    }

    /// `1000.` and two groups of 32 hexadecimal digits, as access tokens, refresh tokens and grant codes are.
    public func token() -> String {
        "1000.\(randomBytes(16).hexadecimal).\(randomBytes(16).hexadecimal)"
    }

    /// `1000.` and thirty letters and digits.
    public func clientID() -> String {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")
        return "1000." + String(randomBytes(30).map { alphabet[Int($0) % alphabet.count] })
    }

    /// 42 hexadecimal digits.
    public func clientSecret() -> String { randomBytes(21).hexadecimal }

    /// A number from 0 up to, not including, `bound`.
    func number(below bound: UInt64) -> UInt64 {
        randomBytes(8).reduce(0) { $0 << 8 | UInt64($1) } % bound
    }
}

extension SecretHash {
    /// Twelve hexadecimal digits by which lists name a secret, and of which nothing can be made.
    public var fingerprint: String { Array(bytes.prefix(6)).hexadecimal }

    /// - Parameter secret: a token or client secret in full.
    public init(of secret: String) {
        self.init(bytes: Array(SHA256.hash(data: Array(secret.utf8))))
    }

    /// Whether two secrets are the same, found out without telling how nearly.
    public func matches(_ other: SecretHash) -> Bool {
        bytes.matchesInConstantTime(other.bytes)
    }
}
