public import FoundationEssentials

/// A person of an organisation. Owners and authors of records are users.
public struct User: Hashable, Sendable, Codable {
    public var id: ObjectID
    /// The person's number beyond the organisation: nine to eleven digits.
    public var zuid: Int64?
    public var firstName: String?
    public var lastName: String
    public var alias: String?
    public var email: String
    /// IANA name; times are shown to the user with this zone's offset.
    public var timeZone: String
    public var role: String
    public var profile: String
    public var status: Status
    /// Whether the invitation was accepted.
    public var isConfirmed: Bool
    /// Who added the user, and when; nil where nobody knows.
    public var created: Stamp?
    public var modified: Stamp?

    /// Nobody can make a user who isn't active the owner of a record, and no token of theirs opens anything.
    public enum Status: String, Sendable, Codable, CaseIterable {
        case active, disabled, deleted, closed
    }

    /// Who did something, and when.
    public struct Stamp: Hashable, Sendable, Codable {
        public var user: ObjectID
        public var time: Date

        public init(user: ObjectID, time: Date) {
            self.user = user
            self.time = time
        }
    }

    public init(
        id: ObjectID, zuid: Int64? = nil, firstName: String?, lastName: String, alias: String? = nil, email: String, timeZone: String,
        role: String = "CEO", profile: String = ProfileReference.administrator, status: Status = .active, isConfirmed: Bool = true,
        created: Stamp? = nil
    ) {
        self.id = id
        self.zuid = zuid
        self.firstName = firstName
        self.lastName = lastName
        self.alias = alias
        self.email = email
        self.timeZone = timeZone
        self.role = role
        self.profile = profile
        self.status = status
        self.isConfirmed = isConfirmed
        self.created = created
        self.modified = created
    }

    public var isActive: Bool { status == .active }

    public var isAdministrator: Bool { profile == ProfileReference.administrator }

    /// First and last name joined by a blank; the last name alone where there is no first.
    public var fullName: String {
        guard let firstName, !firstName.isEmpty else { return lastName }
        return "\(firstName) \(lastName)"
    }

    public var reference: UserReference { UserReference(id: id, name: fullName) }
}

/// A user as other objects mention one: `{"id","name"}`.
public struct UserReference: Hashable, Sendable, Codable {
    public var id: ObjectID
    public var name: String

    public init(id: ObjectID, name: String) {
        self.id = id
        self.name = name
    }
}
