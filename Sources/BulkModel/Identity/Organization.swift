/// A company whose CRM data the server holds. Everything an organisation owns is kept apart from every other's.
public struct Organization: Hashable, Sendable, Codable {
    /// The organisation's own id (`org_id`).
    public var id: ObjectID
    /// The number clients send back as `X-CRM-ORG`: nine to eleven digits.
    public var zgid: Int64
    public var companyName: String
    /// IANA name of the zone that applies where no user's does.
    public var timeZone: String

    public init(id: ObjectID, zgid: Int64, companyName: String, timeZone: String) {
        self.id = id
        self.zgid = zgid
        self.companyName = companyName
        self.timeZone = timeZone
    }
}
