/// A named selection of a module's records.
public struct CustomView: Hashable, Sendable, Codable {
    public var id: ObjectID
    /// API name of the module.
    public var module: String
    public var name: String
    /// The name by which the service knows a view that comes with a module; nil for one that a user made.
    public var systemName: String?
    /// Nil for a view of all records. Values may be the place-holders of ``CustomView/currentUser`` and ``CustomView/daysAgo(_:)``.
    public var criteria: Criteria?

    public init(id: ObjectID, module: String, name: String, systemName: String? = nil, criteria: Criteria? = nil) {
        self.id = id
        self.module = module
        self.name = name
        self.systemName = systemName
        self.criteria = criteria
    }

    /// Co-owner, shared-by-me and shared-to-me views can't be exported. (bulk read specification, section 3.6)
    public var isExportable: Bool {
        guard let systemName else { return true }
        return systemName != "COOWNERVIEW" && !systemName.hasSuffix("SHAREDBYME") && !systemName.hasSuffix("SHAREDTOME")
    }

    /// Stands for the user who asks.
    public static let currentUser = "${CURRENTUSER}"

    /// Stands for the beginning of the day so many days ago; zero is today.
    public static func daysAgo(_ days: Int) -> String { "${DAYSAGO}\(days)" }

    /// The number in ``daysAgo(_:)``.
    public static func days(in placeholder: String) -> Int? {
        placeholder.hasPrefix("${DAYSAGO}") ? Int(placeholder.dropFirst(10)) : nil
    }
}
