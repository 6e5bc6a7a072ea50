/// Why an organisation isn't served, though others of the same server are.
public struct OrganizationClosed: Error, Hashable, Sendable {
    public let organization: ObjectID
    public let reason: Reason

    public enum Reason: Hashable, Sendable {
        /// A newer version of Longshore has changed the tables.
        case newerVersion
        /// An upgrade has made values of unique fields one text: somebody must say which record keeps its value.
        case collidingValues([CollidingField])
    }

    /// A unique field in which some values have become equal.
    public struct CollidingField: Hashable, Sendable, CustomStringConvertible {
        public let module: String
        public let field: String
        /// How many records have such a value.
        public let records: Int

        public init(module: String, field: String, records: Int) {
            self.module = module
            self.field = field
            self.records = records
        }

        public var description: String { "\(module).\(field) (\(records) records)" }
    }

    public init(_ organization: ObjectID, _ reason: Reason) {
        self.organization = organization
        self.reason = reason
    }
}

extension OrganizationClosed: CustomStringConvertible {
    /// For operators: what is wrong and what to do, without values of records.
    public var description: String {
        switch reason {
        case .newerVersion:
            "organisation \(organization) is closed: a newer version of Longshore has made or changed it; use that version, or bring back a "
                + "copy of the folder that is older"
        case .collidingValues(let fields):
            "organisation \(organization) is closed: unique values have become equal in \(fields.map(\.description).joined(separator: ", ")); "
                + "'longshore org check' lists them, and 'longshore org settle' decides about them"
        }
    }
}
