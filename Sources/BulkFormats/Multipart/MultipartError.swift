/// What can be wrong with a multipart body.
public enum MultipartError: Error, Hashable, Sendable, CustomStringConvertible {
    /// No line of the body is the boundary.
    case noBoundaryLine
    /// The headers of a part have more bytes than are allowed.
    case headerTooLarge(limit: Int)
    /// The body ends before its closing boundary.
    case unexpectedEnd

    public var description: String {
        switch self {
        case .noBoundaryLine: "the multipart body does not contain its boundary"
        case .headerTooLarge(let limit): "the headers of a part of the multipart body are larger than \(limit) bytes"
        case .unexpectedEnd: "the multipart body ends before its closing boundary"
        }
    }
}
