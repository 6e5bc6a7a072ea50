/// What a server says of a module. (platform specification, section 9)
public struct ModuleDescription: Hashable, Sendable {
    public var apiName: String
    /// What people see.
    public var label: String
}
