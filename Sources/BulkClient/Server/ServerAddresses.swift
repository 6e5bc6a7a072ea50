/// Where a server that speaks the service's API is reached. (platform specification, section 1)
public struct ServerAddresses: Hashable, Sendable {
    /// Scheme, host and port of the API, without a slash at the end.
    public var api: String
    /// Those of the accounts server, which makes tokens.
    public var accounts: String
    /// Those that files are uploaded to.
    public var files: String

    /// - Parameters:
    ///   - api: scheme, host and port; a slash at the end is taken off.
    ///   - accounts: nil if it is where the API is, as it is with Longshore.
    ///   - files: likewise.
    public init(api: String, accounts: String? = nil, files: String? = nil) {
        self.api = Self.trimmed(api)
        self.accounts = Self.trimmed(accounts ?? api)
        self.files = Self.trimmed(files ?? api)
    }

    private static func trimmed(_ address: String) -> String {
        String(address.reversed().drop { $0 == "/" }.reversed())
    }
}
