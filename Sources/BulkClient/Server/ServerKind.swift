/// What answers at an address: some abilities are Longshore's alone.
public enum ServerKind: Hashable, Sendable {
    case longshore(version: String)
    /// The service itself, or something else that speaks its API.
    case other

    public var isLongshore: Bool { self != .other }
}
