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
    /// For owner and user lookups a criterion may give a name: it stands for the users of that last or full name.
    case ownerByName
    /// A group of one criterion means that criterion.
    case singleMemberGroup
    /// A fraction of zeros in a date-time is read as no fraction.
    case zeroFraction
    /// Scope and permission errors have the texts of the bulk pages; off: those that were recorded elsewhere.
    case gatewayTexts
    /// `not_equal`, `not_in` and `not_contains` are exact complements, so records with an empty value match.
    case complementMatchesEmpty

    /// Whether the `rigid` preset switches the quirk off.
    fileprivate var isForLenientOnly: Bool { self != .complementMatchesEmpty && self != .gatewayTexts }
}
