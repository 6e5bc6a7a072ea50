import HTTPTypes
import Hummingbird

/// Who may see the page on which a person consents. It has no passwords, so it hands codes for anyone's data to whoever reaches it.
public enum AuthorizationPage: String, Sendable, CaseIterable {
    /// People at this machine.
    case local
    /// Everyone who reaches the server.
    case on
    case off

    /// What is left of the setting at a server that listens on an address, and that clients reach by a public one.
    public func effective(host: String, publicURL: String?) -> AuthorizationPage {
        guard self == .local else { return self }
        let publicHost = publicURL.map { $0.split(separator: "/").dropFirst().first.map(String.init) ?? "" }
        return HostName(host).isLoopback && publicHost.map { HostName(authority: $0).isLoopback } ?? true ? .local : .off
    }

    /// A page of another site can make a browser ask a name of its own that leads to this machine, and a proxy asks in the name of others:
    /// neither may see it as long as it is for people at this machine.
    func isOpen(to request: Request) -> Bool {
        switch self {
        case .on: true
        case .off: false
        case .local:
            HostName(authority: request.head.authority ?? "").isLoopback
                && !request.headers.contains { Self.proxies.contains($0.name.canonicalName) }
        }
    }

    private static let proxies: Set<String> = ["forwarded", "via", "x-forwarded-for", "x-forwarded-host", "x-real-ip"]
}

/// A host's name or address.
struct HostName {
    private let text: String

    init(_ text: String) {
        self.text = text.lowercased()
    }

    /// - Parameter authority: with or without a port.
    init(authority: String) {
        let hasBrackets = authority.hasPrefix("[")
        self.init(hasBrackets ? String(authority.dropFirst().prefix { $0 != "]" }) : String(authority.prefix { $0 != ":" }))
    }

    /// Whether it can be no other machine but this.
    var isLoopback: Bool {
        if text == "localhost" || text.hasSuffix(".localhost") || text == "::1" { return true }
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
    }
}
