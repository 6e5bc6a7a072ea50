/// What can go wrong with an archive.
public enum ZIPError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The compressor refused, with its own number for the reason.
    case compression(code: Int32)

    public var description: String {
        switch self {
        case .compression(let code): "the compressor failed with code \(code)"
        }
    }
}
