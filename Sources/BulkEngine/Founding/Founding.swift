public import BulkModel

/// What a new organisation begins with.
public struct Founding: Sendable {
    public var companyName: String
    public var timeZone: String
    public var countryCode: String?
    /// The administrator first; ids are given by the founder unless they are set here.
    public var people: [Person]
    /// The organisation's prefix; nil for a free one.
    public var prefix: Int64?
    /// The number clients send as `X-CRM-ORG`; nil for one made of the prefix.
    public var zgid: Int64?
    /// Running numbers of modules that shall not have their usual ones.
    public var moduleSequences: [String: Int64]

    public init(
        companyName: String, timeZone: String, countryCode: String? = nil, people: [Person], prefix: Int64? = nil, zgid: Int64? = nil,
        moduleSequences: [String: Int64] = [:]
    ) {
        self.companyName = companyName
        self.timeZone = timeZone
        self.countryCode = countryCode
        self.people = people
        self.prefix = prefix
        self.zgid = zgid
        self.moduleSequences = moduleSequences
    }

    /// A user to be.
    public struct Person: Sendable {
        public var firstName: String?
        public var lastName: String
        public var alias: String?
        public var email: String
        public var timeZone: String
        public var role: String
        public var profile: String
        /// The running number of the user's id; nil for the usual one.
        public var sequence: Int64?

        public init(
            firstName: String?, lastName: String, alias: String? = nil, email: String, timeZone: String, role: String = "CEO",
            profile: String = ProfileReference.administrator, sequence: Int64? = nil
        ) {
            self.firstName = firstName
            self.lastName = lastName
            self.alias = alias
            self.email = email
            self.timeZone = timeZone
            self.role = role
            self.profile = profile
            self.sequence = sequence
        }
    }
}
