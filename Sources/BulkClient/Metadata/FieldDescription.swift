/// What a server says of a field. (platform specification, section 10)
public struct FieldDescription: Hashable, Sendable {
    public var apiName: String
    /// What people see.
    public var label: String
    /// The word of the wire: `text`, `email`, `picklist`, `datetime`, `lookup`, `ownerlookup`, …
    public var dataType: String
    /// The kind of JSON value that records have: `string`, `integer`, `double`, `boolean`, `jsonobject`, `jsonarray`.
    public var jsonType: String
    public var isMandatory: Bool
    public var isReadOnly: Bool
    public var isUnique: Bool
    /// Whether the organisation has made it, rather than the service.
    public var isCustom = false
    /// The module that a lookup points to.
    public var lookupModule: String?
    /// The values that can be chosen, as records have them.
    public var options: [String]

    public init(
        apiName: String, label: String, dataType: String, jsonType: String = "string", isMandatory: Bool = false, isReadOnly: Bool = false,
        isUnique: Bool = false, lookupModule: String? = nil, options: [String] = []
    ) {
        self.apiName = apiName
        self.label = label
        self.dataType = dataType
        self.jsonType = jsonType
        self.isMandatory = isMandatory
        self.isReadOnly = isReadOnly
        self.isUnique = isUnique
        self.lookupModule = lookupModule
        self.options = options
    }
}
