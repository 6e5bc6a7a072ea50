public import BulkModel
import BulkStore

/// Custom fields, and what can be changed of all. (platform specification, section 10.2)
extension SchemaRevision {
    @discardableResult
    public mutating func addField(_ draft: FieldDraft, to name: String) async throws -> Field {
        let module = try module(name)
        guard [.default, .custom, .subform, .linking].contains(module.generatedType) else {
            throw DraftProblem("", .fixed("the module takes no fields"))
        }
        let label = try NameRules.label(draft.label, "field_label", maximum: NameRules.longestFieldLabel)
        guard !module.fields.contains(where: { $0.label.lowercased() == label.lowercased() }) else {
            throw DraftProblem("field_label", .duplicate)
        }
        guard module.fields.count(where: \.isCustom) < limits.customFieldsPerModule else {
            throw DraftProblem("", .limitReached(limits.customFieldsPerModule))
        }
        let type = try creatableType(draft, in: module)
        let apiName = try fieldName(draft, label, in: module)
        switch type {
        case .subform: return try await addSubform(draft, apiName: apiName, label: label, to: module)
        case .multiselectlookup, .multiuserlookup:
            return try await addLinks(draft, apiName: apiName, label: label, isToUsers: type == .multiuserlookup, to: module)
        default:
            let maker = FieldMaker(schema: schema, module: module, limits: limits)
            let field = try await numbers.numbered(try maker.field(draft, apiName: apiName, label: label, type: type))
            make(.addField(field, module: name))
            return field
        }
    }

    @discardableResult
    public mutating func changeField(_ fieldName: String, of name: String, by draft: FieldDraft) throws -> Field {
        let module = try module(name)
        guard let field = module.field(named: fieldName) else { throw DraftProblem("", .unknown) }
        let changed = try FieldMaker(schema: schema, module: module, limits: limits).changed(field, by: draft)
        let isTaken = module.fields.contains { $0.id != field.id && $0.label.lowercased() == changed.label.lowercased() }
        guard changed.label == field.label || !isTaken else { throw DraftProblem("field_label", .duplicate) }
        if changed != field { make(.updateField(changed, module: name)) }
        return changed
    }

    /// Removes a custom field with its values; a subform with its rows, a multi-select lookup with its links and its other side.
    public mutating func removeField(_ fieldName: String, of name: String) async throws {
        let module = try module(name)
        guard let field = module.field(named: fieldName) else { throw DraftProblem("", .unknown) }
        guard field.isCustom else { throw DraftProblem("", .fixed("only custom fields can be removed")) }
        guard module.generatedType != .linking || !field.dataType.isSingleValueLookup else {
            throw DraftProblem("", .fixed("a link is nothing without both its ends"))
        }
        try await detachViews(from: field, of: module)
        if let related = field.relatedModule, let rows = schema.module(named: related) {
            if field.dataType == .subform {
                try await removeRows(rows)
            } else {
                for other in schema.modules {
                    for side in other.fields where side.relatedModule == related && side.id != field.id {
                        make(.removeField(side.apiName, module: other.apiName))
                    }
                }
                try await removeRows(rows)
            }
        }
        make(.removeField(fieldName, module: name))
    }

    /// A type that can be made, and that the module can have.
    private func creatableType(_ draft: FieldDraft, in module: Module) throws(DraftProblem) -> DataType {
        guard let type = draft.dataType else { throw DraftProblem("data_type", .missing) }
        let choices = FieldTypeRules.creatable.filter { Self.isPossible($0, in: module) }
        guard choices.contains(type) else { throw DraftProblem("data_type", .unsupported(choices.map(\.rawValue))) }
        return type
    }

    /// Rows and links have no rows or links of their own, and the lookups of a link are its ends.
    private static func isPossible(_ type: DataType, in module: Module) -> Bool {
        switch type {
        case .subform, .multiselectlookup, .multiuserlookup: module.canBeLookedUp
        case .lookup, .userlookup: module.generatedType != .linking
        default: true
        }
    }

    private func fieldName(_ draft: FieldDraft, _ label: String, in module: Module) throws(DraftProblem) -> String {
        if let given = draft.apiName {
            return try NameRules.apiName(given, isTaken: module.hasField, isReserved: NameRules.isReservedForFields)
        }
        return NameRules.apiName(from: label, fallback: "Field", isTaken: module.hasField, isReserved: NameRules.isReservedForFields)
    }

    private mutating func addSubform(
        _ draft: FieldDraft, apiName: String, label: String, to module: Module
    ) async throws -> Field {
        let sent = draft.rows ?? SubformDraft()
        let name = try moduleName(sent.module, "associated_module", from: apiName)
        let rowLabel = try sent.label.map { try NameRules.label($0, "associated_module", maximum: 100) } ?? label
        var rows = ModuleDraft.subform(name, of: module.apiName, label: rowLabel, fields: []).module
        try add(sent.fields, to: &rows)
        let subform = Field(
            id: ObjectID(0), apiName: apiName, label: label, dataType: .subform, isCustom: true, isExportable: false, isImportable: false,
            relatedModule: name)
        var field = try common(draft, of: subform, in: module)
        field.isMandatoryInLayout = draft.isRequired ?? false
        try await enter(rows)
        return try await enter(field, to: module)
    }

    private mutating func addLinks(
        _ draft: FieldDraft, apiName: String, label: String, isToUsers: Bool, to module: Module
    ) async throws -> Field {
        let part = isToUsers ? "multiuserlookup" : "multiselectlookup"
        let sent = draft.links ?? LinksDraft()
        let target = isToUsers ? Module.usersName : draft.target
        guard let target else { throw DraftProblem("\(part).connected_module", .missing) }
        guard let other = schema.module(named: target), isToUsers || other.canBeLookedUp else {
            throw DraftProblem("\(part).connected_module", .unknown)
        }
        let name = try moduleName(sent.module, "\(part).linking_module", from: "\(module.apiName)_X_\(target)")
        let linkLabel =
            try sent.label.map { try NameRules.label($0, "\(part).linking_module", maximum: 100) }
            ?? "\(module.pluralLabel) X \(other.pluralLabel)"
        var links = ModuleDraft.linking(name, label: linkLabel)
        let own = try lookup(sent.ownLookup, "\(part).lookup_apiname", in: links, to: module, type: .lookup)
        links.fields.insert(own, at: 0)
        let type: DataType = isToUsers ? .userlookup : .lookup
        let connected = try lookup(sent.connectedLookup, "\(part).connectedlookup_apiname", in: links, to: other, type: type)
        links.fields.insert(connected, at: 1)
        try add(sent.fields, to: &links, at: 2)
        let connectedField = try connectedField(sent, part, on: other, linking: name, besides: module)
        let multiselect = Field(
            id: ObjectID(0), apiName: apiName, label: label, dataType: isToUsers ? .multiuserlookup : .multiselectlookup, length: 200,
            isCustom: true, isExportable: false, isImportable: false, relatedModule: name)
        let ownField = try common(draft, of: multiselect, in: module)
        try await enter(links)
        let field = try await enter(ownField, to: module)
        if let connectedField { _ = try await enter(connectedField, to: other) }
        return field
    }

    /// The field by which the other side sees the links, if it is to have one.
    private func connectedField(
        _ sent: LinksDraft, _ part: String, on other: Module, linking: String, besides module: Module
    ) throws(DraftProblem) -> Field? {
        guard sent.connectedField != nil || sent.connectedLabel != nil else { return nil }
        let place = "\(part).connectedfield_apiname"
        guard other.canBeLookedUp, other.id != module.id else { throw DraftProblem(place, .contradicts("\(part).connected_module")) }
        let label = try NameRules.label(
            sent.connectedLabel ?? sent.connectedField.map { $0.replacing("_", with: " ") }, place, maximum: NameRules.longestFieldLabel)
        let name: String
        if let given = sent.connectedField {
            name = try NameRules.apiName(given, place, isTaken: other.hasField, isReserved: NameRules.isReservedForFields)
        } else {
            name = NameRules.apiName(from: label, fallback: "Field", isTaken: other.hasField, isReserved: NameRules.isReservedForFields)
        }
        return Field(
            id: ObjectID(0), apiName: name, label: label, dataType: .multiselectlookup, length: 200, isCustom: true, isExportable: false,
            isImportable: false, relatedModule: linking)
    }

    private func lookup(
        _ given: String?, _ part: String, in links: Module, to target: Module, type: DataType
    ) throws(DraftProblem) -> Field {
        let name: String
        if let given {
            name = try NameRules.apiName(given, part, isTaken: links.hasField, isReserved: { _ in false })
        } else {
            name = NameRules.apiName(from: target.apiName, fallback: "Lookup", isTaken: links.hasField, isReserved: { _ in false })
        }
        let lookup: LookupTarget = target.apiName == Module.usersName ? .users : .module(target.apiName)
        return Field(
            id: ObjectID(0), apiName: name, label: name.replacing("_", with: " "), dataType: type, length: 120, isCustom: true,
            lookup: lookup)
    }

    private func moduleName(_ given: String?, _ part: String, from base: String) throws(DraftProblem) -> String {
        guard let given else { return freeModuleName(from: base) }
        return try NameRules.apiName(given, part, isTaken: schema.hasModule, isReserved: NameRules.isReservedForModules)
    }

    /// Makes the fields of a module that doesn't exist yet; they stand in front of those it has.
    private func add(_ drafts: [FieldDraft], to module: inout Module, at start: Int = 0) throws {
        for (index, draft) in drafts.enumerated() {
            try problems(inside: "fields[\(index)]") {
                let label = try NameRules.label(draft.label, "field_label", maximum: NameRules.longestFieldLabel)
                let type = try creatableType(draft, in: module)
                guard !module.fields.contains(where: { $0.label.lowercased() == label.lowercased() }) else {
                    throw DraftProblem("field_label", .duplicate)
                }
                guard index < limits.customFieldsPerModule else { throw DraftProblem("", .limitReached(limits.customFieldsPerModule)) }
                let name = try fieldName(draft, label, in: module)
                let field = try FieldMaker(schema: schema, module: module, limits: limits)
                    .field(draft, apiName: name, label: label, type: type)
                module.fields.insert(field, at: start + index)
            }
        }
    }

    /// A field without a column, with what every field may have besides.
    private func common(_ draft: FieldDraft, of field: Field, in module: Module) throws -> Field {
        var plain = FieldDraft()
        plain.tooltip = draft.tooltip
        plain.isUnique = draft.isUnique
        plain.defaultValue = draft.defaultValue
        return try FieldMaker(schema: schema, module: module, limits: limits).changed(field, by: plain)
    }

    private mutating func enter(_ field: Field, to module: Module) async throws -> Field {
        let field = try await numbers.numbered(field)
        make(.addField(field, module: module.apiName))
        return field
    }

    private mutating func removeRows(_ rows: Module) async throws {
        // Its own views go with it.
        views[rows.apiName] = []
        for field in rows.fields { try await detachViews(from: field, of: rows) }
        make(.removeModule(rows.apiName))
        views[rows.apiName] = nil
    }
}
