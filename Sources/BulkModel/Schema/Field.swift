/// A field of a module, as the metadata describes it.
public struct Field: Hashable, Sendable, Codable {
    public var id: ObjectID
    /// The name requests use; case-sensitive, unique within its module.
    public var apiName: String
    public var label: String
    public var dataType: DataType
    /// The JSON kind of a value in the record API, where it is not the data type's usual one.
    public var jsonType: String?
    /// Characters of text or digits of a number; nil where the metadata gives none.
    public var length: Int?
    public var decimalPlaces: Int?
    /// Mandatory in every layout (`system_mandatory`).
    public var isMandatory: Bool
    /// Mandatory in the standard layout only; bulk insert checks it.
    public var isMandatoryInLayout: Bool
    public var isUnique: Bool
    /// The API never accepts a value.
    public var isReadOnly: Bool
    /// Made by a user rather than delivered with the module.
    public var isCustom: Bool
    /// Bulk read can export the field.
    public var isExportable: Bool
    /// Bulk write can map the field.
    public var isImportable: Bool
    /// Sensitive data that leaves through the API as empty cells only.
    public var isRestricted: Bool
    /// Stored so that only equality can be asked for.
    public var isEncrypted = false
    /// Where a lookup leads.
    public var lookup: LookupTarget?
    /// The values a picklist offers, in their order.
    public var pickListValues: [String]
    /// What people see of a picklist's values, where that is something else.
    public var pickListLabels: [String: String] = [:]
    /// Values that a picklist offers no more; records may still have them.
    public var retiredValues: [String] = []
    /// `small`, `large` or `rich_text`, for text areas.
    public var textAreaKind: String?
    /// The module that holds the rows of a subform, or the links of a multi-select lookup.
    public var relatedModule: String?
    /// What the values of an auto-number field look like; nil for plain numbers from one.
    public var autoNumber: AutoNumber?
    /// What user interfaces put into the form of a new record; records made through the API don't get it.
    public var defaultValue: String?
    public var tooltip: Tooltip?
    /// How amounts of a currency field are rounded: `normal`, `round_up`, `round_down` or `round_off`.
    public var rounding: String?

    public init(
        id: ObjectID, apiName: String, label: String? = nil, dataType: DataType, jsonType: String? = nil, length: Int? = nil,
        decimalPlaces: Int? = nil, isMandatory: Bool = false, isMandatoryInLayout: Bool = false, isUnique: Bool = false,
        isReadOnly: Bool = false, isCustom: Bool = false, isExportable: Bool = true, isImportable: Bool = true,
        isRestricted: Bool = false, lookup: LookupTarget? = nil, pickListValues: [String] = [], textAreaKind: String? = nil,
        relatedModule: String? = nil
    ) {
        self.id = id
        self.apiName = apiName
        self.label = label ?? apiName.split(separator: "_").joined(separator: " ")
        self.dataType = dataType
        self.jsonType = jsonType
        self.length = length
        self.decimalPlaces = decimalPlaces
        self.isMandatory = isMandatory
        self.isMandatoryInLayout = isMandatoryInLayout
        self.isUnique = isUnique
        self.isReadOnly = isReadOnly
        self.isCustom = isCustom
        self.isExportable = isExportable
        self.isImportable = isImportable
        self.isRestricted = isRestricted
        self.lookup = lookup
        self.pickListValues = pickListValues
        self.textAreaKind = textAreaKind
        self.relatedModule = relatedModule
    }

    /// How the field's values lie in the store.
    public var storedForm: StoredForm {
        if jsonType == "jsonarray" {
            return isExportable ? .text : .none
        }
        return switch dataType {
        case .text, .textarea, .email, .phone, .website, .picklist, .multiselectpicklist, .autonumber, .profileimage, .recurrence,
            .alarm:
            .text
        case .integer, .bigint: .integer
        case .boolean: .boolean
        case .date: .date
        case .datetime: .dateTime
        case .double, .currency, .percent, .formula, .rollupSummary: .decimal(scale: decimalPlaces ?? 2)
        case .lookup, .ownerlookup, .userlookup, .multiModuleLookup, .consentLookup, .layout: .reference
        case .multiselectlookup, .multiuserlookup, .subform, .fileupload, .imageupload, .territories, .multireminder, .timeRange, .linetax:
            .none
        }
    }

    /// Whether only some of the records that it leads to are meant.
    public var leadsToChosenModule: Bool {
        if case .chosenModule = lookup { true } else { false }
    }

    /// The primary key of every module.
    public var isRecordID: Bool { apiName == "id" }
}

/// A hint that user interfaces show with a field.
public struct Tooltip: Hashable, Sendable, Codable {
    /// `info_icon` or `static_text`.
    public var kind: String
    public var text: String

    public init(kind: String, text: String) {
        self.kind = kind
        self.text = text
    }
}

/// Where a lookup field leads.
public enum LookupTarget: Hashable, Sendable, Codable {
    case users
    case module(String)
    /// Any of several modules; only the id of the target is reachable.
    case modules([String])
    /// One of several modules, in which a path goes on; records of the others are not reached. No stored field has it.
    case chosenModule(String)
}
