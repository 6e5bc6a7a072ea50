/// What a server says of the organisation that a token belongs to. (platform specification, section 7)
public struct OrganizationDescription: Hashable, Sendable {
    public var id: String
    public var companyName: String
    /// The number that uploads name.
    public var zgid: String
    /// IANA name.
    public var timeZone: String
}
