public import BulkModel

/// What somebody says of a field that is to be made or changed; what isn't said stays as it is, or as fields of the type are.
/// (platform specification, section 10.2)
public struct FieldDraft: Hashable, Sendable {
    public var apiName: String?
    public var label: String?
    public var dataType: DataType?
    public var length: Int?
    public var decimalPlaces: Int?
    public var rounding: String?
    /// `small`, `large` or `rich_text`.
    public var textAreaKind: String?
    public var isUnique: Bool?
    /// Whether new records must have a value.
    public var isRequired: Bool?
    public var isEncrypted: Bool?
    public var isRestricted: Bool?
    public var defaultValue = Amendment<String>.none
    public var tooltip = Amendment<Tooltip>.none
    /// The whole list of a picklist, in its order.
    public var values: [PickListValue]?
    public var autoNumber: AutoNumberDraft?
    /// Where a lookup leads, or the other side of a multi-select lookup: an API name.
    public var target: String?
    /// The rows of a subform.
    public var rows: SubformDraft?
    /// The links of a multi-select or multi-user lookup.
    public var links: LinksDraft?

    public init() {}

    /// Types of field that can be made.
    public static var creatableTypes: [DataType] { FieldTypeRules.creatable }

    /// A part that may also be taken away.
    public enum Amendment<Value: Hashable & Sendable>: Hashable, Sendable {
        case none, removed
        case value(Value)
    }

    public struct PickListValue: Hashable, Sendable {
        /// What records hold.
        public var value: String
        /// What people see.
        public var label: String
        public var isOffered: Bool

        public init(_ value: String, label: String? = nil, isOffered: Bool = true) {
            self.value = value
            self.label = label ?? value
            self.isOffered = isOffered
        }
    }

    public struct AutoNumberDraft: Hashable, Sendable {
        public var prefix: String?
        /// Digits.
        public var start: String?
        public var suffix: String?

        public init(prefix: String? = nil, start: String? = nil, suffix: String? = nil) {
            self.prefix = prefix
            self.start = start
            self.suffix = suffix
        }
    }
}

/// The rows of a subform that is to be made.
public struct SubformDraft: Hashable, Sendable {
    /// API name of the module that holds the rows; nil for one made of the field's.
    public var module: String?
    public var label: String?
    public var fields: [FieldDraft]

    public init(module: String? = nil, label: String? = nil, fields: [FieldDraft] = []) {
        self.module = module
        self.label = label
        self.fields = fields
    }
}

/// The links of a multi-select lookup that is to be made: a module whose records join one record of either side.
public struct LinksDraft: Hashable, Sendable {
    /// API name of the linking module; nil for one made of both sides' names.
    public var module: String?
    public var label: String?
    /// The linking module's lookup to the side that has the field.
    public var ownLookup: String?
    /// The linking module's lookup to the other side.
    public var connectedLookup: String?
    /// API name and label of a field that the other side gets; nil for none.
    public var connectedField: String?
    public var connectedLabel: String?
    /// Further fields of the linking module.
    public var fields: [FieldDraft]

    public init(module: String? = nil, label: String? = nil, fields: [FieldDraft] = []) {
        self.module = module
        self.label = label
        self.fields = fields
    }
}
