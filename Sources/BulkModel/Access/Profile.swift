/// What the users of a profile may not do; a profile that nobody restricted may do everything.
public struct Profile: Hashable, Sendable, Codable {
    public var name: String
    /// Names of permissions that are taken away, as the service calls them. (platform specification, section 5)
    public var denied: Set<String>

    public init(name: String, denied: Set<String> = []) {
        self.name = name
        self.denied = denied
    }

    /// The right to use the API at all.
    public static let apiAccess = "Crm_Implied_Api_Access"

    /// The right to export records of a module.
    public static func export(_ module: String) -> String { "Crm_Implied_Export_\(module)" }

    /// The right to create records of a module.
    public static func create(_ module: String) -> String { "Crm_Implied_Create_\(module)" }

    /// The right to import records of a module.
    public static func `import`(_ module: String) -> String { "Crm_Implied_Import_\(module)" }

    /// The right to see records of a module.
    public static func view(_ module: String) -> String { "Crm_Implied_View_\(module)" }
}
