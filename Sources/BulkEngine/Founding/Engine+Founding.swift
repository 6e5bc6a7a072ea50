public import BulkModel
public import BulkStore

extension Engine {
    /// Makes an organisation with its standard modules and users.
    /// - Parameter fill: adds more before the organisation becomes visible.
    /// - Returns: the organisation and its users, the administrator first.
    public func found(
        _ founding: Founding, fill: @Sendable (any OrganizationStore) async throws -> Void = { _ in }
    ) async throws -> (organization: Organization, users: [User]) {
        let taken = Set(try await storage.catalog.organizations().map(\.id.prefix))
        let prefix = founding.prefix ?? freePrefix(besides: taken)
        let organization = Organization(
            id: ObjectID(prefix: prefix, sequence: Self.organizationSequence), zgid: founding.zgid ?? Self.zgid(of: prefix),
            companyName: founding.companyName, timeZone: founding.timeZone, countryCode: founding.countryCode, createdTime: time.now)
        let ids = founding.people.enumerated().map { index, person in
            ObjectID(prefix: prefix, sequence: person.sequence ?? Self.firstUserSequence + Int64(index) * 1_000)
        }
        let users = zip(ids, founding.people).enumerated().map { index, entry in
            User(entry.1, id: entry.0, ordinal: index + 1, created: User.Stamp(user: ids[0], time: time.now))
        }
        try await storage.createOrganization(organization) { store in
            try await SchemaEditor(store: store).addStandardModules(prefix: prefix, sequences: founding.moduleSequences)
            for user in users { try await store.add(user) }
            try await fill(store)
        }
        return (organization, users)
    }

    // Where these objects have their numbers in most organisations of the service. (platform specification, section 2.2)
    private static let organizationSequence: Int64 = 20_005
    private static let firstUserSequence: Int64 = 411_001

    /// Seven digits, such that the longest id still fits 64 bits.
    private func freePrefix(besides taken: Set<Int64>) -> Int64 {
        while true {
            let prefix = 1_000_000 + Int64(secrets.number(below: 8_000_000))
            if !taken.contains(prefix) { return prefix }
        }
    }

    /// Nine or ten digits that differ wherever prefixes do.
    private static func zgid(of prefix: Int64) -> Int64 {
        600_000_000 + prefix
    }
}
