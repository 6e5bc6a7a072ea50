/// Doubtful readings of the service, each by its name; a preset gives all of them a value.
///
/// `lenient` accepts every sample of the service's documents, `rigid` enforces their prose. The presets are independent of
/// ``Limits``. (bulk read specification, section 14)
public struct Quirks: Hashable, Sendable {
    private var values: [Quirk: Bool]

    public static let lenient = Quirks(values: Dictionary(uniqueKeysWithValues: Quirk.allCases.map { ($0, true) }))

    public static let rigid = Quirks(values: Dictionary(uniqueKeysWithValues: Quirk.allCases.map { ($0, !$0.isForLenientOnly) }))

    public subscript(quirk: Quirk) -> Bool {
        get { values[quirk] ?? false }
        set { values[quirk] = newValue }
    }
}

/// A doubtful reading that can be switched by itself.
public enum Quirk: String, Sendable, CaseIterable {
    /// A callback without an address is no callback.
    case callbackWithoutURL
    /// For owner and user lookups a criterion may give a name: it stands for the users of that last or full name. Where a path ends in a
    /// user's `last_name`, a full name is found as well.
    case ownerByName
    /// A group of one criterion means that criterion.
    case singleMemberGroup
    /// A fraction of zeros in a date-time is read as no fraction.
    case zeroFraction
    /// Scope and permission errors have the texts of the bulk pages; off: those that were recorded elsewhere.
    case gatewayTexts
    /// `not_equal`, `not_in` and `not_contains` are exact complements, so records with an empty value match.
    case complementMatchesEmpty

    /// A bulk write callback may be spelt with any letter case, such as `callBack`.
    case callbackKeyCase
    /// A blank in the name of a mapped field stands for an underscore if no field has the name as it is.
    case blankInApiName
    /// A resource inside another's field mappings is taken out and follows it.
    case nestedResource
    /// A missing key is reported as `MANDATORY_NOT_FOUND`; off: as `MISSING_REQUIRED_KEY`, with the texts of the SDKs.
    case missingKeyCode
    /// A layout in an update restricts it to the records of that layout; off: it moves them there.
    case layoutRestrictsUpdates
    /// A running bulk write job is `IN PROGRESS`; off: `INPROGRESS`, as its resources are.
    case runningWord
    /// A result ends with `STATUS,RECORD_ID,ERRORS`; off: `ID,Status,Error`.
    case resultColumns
    /// Uploads that are no ZIP or name an unknown feature are answered with status 200; off: 400.
    case uploadErrorsAreOK
    /// The code of a completed resource is `COMPLETED`; off: `SUCCESS`.
    case resourceCodeWhenDone
    /// An unknown bulk write job is answered with status 404; off: 400.
    case missingJobIsNotFound
    /// A mapped field that there is not is `INVALID_FIELD`; off: `INVALID_FIELD_NAME`.
    case unknownApiNameCode
    /// Hidden entries of an archive are passed over; off: they count as files.
    case ignoreHiddenEntries
    /// Without a `format`, dates are read in ISO 8601 too; off: as `MM/dd/yyyy` only.
    case dateFallbackISO
    /// Picklist values that a file brings are added to the list; off: they are refused.
    case addUnknownPicklistValues
    /// Creating a bulk write job takes a scope for each module, besides the one for bulk.
    case enforceModuleScope

    /// Three and more conditions of a query may follow one another without parentheses around each two.
    case conditionChains

    /// Whether the `rigid` preset switches the quirk off.
    fileprivate var isForLenientOnly: Bool {
        switch self {
        case .callbackWithoutURL, .ownerByName, .singleMemberGroup, .zeroFraction, .callbackKeyCase, .blankInApiName, .nestedResource,
            .dateFallbackISO, .conditionChains:
            true
        default: false
        }
    }
}
