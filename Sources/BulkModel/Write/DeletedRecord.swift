public import FoundationEssentials

/// What is kept of a record that was deleted. (platform specification, section 14.1)
public struct DeletedRecord: Hashable, Sendable {
    public var id: ObjectID
    /// What the record was called; nil for one without a name.
    public var displayName: String?
    /// Users by their ids; nil where nobody is known.
    public var createdBy: ObjectID?
    public var deletedBy: ObjectID
    public var deletedTime: Date

    public init(id: ObjectID, displayName: String?, createdBy: ObjectID?, deletedBy: ObjectID, deletedTime: Date) {
        self.id = id
        self.displayName = displayName
        self.createdBy = createdBy
        self.deletedBy = deletedBy
        self.deletedTime = deletedTime
    }
}
