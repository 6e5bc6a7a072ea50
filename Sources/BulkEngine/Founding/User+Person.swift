import BulkModel

extension User {
    /// - Parameter ordinal: which user of the organisation it is, counted from 1.
    init(_ person: Founding.Person, id: ObjectID, ordinal: Int, created: Stamp?) {
        self.init(
            id: id, zuid: Self.zuid(prefix: id.prefix, ordinal: ordinal), firstName: person.firstName, lastName: person.lastName,
            alias: person.alias, email: person.email, timeZone: person.timeZone, role: person.role, profile: person.profile,
            created: created)
    }

    /// Ten or eleven digits that differ wherever prefixes or ordinals do. (platform specification, section 2.2)
    private static func zuid(prefix: Int64, ordinal: Int) -> Int64 {
        prefix * 10_000 + Int64(ordinal)
    }
}
