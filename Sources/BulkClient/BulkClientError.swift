import BulkModel

/// Why a call came to nothing.
public enum BulkClientError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The server said no.
    case refused(Refusal)
    /// No answer, after all the patience there was.
    /// - mayHaveArrived: whether the server may have done what it was asked for.
    case unreachable(address: String, reason: String, mayHaveArrived: Bool)
    /// An answer that makes no sense; what was looked for.
    case unexpectedAnswer(String)
    /// The accounts server gives no token; its word, such as `invalid_code`.
    case noToken(String)
    /// A result is gone, or not there yet.
    case noResult(job: String)
    /// A file of this machine.
    case file(path: String, reason: String)

    public var description: String {
        switch self {
        case .refused(let refusal): refusal.description
        case .unreachable(let address, let reason, _): "\(address) can't be reached: \(reason)"
        case .unexpectedAnswer(let expected): "the server's answer has no \(expected)"
        case .noToken(let word): "the accounts server gives no token: \(word)"
        case .noResult(let job): "job \(job) has no result, not yet or not any more"
        case .file(let path, let reason): "\(path): \(reason)"
        }
    }
}
