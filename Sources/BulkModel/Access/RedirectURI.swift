/// An address that codes and tokens may be sent to: a web address, or one by which a device opens an app.
public struct RedirectURI: Hashable, Sendable {
    public let text: String
    /// Where it leads, as a content security policy names it: scheme and host, or the scheme alone. (CSP 3, section 2.3.1)
    public let origin: String

    /// Schemes that run or read something in the browser itself.
    private static let forbidden: Set<String> = ["about", "blob", "data", "file", "filesystem", "javascript", "vbscript", "view-source"]

    /// Nil for what is no absolute address, has a fragment, or names a user.
    public init?(_ text: String) {
        guard text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }), !text.contains(where: { "\"<>\\^`{|}#".contains($0) }),
            let colon = text.firstIndex(of: ":")
        else { return nil }
        let scheme = text[..<colon].lowercased()
        let rest = text[text.index(after: colon)...]
        guard scheme.first?.isLetter == true, scheme.allSatisfy({ $0.isLetter || $0.isNumber || "+-.".contains($0) }),
            !Self.forbidden.contains(scheme), !rest.isEmpty
        else { return nil }
        self.text = text
        guard scheme == "http" || scheme == "https" else {
            origin = scheme + ":"
            return
        }
        let authority = rest.dropFirst(2).prefix { $0 != "/" && $0 != "?" }
        guard rest.hasPrefix("//"), !authority.isEmpty, authority.allSatisfy({ $0.isLetter || $0.isNumber || "-.:[]".contains($0) })
        else { return nil }
        // A policy has no way to write an address of IPv6.
        origin = authority.contains("[") ? scheme + ":" : "\(scheme)://\(authority)"
    }
}
