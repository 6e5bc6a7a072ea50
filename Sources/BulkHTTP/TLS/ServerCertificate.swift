import HummingbirdTLS
import NIOSSL

/// What the server proves itself with: a certificate chain and the private key of its first certificate, read from PEM files.
public struct ServerCertificate: Sendable {
    let configuration: TLSConfiguration

    /// - Parameters:
    ///   - chain: path of the certificate, followed by those that issued it.
    ///   - key: path of the private key, without a pass phrase.
    /// - Throws: ``ServerCertificateProblem``.
    public init(chain: String, key: String) throws {
        guard let certificates = try? NIOSSLCertificate.fromPEMFile(chain), !certificates.isEmpty else {
            throw ServerCertificateProblem.unreadableCertificate(path: chain)
        }
        guard let privateKey = try? NIOSSLPrivateKey(file: key, format: .pem) else {
            throw ServerCertificateProblem.unreadableKey(path: key)
        }
        configuration = TLSConfiguration.makeServerConfiguration(
            certificateChain: certificates.map { .certificate($0) }, privateKey: .privateKey(privateKey))
        // Whether the two belong together is only looked at when they are put to use.
        guard (try? NIOSSLContext(configuration: configuration)) != nil else {
            throw ServerCertificateProblem.keyOfAnother(certificate: chain, key: key)
        }
    }
}

/// Why there can be no TLS.
public enum ServerCertificateProblem: Error, Hashable, CustomStringConvertible {
    case unreadableCertificate(path: String)
    case unreadableKey(path: String)
    case keyOfAnother(certificate: String, key: String)

    public var description: String {
        switch self {
        case .unreadableCertificate(let path): "\(path) holds no certificate in PEM form that can be read"
        case .unreadableKey(let path): "\(path) holds no private key in PEM form that can be read; it must not have a pass phrase"
        case .keyOfAnother(let certificate, let key): "the key in \(key) is not the one of the certificate in \(certificate)"
        }
    }
}
