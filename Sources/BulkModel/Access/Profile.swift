/// What the users of a profile may not do; a profile that nobody restricted may do everything.
public struct Profile: Hashable, Sendable, Codable {
    public var name: String
    /// Names of permissions that are taken away, as the service calls them. (platform specification, section 5)
    public var denied: Set<String>

    public init(name: String, denied: Set<String> = []) {
        self.name = name
        self.denied = denied
    }

    /// The profile whose users see and do everything.
    public static let administrator = "Administrator"

    /// The right to make and change modules, fields and views.
    public static let customize = "Crm_Implied_Customize_Zoho_CRM"

    /// The right to use the API at all.
    public static let apiAccess = "Crm_Implied_Api_Access"

    /// What permissions for a module begin with, behind `Crm_Implied_`.
    public static let actions = ["View", "Create", "Edit", "Delete", "Export", "Import"]

    /// Whether a permission of that name can be taken away: a misspelt one would change nothing.
    public static func isPermission(_ name: String, in schema: Schema) -> Bool {
        if [apiAccess, "Crm_Implied_Customize_Zoho_CRM", "Crm_Implied_Edit_Tags"].contains(name) { return true }
        return actions.contains { action in
            let prefix = "Crm_Implied_\(action)_"
            return name.hasPrefix(prefix) && schema.modules.contains { $0.apiName == name.dropFirst(prefix.count) }
        }
    }

    /// The right to export records of a module.
    public static func export(_ module: String) -> String { "Crm_Implied_Export_\(module)" }

    /// The right to create records of a module.
    public static func create(_ module: String) -> String { "Crm_Implied_Create_\(module)" }

    /// The right to change records of a module.
    public static func edit(_ module: String) -> String { "Crm_Implied_Edit_\(module)" }

    /// The right to delete records of a module.
    public static func delete(_ module: String) -> String { "Crm_Implied_Delete_\(module)" }

    /// The right to import records of a module.
    public static func `import`(_ module: String) -> String { "Crm_Implied_Import_\(module)" }

    /// The right to see records of a module.
    public static func view(_ module: String) -> String { "Crm_Implied_View_\(module)" }
}
