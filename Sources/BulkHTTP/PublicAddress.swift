import Hummingbird

/// The address clients reach the server by: the one configured, or the one they used.
struct PublicAddress: Sendable {
    /// Without a slash at the end; nil if clients' own view is taken.
    let configured: String?
    let isSecure: Bool

    /// Scheme, host and port.
    func base(of request: Request) -> String {
        configured ?? "\(isSecure ? "https" : "http")://\(request.head.authority ?? "localhost")"
    }
}
