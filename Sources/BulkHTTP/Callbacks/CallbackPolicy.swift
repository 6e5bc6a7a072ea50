/// Whom callbacks may reach: the public internet, and what the configuration allows beside it. (architecture: security)
public struct CallbackPolicy: Sendable {
    private let allowed: [AddressRange]

    /// Addresses that are nobody's on the public internet: this machine, private networks, links, groups, and reserved ranges.
    private static let guarded = [
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.168.0.0/16",
        "198.18.0.0/15", "224.0.0.0/4", "240.0.0.0/4", "::/128", "::1/128", "64:ff9b::/96", "100::/64", "2002::/16", "fc00::/7",
        "fe80::/10", "ff00::/8",
    ].compactMap { AddressRange($0) }

    /// - Parameter allowed: ranges that may be reached although they are guarded.
    public init(allowing allowed: [AddressRange] = []) {
        self.allowed = allowed
    }

    /// - Parameter address: in digits, as it will be connected to.
    func permits(_ address: String) -> Bool {
        allowed.contains { $0.contains(address) } || !Self.guarded.contains { $0.contains(address) }
    }
}
