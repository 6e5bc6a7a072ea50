/// An arrangement of a module's fields; every record has one. (platform specification, section 11)
public struct Layout: Hashable, Sendable, Codable {
    public var id: ObjectID
    public var name: String

    public init(id: ObjectID, name: String) {
        self.id = id
        self.name = name
    }
}

extension Module {
    /// The layouts there are: those that are stored, or the one that a module has from the beginning.
    public var allLayouts: [Layout] {
        layouts.isEmpty ? [Layout(id: standardLayoutID, name: "Standard")] : layouts
    }

    /// The layout that a module has from the beginning isn't stored, but clients keep its id, so it is always the same:
    /// the module's own number in a range that running numbers, which count up one by one from zero, never come to.
    private var standardLayoutID: ObjectID {
        ObjectID(prefix: id.prefix, sequence: Self.firstStandardLayout + id.sequence)
    }

    private static let firstStandardLayout = ObjectID.sequenceSpan / 2
}
