public import BulkModel

/// What a search or a count is asked to find, as it came. (platform specification, section 14.1)
public struct SearchRequest: Sendable {
    public var version: APIVersion
    /// Id of a custom view; for counts.
    public var view: String?
    public var criteria: String?
    public var email: String?
    public var phone: String?
    public var word: String?
    /// `true`, `false` or `both`, as is ``approved``.
    public var converted: String?
    public var approved: String?
    /// API names, separated by commas.
    public var fields: String?
    public var page: String?
    public var perPage: String?

    public init(version: APIVersion) {
        self.version = version
    }

    /// What says which records are meant, by the parameters' names.
    var selectors: [(name: String, value: String)] {
        [("cvid", view), ("criteria", criteria), ("email", email), ("phone", phone), ("word", word)].compactMap { name, value in
            value.map { (name, $0) }
        }
    }
}
