public import FoundationEssentials

/// A company whose CRM data the server holds. Everything an organisation owns is kept apart from every other's.
public struct Organization: Hashable, Sendable, Codable {
    /// The organisation's own id (`org_id`).
    public var id: ObjectID
    /// The number clients send back as `X-CRM-ORG`: nine to eleven digits.
    public var zgid: Int64
    public var companyName: String
    /// IANA name of the zone that applies where no user's does.
    public var timeZone: String
    /// Two capitals, such as `US`.
    public var countryCode: String?
    public var createdTime: Date

    public init(
        id: ObjectID, zgid: Int64, companyName: String, timeZone: String, countryCode: String? = nil,
        createdTime: Date = Date(timeIntervalSince1970: 0)
    ) {
        self.id = id
        self.zgid = zgid
        self.companyName = companyName
        self.timeZone = timeZone
        self.countryCode = countryCode
        self.createdTime = createdTime
    }
}
