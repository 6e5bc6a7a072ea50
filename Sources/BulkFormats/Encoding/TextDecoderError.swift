/// What can go wrong while text is decoded, beside what its source throws.
public enum TextDecoderError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The system has no tables for the encoding.
    case unavailable(encoding: String)

    public var description: String {
        switch self {
        case .unavailable(let encoding): "text in \(encoding) can't be decoded on this system"
        }
    }
}
