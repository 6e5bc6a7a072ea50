public import BulkModel

/// What somebody says of a custom module that is to be made or changed. (platform specification, section 9.3)
public struct CustomModuleDraft: Hashable, Sendable {
    public var apiName: String?
    public var singularLabel: String?
    public var pluralLabel: String?
    /// Profiles whose users shall see the module; nil if nobody has to be told.
    public var profiles: [ObjectID]?
    /// What the field is called that names a record.
    public var nameLabel: String?
    /// How records are named, if by running numbers.
    public var autoNumber: FieldDraft.AutoNumberDraft?

    public init(apiName: String? = nil, singularLabel: String? = nil, pluralLabel: String? = nil) {
        self.apiName = apiName
        self.singularLabel = singularLabel
        self.pluralLabel = pluralLabel
    }
}
