/// What metadata tells of a module beside its names and fields; nothing in the server goes by it.
/// (platform specification, section 9.1)
public struct ModuleTraits: Hashable, Sendable {
    /// The place among the tabs; nil for modules that have none of their own.
    public let sequenceNumber: Int?
    /// 1 for modules that people see, 2 for those that only the API knows.
    public let visibility: Int
    public let isCreatable: Bool
    public let isEditable: Bool
    public let isDeletable: Bool
    public let isViewable: Bool
    public let isShownAsTab: Bool
    /// Whether records can be turned into those of other modules.
    public let isConvertible: Bool
}

extension Module {
    /// Standard modules have theirs from the catalogue, all others by their kind.
    public var traits: ModuleTraits {
        if generatedType != .custom, let traits = StandardModules.traits[apiName] { return traits }
        let isForPeople = generatedType == .custom
        let isPartOfAnother = generatedType == .subform || generatedType == .fieldTracker
        return ModuleTraits(
            sequenceNumber: nil, visibility: isForPeople ? 1 : 2, isCreatable: !isPartOfAnother, isEditable: !isPartOfAnother,
            isDeletable: true, isViewable: true, isShownAsTab: isForPeople, isConvertible: false)
    }
}
