import BulkModel

/// A user as `GET /crm/{version}/users` shows one. (platform specification, section 8.1)
enum UserBody {
    /// - Parameter offset: seconds east of Greenwich in the user's zone at the moment.
    static func body(_ user: User, offset: Int) -> JSONValue {
        [
            "id": .id(user.id),
            "first_name": user.firstName.map { .string($0) } ?? nil,
            "last_name": .string(user.lastName),
            "full_name": .string(user.fullName),
            "email": .string(user.email),
            "role": ["name": .string(user.role), "id": .id(ObjectID(prefix: user.id.prefix, sequence: 26_005))],
            "profile": ["name": .string(user.profile), "id": .id(profileID(of: user))],
            "status": "active",
            "confirm": true,
            "time_zone": .string(user.timeZone),
            "offset": .integer(offset * 1_000),
            "locale": "en_US", "language": "en_US", "country_locale": "en_US",
        ]
    }

    /// A profile that isn't one of the standard ones has no number of its own.
    private static func profileID(of user: User) -> ObjectID {
        let profiles = ProfileReference.standard(prefix: user.id.prefix)
        return profiles.first { $0.name == user.profile }?.id ?? profiles[0].id
    }
}
