/// How a field's values lie in the store; the same for every store, so that a value exported is the value imported.
public enum StoredForm: Hashable, Sendable {
    /// Nothing is stored with the record: the rows live in a module of their own, or there is no value.
    case none
    /// UTF-8 text. A multi-select list is its options joined by `;`, tags are joined by `,`.
    case text
    case integer
    /// 0 or 1.
    case boolean
    /// Days since 1970-01-01.
    case date
    /// Seconds since 1970-01-01T00:00:00Z.
    case dateTime
    /// The value times 10 to the `scale`, as an integer: exact, and compared as an integer.
    case decimal(scale: Int)
    /// The id of another object.
    case reference
}
