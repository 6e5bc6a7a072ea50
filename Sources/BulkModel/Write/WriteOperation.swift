/// What a bulk write job does with its rows. (bulk write specification, section 7)
public enum WriteOperation: String, Sendable, Codable, CaseIterable {
    /// Every row becomes a new record.
    case insert
    /// Every row changes the record it matches.
    case update
    /// A row changes the record it matches, or becomes a new one.
    case upsert

    public var canAdd: Bool { self != .update }
}
