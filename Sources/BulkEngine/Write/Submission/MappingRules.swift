import BulkModel

/// What may be mapped and matched by. (bulk write specification, sections 7.2, 7.4, 10 and 11.2)
struct MappingRules {
    let schema: Schema
    let module: Module
    /// The parent in the same job.
    let parent: Module?

    /// The pseudo-field of layouts; modules with one layout have no field for it.
    static let layout = "Layout"
    static let parentID = "Parent_Id"

    func isMappable(_ field: Field) -> Bool {
        if field.isRecordID { return true }
        guard field.isImportable, !field.isReadOnly, field.storedForm != .none else { return false }
        guard field.jsonType != "jsonarray" || field.dataType == .linetax else { return false }
        // In a job with its parent, a link is its two lookups and nothing else.
        if module.generatedType == .linking, parent != nil, !isLinkLookup(field) { return false }
        switch field.dataType {
        case .autonumber, .formula, .rollupSummary, .fileupload, .imageupload, .profileimage, .consentLookup, .alarm, .recurrence:
            return false
        default: return true
        }
    }

    /// What a record of a call may have a value for: what may be mapped, and tags.
    func isWritable(_ field: Field) -> Bool {
        isMappable(field) || field.apiName == "Tag" && field.storedForm == .text && module.generatedType != .linking
    }

    /// A lookup of a linking module that is one end of its links.
    func isLinkLookup(_ field: Field) -> Bool {
        field.dataType.isSingleValueLookup && field.isCustom
    }

    func isUserLookup(_ field: Field) -> Bool {
        field.dataType == .ownerlookup || field.dataType == .userlookup
    }

    /// Lookups to records say by what; those to users may leave it out.
    func needsFindBy(_ field: Field) -> Bool {
        field.dataType == .lookup || field.dataType == .multiModuleLookup
    }

    /// Whether a picklist takes no values but its own. Stages belong to a pipeline, which never learns. (section 8.1)
    func isClosedList(_ field: Field, _ quirks: Quirks) -> Bool {
        field.apiName == "Stage" && module.field(named: "Pipeline") != nil || !quirks[.addUnknownPicklistValues]
    }

    /// Fields that records of the module can be matched by.
    func isKey(_ name: String) -> Bool {
        guard let field = module.field(named: name) else { return false }
        return field.isRecordID || field.isUnique || name == module.duplicateCheckField
    }

    /// The modules that a lookup leads to.
    /// - Parameter module: the one that the mapping names, where there are several.
    func targets(of field: Field, module name: String?) -> [Module] {
        switch field.lookup {
        case .users: [schema.module(named: Module.usersName)].compactMap { $0 }
        case .module(let target), .chosenModule(let target): [schema.module(named: target)].compactMap { $0 }
        case .modules(let several): several.filter { name == nil || $0 == name }.compactMap { schema.module(named: $0) }
        case nil: []
        }
    }

    /// Whether a cell can name the record of a lookup by that field.
    func isFindBy(_ name: String, of lookup: Field, module: String?) -> Bool {
        if isUserLookup(lookup) { return name == "id" || name == "email" }
        if name == "id" { return true }
        let targets = targets(of: lookup, module: module)
        return !targets.isEmpty && targets.allSatisfy { isFindBy(name, in: $0) }
    }

    /// All that a cell can name the record of a lookup by.
    func findByNames(of lookup: Field) -> [String] {
        if isUserLookup(lookup) { return ["id", "email"] }
        let names = targets(of: lookup, module: nil).first?.fields.map(\.apiName) ?? []
        return ["id"] + names.filter { $0 != "id" && isFindBy($0, of: lookup, module: nil) }
    }

    private func isFindBy(_ name: String, in target: Module) -> Bool {
        guard let field = target.field(named: name), field.storedForm != .none else { return false }
        return field.isUnique || name == target.displayField || name == target.duplicateCheckField || field.dataType.isSingleValueLookup
    }

    /// The field by which rows of the module belong to a record of the parent: `Parent_Id`, or the link's lookup to it.
    func joinField(to parent: Module) -> Field? {
        switch module.generatedType {
        case .subform:
            return module.parentModule == parent.apiName ? module.field(named: Self.parentID) : nil
        case .linking:
            return module.fields.first { isLinkLookup($0) && $0.lookup == .module(parent.apiName) }
        default: return nil
        }
    }

    /// What a new record must have in any layout. (section 7.7; platform specification, section 10.1)
    var fieldsOfEveryRecord: [Field] {
        module.fields.filter { field in
            if field.isMandatory { return isMappable(field) }
            return module.generatedType == .linking && isLinkLookup(field)
        }
    }

    /// What the standard layout asks for besides, of its own records only. What other layouts ask for is not checked. (section 7.7)
    var fieldsOfStandardLayout: [Field] {
        let always = Set(fieldsOfEveryRecord.map(\.apiName))
        return module.fields.filter { $0.isMandatoryInLayout && isMappable($0) && !always.contains($0.apiName) }
    }

    /// Which rows of an import may become records of the standard layout.
    enum StandardLayoutShare {
        case all, some, none
    }

    /// As the mapping of the layout says it. (section 7.8)
    func standardLayoutShare(_ mappings: [FieldMapping]) -> StandardLayoutShare {
        let layouts = LayoutDirectory(module)
        guard let standard = layouts.standard, let mapping = mappings.first(where: { $0.apiName == Self.layout }) else { return .all }
        guard mapping.index == nil else { return .some }
        let chosen = DefaultValue.bytes(of: mapping.defaultValue ?? "").withUnsafeBufferPointer(layouts.layout)
        return chosen ?? standard == standard ? .all : .none
    }

    /// Subforms, multi-select and multi-user lookups: fields whose rows are records of a module of their own.
    var relatedFields: [(field: Field, module: Module, join: Field)] {
        module.fields.compactMap { field in
            switch field.dataType {
            case .subform, .multiselectlookup, .multiuserlookup: break
            default: return nil
            }
            guard let related = field.relatedModule.flatMap({ schema.module(named: $0) }),
                let join = MappingRules(schema: schema, module: related, parent: module).joinField(to: module)
            else { return nil }
            return (field, related, join)
        }
    }

    /// Subforms that a new record must have rows in, and the modules of the rows.
    /// - Parameter inStandardLayout: whether all new records have that layout.
    func mandatorySubforms(inStandardLayout: Bool) -> [(field: Field, module: Module)] {
        module.fields.filter { ($0.isMandatory || inStandardLayout && $0.isMandatoryInLayout) && $0.dataType == .subform }
            .compactMap { field in
                field.relatedModule.flatMap { schema.module(named: $0) }.flatMap { $0.isImportable ? (field, $0) : nil }
            }
    }
}
