/// The service's own data centres. (platform specification, section 1)
public enum DataCentre: String, Sendable, CaseIterable {
    case us, eu, `in`, au, cn, jp, sa, ca

    /// Where they are reached. Saudi Arabia's host for uploads is the one the service's SDKs name.
    public var addresses: ServerAddresses {
        switch self {
        case .us: Self.addresses("com")
        case .eu: Self.addresses("eu")
        case .in: Self.addresses("in")
        case .au: Self.addresses("com.au")
        case .cn: Self.addresses("com.cn")
        case .jp: Self.addresses("jp")
        case .sa: ServerAddresses(api: "https://www.zohoapis.sa", accounts: "https://accounts.zoho.sa", files: "https://files.zoho.sa")
        case .ca:
            ServerAddresses(
                api: "https://www.zohoapis.ca", accounts: "https://accounts.zohocloud.ca", files: "https://upload.zohocloud.ca")
        }
    }

    private static func addresses(_ domain: String) -> ServerAddresses {
        ServerAddresses(
            api: "https://www.zohoapis.\(domain)", accounts: "https://accounts.zoho.\(domain)",
            files: "https://content.zohoapis.\(domain)")
    }
}
