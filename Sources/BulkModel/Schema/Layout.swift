/// An arrangement of a module's fields; every record has one. (platform specification, section 11)
public struct Layout: Hashable, Sendable, Codable {
    public var id: ObjectID
    public var name: String

    public init(id: ObjectID, name: String) {
        self.id = id
        self.name = name
    }
}
