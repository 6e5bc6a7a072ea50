import BulkModel

/// Turns drafts into fields that keep their values in a column of the module, and changes such fields by drafts.
struct FieldMaker {
    let schema: Schema
    let module: Module
    let limits: Limits

    /// - Parameter apiName: settled before.
    /// - Returns: a field without an id.
    func field(_ draft: FieldDraft, apiName: String, label: String, type: DataType) throws(DraftProblem) -> Field {
        let kind = type == .textarea ? try choice(draft.textAreaKind, "textarea.type", FieldTypeRules.textAreaKinds) ?? "small" : nil
        let rules = FieldTypeRules(type, textAreaKind: kind)
        var field = Field(
            id: ObjectID(0), apiName: apiName, label: label, dataType: type, length: try length(draft, rules),
            decimalPlaces: try decimalPlaces(draft, type, rules), isCustom: true, isImportable: type != .autonumber,
            lookup: try target(draft, type), textAreaKind: kind)
        // Numbers are given, never taken.
        field.isReadOnly = type == .autonumber
        if type == .currency {
            field.rounding = try choice(draft.rounding, "currency.rounding_option", FieldTypeRules.roundings) ?? "normal"
        }
        if type.isPickList {
            guard let values = draft.values, !values.isEmpty else { throw DraftProblem("pick_list_values", .missing) }
            try set(values, of: &field)
        }
        if type == .autonumber { field.autoNumber = try autoNumber(draft.autoNumber) }
        try setCommon(draft, of: &field)
        return field
    }

    /// - Parameter old: the field as it is.
    func changed(_ old: Field, by draft: FieldDraft) throws(DraftProblem) -> Field {
        var field = old
        if let name = draft.apiName, name != old.apiName { throw DraftProblem("api_name", .fixed("clients know the field by it")) }
        if let type = draft.dataType, type != old.dataType { throw DraftProblem("data_type", .fixed("values would be lost")) }
        if let label = draft.label {
            field.label = try NameRules.label(label, "field_label", maximum: NameRules.longestFieldLabel)
        }
        // Fields that say nothing of it are small.
        if let kind = draft.textAreaKind, kind != old.textAreaKind ?? FieldTypeRules.textAreaKinds[0] {
            try grow(&field, toTextArea: kind)
        }
        if let length = draft.length, length != old.length { try grow(&field, to: length) }
        if let places = draft.decimalPlaces, places != old.decimalPlaces {
            throw DraftProblem("decimal_place", .fixed("numbers are stored with the decimal places they have"))
        }
        if let target = draft.target, case .module(let current)? = old.lookup, current != target {
            throw DraftProblem("lookup.module", .fixed("records would refer to what isn't there"))
        }
        if let rounding = draft.rounding, rounding != old.rounding ?? FieldTypeRules.roundings[0] {
            guard old.dataType == .currency else { throw DraftProblem("currency", .contradicts("data_type")) }
            field.rounding = try choice(rounding, "currency.rounding_option", FieldTypeRules.roundings)
        }
        if let values = draft.values { try set(values, of: &field) }
        if let numbers = draft.autoNumber {
            guard old.dataType == .autonumber else { throw DraftProblem("auto_number", .contradicts("data_type")) }
            field.autoNumber = try autoNumber(numbers, from: old.autoNumber)
        }
        try setCommon(draft, of: &field)
        if old.isReadOnly, old.dataType != .autonumber, Self.behaves(field) != Self.behaves(old) {
            throw DraftProblem("", .fixed("the service fills the field by itself"))
        }
        return field
    }

    /// The field but for what people see of it.
    private static func behaves(_ field: Field) -> Field {
        var bare = field
        bare.label = ""
        bare.tooltip = nil
        return bare
    }

    private func setCommon(_ draft: FieldDraft, of field: inout Field) throws(DraftProblem) {
        // Ids never come twice, but answers don't say so.
        if let isUnique = draft.isUnique, isUnique != field.isUnique, !field.isRecordID {
            guard !isUnique || field.dataType.canBeUnique && field.storedForm != .none else {
                throw DraftProblem("unique", .contradicts("data_type"))
            }
            let others = module.fields.filter { $0.isUnique && !$0.isRecordID && $0.apiName != field.apiName }
            guard !isUnique || others.count < limits.uniqueFieldsPerModule else {
                throw DraftProblem("unique", .limitReached(limits.uniqueFieldsPerModule))
            }
            field.isUnique = isUnique
        }
        if let isRequired = draft.isRequired {
            guard isRequired || !field.isMandatory else { throw DraftProblem("required", .fixed("no record can be without it")) }
            guard !isRequired || field.isImportable && field.storedForm != .none else {
                throw DraftProblem("required", .contradicts("data_type"))
            }
            field.isMandatoryInLayout = isRequired
        }
        if let isEncrypted = draft.isEncrypted {
            guard !isEncrypted || field.dataType.canBeEncrypted else { throw DraftProblem("crypt", .contradicts("data_type")) }
            field.isEncrypted = isEncrypted
        }
        if let isRestricted = draft.isRestricted { field.isRestricted = isRestricted }
        try setTooltip(draft.tooltip, of: &field)
        try setDefault(draft.defaultValue, of: &field)
    }

    private func setTooltip(_ tooltip: FieldDraft.Amendment<Tooltip>, of field: inout Field) throws(DraftProblem) {
        switch tooltip {
        case .none: break
        case .removed: field.tooltip = nil
        case .value(let tooltip):
            _ = try choice(tooltip.kind, "tooltip.name", FieldTypeRules.tooltipKinds)
            let text = try NameRules.label(tooltip.text, "tooltip.value", maximum: 255)
            field.tooltip = Tooltip(kind: tooltip.kind, text: text)
        }
    }

    private func setDefault(_ value: FieldDraft.Amendment<String>, of field: inout Field) throws(DraftProblem) {
        switch value {
        case .none: break
        case .removed: field.defaultValue = nil
        case .value(let text):
            guard field.storedForm != .none, !field.dataType.isSingleValueLookup, field.dataType != .autonumber, !field.isUnique else {
                throw DraftProblem("default_value", .contradicts(field.isUnique ? "unique" : "data_type"))
            }
            guard DefaultValue.isReadable(text, for: field, isClosed: true) else {
                throw DraftProblem("default_value", .wrongKind(expected: field.dataType.rawValue))
            }
            field.defaultValue = text
        }
    }

    /// Puts the list in place of the one there is. Values that are left out are retired: records keep them.
    private func set(_ values: [FieldDraft.PickListValue], of field: inout Field) throws(DraftProblem) {
        guard field.dataType.isPickList else { throw DraftProblem("pick_list_values", .contradicts("data_type")) }
        var labels: Set<String> = []
        var seen: Set<String> = []
        field.pickListLabels = [:]
        let before = field.pickListValues + field.retiredValues
        field.pickListValues = []
        field.retiredValues = []
        for (index, draft) in values.enumerated() where draft.value != Self.noValue || before.contains(draft.value) {
            let place = "pick_list_values[\(index)]"
            let value = try NameRules.label(draft.value, "\(place).actual_value", maximum: 120)
            let label = try NameRules.label(draft.label, "\(place).display_value", maximum: 120)
            guard field.dataType == .picklist || !value.contains(";") else {
                throw DraftProblem("\(place).actual_value", .malformed(pattern: "^[^;]+$"))
            }
            guard seen.insert(value.lowercased()).inserted else { throw DraftProblem("\(place).actual_value", .duplicate) }
            guard labels.insert(label.lowercased()).inserted else { throw DraftProblem("\(place).display_value", .duplicate) }
            if draft.isOffered { field.pickListValues.append(value) } else { field.retiredValues.append(value) }
            if label != value { field.pickListLabels[value] = label }
        }
        guard !field.pickListValues.isEmpty else { throw DraftProblem("pick_list_values", .missing) }
        field.retiredValues += before.filter { !seen.contains($0.lowercased()) }
    }

    /// Stands in lists for the choice of nothing; empty cells are that, so it is no value unless it has always been one.
    private static let noValue = "-None-"

    private func autoNumber(_ draft: FieldDraft.AutoNumberDraft?, from old: AutoNumber? = nil) throws(DraftProblem) -> AutoNumber {
        var number = old ?? AutoNumber()
        guard let draft, draft.start != nil || old != nil else { throw DraftProblem("auto_number.start_number", .missing) }
        if let start = draft.start {
            guard start.utf8.count <= 16 else { throw DraftProblem("auto_number.start_number", .tooLong(maximum: 16)) }
            guard let value = Int64(start), value >= 0, start.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
                throw DraftProblem("auto_number.start_number", .malformed(pattern: "^[0-9]{1,16}$"))
            }
            number.start = value
        }
        number.prefix = try affix(draft.prefix, "auto_number.prefix") ?? number.prefix
        number.suffix = try affix(draft.suffix, "auto_number.suffix") ?? number.suffix
        return number
    }

    private func affix(_ text: String?, _ part: String) throws(DraftProblem) -> String? {
        guard let text, !text.isEmpty else { return text }
        guard text.unicodeScalars.count <= 50 else { throw DraftProblem(part, .tooLong(maximum: 50)) }
        guard !text.unicodeScalars.contains(where: { $0.value < 0x20 }) else {
            throw DraftProblem(part, .malformed(pattern: "^[^\\x00-\\x1F]*$"))
        }
        return text
    }

    private func length(_ draft: FieldDraft, _ rules: FieldTypeRules) throws(DraftProblem) -> Int? {
        guard let length = draft.length, let lengths = rules.lengths else { return rules.length }
        guard lengths.contains(length) else { throw DraftProblem("length", .outOfRange(lengths)) }
        return length
    }

    private func decimalPlaces(_ draft: FieldDraft, _ type: DataType, _ rules: FieldTypeRules) throws(DraftProblem) -> Int? {
        guard let usual = rules.decimalPlaces else {
            guard draft.decimalPlaces == nil || type == .percent || type == .formula else {
                throw DraftProblem("decimal_place", .contradicts("data_type"))
            }
            return nil
        }
        let places = draft.decimalPlaces ?? usual
        guard (0...FieldTypeRules.mostDecimalPlaces).contains(places) else {
            throw DraftProblem("decimal_place", .outOfRange(0...FieldTypeRules.mostDecimalPlaces))
        }
        return places
    }

    private func target(_ draft: FieldDraft, _ type: DataType) throws(DraftProblem) -> LookupTarget? {
        switch type {
        case .userlookup: return .users
        case .lookup:
            guard let name = draft.target else { throw DraftProblem("lookup.module", .missing) }
            guard let target = schema.module(named: name), target.canBeLookedUp else { throw DraftProblem("lookup.module", .unknown) }
            return .module(name)
        default:
            guard draft.target == nil else { throw DraftProblem("lookup", .contradicts("data_type")) }
            return nil
        }
    }

    private func grow(_ field: inout Field, toTextArea kind: String) throws(DraftProblem) {
        _ = try choice(kind, "textarea.type", FieldTypeRules.textAreaKinds)
        let order = FieldTypeRules.textAreaKinds
        guard field.dataType == .textarea else { throw DraftProblem("textarea", .contradicts("data_type")) }
        guard field.isCustom, let old = order.firstIndex(of: field.textAreaKind ?? order[0]), let new = order.firstIndex(of: kind),
            new > old
        else {
            throw DraftProblem("textarea.type", .fixed("values might be too long for it"))
        }
        field.textAreaKind = kind
        field.length = FieldTypeRules(.textarea, textAreaKind: kind).length
    }

    private func grow(_ field: inout Field, to length: Int) throws(DraftProblem) {
        guard field.isCustom, let lengths = FieldTypeRules(field.dataType, textAreaKind: field.textAreaKind).lengths else {
            throw DraftProblem("length", .fixed("fields of this kind have the length they have"))
        }
        let least = max(lengths.lowerBound, field.length ?? lengths.lowerBound)
        guard least <= lengths.upperBound, (least...lengths.upperBound).contains(length) else {
            throw DraftProblem("length", .outOfRange(least...max(least, lengths.upperBound)))
        }
        field.length = length
    }

    private func choice(_ given: String?, _ part: String, _ choices: [String]) throws(DraftProblem) -> String? {
        guard let given, !choices.contains(given) else { return given }
        throw DraftProblem(part, .unsupported(choices))
    }
}

extension Module {
    /// Whether lookups can lead to the module's records: people know those of standard and custom modules.
    var canBeLookedUp: Bool { generatedType == .default || generatedType == .custom }
}
