/// A person of an organisation. Owners and authors of records are users.
public struct User: Hashable, Sendable, Codable {
    public var id: ObjectID
    public var firstName: String?
    public var lastName: String
    public var email: String
    /// IANA name; times are shown to the user with this zone's offset.
    public var timeZone: String
    public var role: String
    public var profile: String
    /// Nobody can make a user who left the owner of a record.
    public var isActive: Bool

    public init(
        id: ObjectID, firstName: String?, lastName: String, email: String, timeZone: String,
        role: String = "CEO", profile: String = "Administrator", isActive: Bool = true
    ) {
        self.id = id
        self.firstName = firstName
        self.lastName = lastName
        self.email = email
        self.timeZone = timeZone
        self.role = role
        self.profile = profile
        self.isActive = isActive
    }

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
