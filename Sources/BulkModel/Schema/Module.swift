/// A kind of record: Leads, Accounts, a custom module, a subform's rows, the links of a multi-select lookup.
public struct Module: Hashable, Sendable, Codable {
    public var id: ObjectID
    public var apiName: String
    /// The legacy internal name (`Meetings` for `Events`).
    public var moduleName: String
    public var singularLabel: String
    public var pluralLabel: String
    public var generatedType: GeneratedType
    /// The word that stands for the module in OAuth scopes; lower case, without underscores.
    public var scopeName: String
    /// The module that owns the rows of a subform.
    public var parentModule: String?
    public var isExportable: Bool
    public var isImportable: Bool
    public var displayField: String?
    public var duplicateCheckField: String?
    public var findByFields: [String]
    /// In metadata order, which is the column order of an export that names no fields.
    public var fields: [Field]
    /// The standard layout first. A module with one layout needs none here: all records have it.
    public var layouts: [Layout] = []

    public init(
        id: ObjectID, apiName: String, moduleName: String? = nil, singularLabel: String? = nil, pluralLabel: String? = nil,
        generatedType: GeneratedType, scopeName: String = "custom", parentModule: String? = nil, isExportable: Bool = true,
        isImportable: Bool = true, displayField: String? = nil, duplicateCheckField: String? = nil, findByFields: [String] = ["id"],
        fields: [Field]
    ) {
        self.id = id
        self.apiName = apiName
        self.moduleName = moduleName ?? apiName
        self.singularLabel = singularLabel ?? apiName
        self.pluralLabel = pluralLabel ?? apiName
        self.generatedType = generatedType
        self.scopeName = scopeName
        self.parentModule = parentModule
        self.isExportable = isExportable
        self.isImportable = isImportable
        self.displayField = displayField
        self.duplicateCheckField = duplicateCheckField
        self.findByFields = findByFields
        self.fields = fields
    }

    public func field(named apiName: String) -> Field? {
        fields.first { $0.apiName == apiName }
    }

    /// What a record is called by: the field whose value names it.
    public var displayName: Field? { displayField.flatMap(field) }

    public var reference: ModuleReference { ModuleReference(id: id, apiName: apiName) }

    /// The pseudo-module that owner and user lookups lead to.
    public static let usersName = "Users"
}

/// How a module came to be. (platform specification, section 9.1)
public enum GeneratedType: String, Sendable, Codable {
    case `default`, custom, web, linking, subform
    case fieldTracker = "field_tracker"
    /// Users: reachable through lookups, never a module of its own.
    case pseudo
}

/// A module as jobs mention one: `{"id","api_name"}`.
public struct ModuleReference: Hashable, Sendable, Codable {
    public var id: ObjectID
    public var apiName: String

    public init(id: ObjectID, apiName: String) {
        self.id = id
        self.apiName = apiName
    }
}
