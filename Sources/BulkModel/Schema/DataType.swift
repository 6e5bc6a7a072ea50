/// The kinds of field a module can have, by the names the metadata API uses. (platform specification, section 13)
public enum DataType: String, Sendable, Codable, CaseIterable {
    case text
    case textarea
    case email
    case phone
    case website
    case picklist
    case multiselectpicklist
    case integer
    case bigint
    case double
    case currency
    case percent
    case boolean
    case date
    case datetime
    case lookup
    case ownerlookup
    case userlookup
    case multiModuleLookup = "multi_module_lookup"
    case multiselectlookup
    case multiuserlookup
    case consentLookup = "consent_lookup"
    case subform
    case autonumber
    case formula
    case rollupSummary = "rollup_summary"
    case fileupload
    case imageupload
    case profileimage
    case layout
    case territories
    case alarm = "ALARM"
    case recurrence = "RRULE"
    case multireminder
    case timeRange = "time_range"
    case linetax

    /// Whether a dot may follow a field of this type in a field path.
    public var isSingleValueLookup: Bool {
        switch self {
        case .lookup, .ownerlookup, .userlookup, .multiModuleLookup: true
        default: false
        }
    }
}
