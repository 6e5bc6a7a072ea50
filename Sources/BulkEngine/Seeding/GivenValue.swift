import BulkModel

/// A value that a record shall have in the place of a made-up one.
enum GivenValue: Sendable {
    case text(String)
    /// In the stored form: a number with all its decimal places, a truth value as 0 or 1.
    case stored(Int64)
    /// ISO 8601 with an offset.
    case time(String)
    /// The record, or user, of this place among those that the lookup may take, by their ids.
    case target(Int)
}
