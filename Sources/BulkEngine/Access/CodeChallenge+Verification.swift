import BulkModel
import Crypto
import Foundation

extension CodeChallenge {
    /// Whether a secret is the one behind the challenge. (RFC 7636, section 4.6)
    func isMet(by verifier: String) -> Bool {
        let answer =
            switch method {
            case .plain: verifier
            case .s256: Data(SHA256.hash(data: Array(verifier.utf8))).base64URLText
            }
        return Array(answer.utf8).matchesInConstantTime(Array(text.utf8))
    }
}

extension Data {
    /// Without padding. (RFC 4648, section 5)
    fileprivate var base64URLText: String {
        base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }
}
