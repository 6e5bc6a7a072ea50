/// What is stored of a secret: its SHA-256 digest, 32 bytes. Secrets are random, so no salt is needed.
public struct SecretHash: Hashable, Sendable {
    public let bytes: [UInt8]

    public init(bytes: [UInt8]) {
        self.bytes = bytes
    }
}
