public import BulkModel

/// What somebody says of a view that is to be made or changed; what isn't said stays as it is. (platform specification, section 12.2)
public struct ViewDraft: Hashable, Sendable {
    public var name: String?
    /// As requests have them.
    public var criteria = FieldDraft.Amendment<JSONValue>.none
    /// API names.
    public var columns: [String]?
    public var sort = FieldDraft.Amendment<CustomView.Sort>.none
    public var access: CustomView.Access?
    public var isLocked: Bool?

    public init() {}
}
