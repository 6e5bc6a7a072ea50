/// What a server says of a custom view. (platform specification, section 12)
public struct CustomViewDescription: Hashable, Sendable {
    public var id: String
    public var name: String
    /// The name by which programs know a view that the service made, such as `ALLVIEWS`.
    public var systemName: String?
}
