public import FoundationEssentials

/// A named selection of a module's records. (platform specification, section 12)
public struct CustomView: Hashable, Sendable, Codable {
    public var id: ObjectID
    /// API name of the module.
    public var module: String
    public var name: String
    /// The name by which the service knows a view that comes with a module; nil for one that a user made.
    public var systemName: String?
    /// Nil for a view of all records. Values may be place-holders: see ``CustomView/currentUser`` and its neighbours.
    public var criteria: Criteria?
    /// API names of the fields that are shown; empty for those that every view shows unless told otherwise.
    public var columns: [String] = []
    public var sort: Sort?
    public var access = Access.everybody
    /// Whether user interfaces let nobody rearrange the view.
    public var isLocked = false
    /// Nil for a view that no user made.
    public var createdBy: UserReference?
    public var createdTime: Date?
    public var modifiedBy: UserReference?
    public var modifiedTime: Date?

    public init(id: ObjectID, module: String, name: String, systemName: String? = nil, criteria: Criteria? = nil) {
        self.id = id
        self.module = module
        self.name = name
        self.systemName = systemName
        self.criteria = criteria
    }

    /// What records are ordered by when a person looks at them; exports have an order of their own.
    public struct Sort: Hashable, Sendable, Codable {
        /// API name of the field.
        public var field: String
        public var isAscending: Bool

        public init(_ field: String, isAscending: Bool) {
            self.field = field
            self.isAscending = isAscending
        }
    }

    /// Who may see a view.
    public enum Access: Hashable, Sendable, Codable {
        case everybody
        /// The user who made it.
        case author
        /// The user who made it and these.
        case users([ObjectID])
    }

    /// Whether a user may see the view. Administrators see all.
    public func isVisible(to user: User) -> Bool {
        if createdBy?.id == user.id || user.profile == Profile.administrator { return true }
        return switch access {
        case .everybody: true
        case .author: false
        case .users(let users): users.contains(user.id)
        }
    }

    /// Co-owner, shared-by-me and shared-to-me views can't be exported. (bulk read specification, section 3.6)
    public var isExportable: Bool {
        guard let systemName else { return true }
        return systemName != "COOWNERVIEW" && !systemName.hasSuffix("SHAREDBYME") && !systemName.hasSuffix("SHAREDTOME")
    }

    /// Stands for the user who asks.
    public static let currentUser = "${CURRENTUSER}"

    /// Stands for any value at all, where equality is asked for.
    public static let notEmpty = "${NOTEMPTY}"

    /// Stands for the beginning of the day so many days ago; zero is today.
    public static func daysAgo(_ days: Int) -> String { "${DAYSAGO}\(days)" }

    /// The number in ``daysAgo(_:)``.
    public static func days(in placeholder: String) -> Int? {
        placeholder.hasPrefix("${DAYSAGO}") ? Int(placeholder.dropFirst(10)) : nil
    }
}
