import BulkModel

/// What metadata says of every field of a type. (platform specification, section 13)
extension DataType {
    /// The kind of JSON value that the record API has for the type.
    var jsonType: String {
        switch self {
        case .text, .textarea, .email, .phone, .website, .picklist, .bigint, .date, .datetime, .autonumber, .profileimage: "string"
        case .integer: "integer"
        case .double, .currency, .percent, .formula, .rollupSummary: "double"
        case .boolean: "boolean"
        case .lookup, .ownerlookup, .userlookup, .multiModuleLookup, .consentLookup, .layout, .alarm, .recurrence: "jsonobject"
        case .multiselectpicklist, .multiselectlookup, .multiuserlookup, .subform, .fileupload, .imageupload, .territories,
            .multireminder, .timeRange, .linetax:
            "jsonarray"
        }
    }

    /// The number by which user interfaces choose a control; null where none was ever seen.
    var uiType: Int? {
        switch self {
        case .text: 1
        case .textarea: 3
        case .email: 25
        case .phone: 33
        case .website: 21
        case .picklist: 2
        case .multiselectpicklist: 100
        case .integer: 32
        case .bigint: 52
        case .double: 38
        case .currency: 36
        case .percent: 34
        case .boolean: 301
        case .datetime: 333
        case .lookup: 133
        case .ownerlookup: 8
        case .userlookup: 221
        case .multiselectlookup: 444
        case .subform: 500
        case .formula: 116
        case .rollupSummary: 118
        case .fileupload: 555
        case .imageupload: 556
        case .profileimage: 66
        case .layout: 208
        case .territories: 999
        case .date, .multiModuleLookup, .multiuserlookup, .consentLookup, .autonumber, .alarm, .recurrence, .multireminder,
            .timeRange, .linetax:
            nil
        }
    }
}

extension Field {
    /// Text areas have a number for each of their sizes.
    var uiType: Int? {
        switch (dataType, textAreaKind) {
        case (.textarea, "rich_text"): 250
        case (.textarea, "small"): 110
        default: dataType.uiType
        }
    }

    /// Whether records can be asked for by the field's value, and put into its order.
    var isComparable: Bool {
        storedForm != .none && textAreaKind != "large" && textAreaKind != "rich_text"
    }
}
