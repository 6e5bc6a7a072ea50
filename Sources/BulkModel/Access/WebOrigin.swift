/// Where a page comes from, as browsers tell it: scheme, host and port, without the port that is the scheme's own.
/// (RFC 6454, section 6.2)
public struct WebOrigin: Hashable, Sendable, CustomStringConvertible {
    /// `https://app.example.com`, `http://127.0.0.1:5173`.
    public let description: String

    /// Nil for what is no origin; a slash at the end is passed over.
    public init?(_ text: some StringProtocol) {
        guard let (scheme, rest) = Self.parts(of: String(text)) else { return nil }
        self.init(scheme: scheme, authority: rest.hasSuffix("/") ? String(rest.dropLast()) : rest)
    }

    /// Nil for an address that opens an app.
    public init?(of address: RedirectURI) {
        guard let (scheme, rest) = Self.parts(of: address.text) else { return nil }
        self.init(scheme: scheme, authority: String(rest.prefix { $0 != "/" && $0 != "?" }))
    }

    /// What stands before and behind the first `://`, in small letters.
    private static func parts(of text: String) -> (scheme: String, rest: String)? {
        let parts = text.lowercased().split(separator: "://", maxSplits: 1, omittingEmptySubsequences: false)
        return parts.count == 2 ? (String(parts[0]), String(parts[1])) : nil
    }

    private init?(scheme: String, authority: String) {
        guard let standardPort = ["http": "80", "https": "443"][scheme] else { return nil }
        // The colons of an address of IPv6 stand in brackets.
        let isNumeric = authority.hasPrefix("[")
        let hostEnd = isNumeric ? authority.firstIndex(of: "]").map { authority.index(after: $0) } : authority.firstIndex(of: ":")
        guard !isNumeric || hostEnd != nil else { return nil }
        let host = authority[..<(hostEnd ?? authority.endIndex)]
        let port = authority[(hostEnd ?? authority.endIndex)...]
        let name = isNumeric ? host.dropFirst().dropLast() : host
        guard !name.isEmpty, name.utf8.allSatisfy({ Self.isNameByte($0) || isNumeric && $0 == 0x3A }),
            port.isEmpty || port.first == ":" && (UInt16(port.dropFirst()) ?? 0) > 0
        else { return nil }
        let isStandard = port.dropFirst() == standardPort
        description = "\(scheme)://\(host)\(isStandard ? "" : port)"
    }

    /// Letters, digits, `-`, `.` and `_`.
    private static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x61...0x7A, 0x30...0x39, 0x2D, 0x2E, 0x5F: true
        default: false
        }
    }
}
