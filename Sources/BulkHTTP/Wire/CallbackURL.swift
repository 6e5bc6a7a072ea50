import FoundationEssentials

/// What may be called back. (bulk read specification, section 7)
enum CallbackURL {
    /// Absolute, `http` or `https`, with a host.
    static func isUsable(_ text: String) -> Bool {
        guard let url = URL(string: text), let scheme = url.scheme?.lowercased(), let host = url.host() else { return false }
        return (scheme == "http" || scheme == "https") && !host.isEmpty
    }
}
