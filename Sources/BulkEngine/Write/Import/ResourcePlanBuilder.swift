import BulkFormats
import BulkModel
import BulkStore

/// Lays out the columns of a ``ResourcePlan``, one mapping after the other.
struct ResourcePlanBuilder {
    private let outline: PlanOutline
    private let context: ImportContext
    private let rules: MappingRules
    private let joinField: Field?
    let layouts: LayoutDirectory

    private static let fullName = "Full_Name"

    private(set) var columns: [ImportColumn] = []
    private(set) var fields: [Field] = []
    private(set) var insertDefaults: [RecordBatch.Cell] = [.null]
    private(set) var updateColumns: [Int] = []
    private(set) var keys: [ResourcePlan.Key] = []
    private(set) var pickLists: [PickList] = []
    private(set) var lookups: [LookupColumn] = []
    private(set) var layoutColumn: Int?
    private(set) var joinedText: RecordChanges.JoinedText?
    private(set) var numberColumns: [Int] = []

    init(_ outline: PlanOutline, context: ImportContext) {
        self.outline = outline
        self.context = context
        rules = MappingRules(schema: context.schema, module: outline.module, parent: outline.parent)
        joinField = outline.parent.flatMap { [rules] in rules.joinField(to: $0) }
        layouts = LayoutDirectory(outline.module)
        fields = outline.module.fields.filter(\.isRecordID)
    }

    private var module: Module { outline.module }
    private var operation: WriteOperation { outline.operation }

    mutating func addMappings() throws {
        // The record id is read first, since it stands in front.
        for (position, mapping) in outline.mappings.enumerated() where mapping.apiName == "id" && outline.findBy.contains("id") {
            add(mapping, at: position, field: fields[0], column: 0)
        }
        for (position, mapping) in outline.mappings.enumerated() where mapping.apiName != "id" {
            guard let field = module.field(named: mapping.apiName) else {
                // A module with one layout has no field for it, and any name means that one.
                if mapping.apiName == MappingRules.layout { continue }
                throw BulkError.unknownMappedField(mapping.apiName, usesOldCode: false)
            }
            fields.append(field)
            add(mapping, at: position, field: field, column: fields.count - 1)
            insertDefaults.append(insertDefault(of: field))
            if field.dataType == .layout {
                layoutColumn = fields.count - 1
                if !outline.layoutRestrictsUpdates { updateColumns.append(fields.count - 1) }
            } else {
                updateColumns.append(fields.count - 1)
            }
        }
    }

    /// The keys of the outline's ``PlanOutline/findBy``, in its order.
    var findBy: [ResourcePlan.Key] {
        outline.findBy.compactMap { name in keys.first { $0.field.apiName == name } }
    }

    /// Columns that no mapping has: parts of a full name that an update must read, and running numbers.
    mutating func addOwnColumns() {
        addJoinedText()
        for field in module.fields where field.dataType == .autonumber && operation.canAdd {
            fields.append(field)
            insertDefaults.append(.null)
            numberColumns.append(fields.count - 1)
        }
    }

    private mutating func addJoinedText() {
        let parts = ["First_Name", "Last_Name"].compactMap { module.field(named: $0) }
        guard let full = module.field(named: Self.fullName), full.storedForm == .text, parts.count == 2,
            fields.contains(where: { parts.contains($0) })
        else { return }
        for part in parts where !fields.contains(part) {
            fields.append(part)
            insertDefaults.append(.null)
            updateColumns.append(fields.count - 1)
        }
        joinedText = RecordChanges.JoinedText(full, parts: parts.compactMap { fields.firstIndex(of: $0) })
    }

    private mutating func add(_ mapping: FieldMapping, at position: Int, field: Field, column: Int) {
        let role = role(of: mapping, at: position, field: field, column: column)
        let defaultRole = defaultRole(of: mapping, at: position, field: field, column: column)
        columns.append(
            ImportColumn(
                field: field, mapping: position, index: mapping.index, defaultBytes: DefaultValue.bytes(of: mapping.defaultValue ?? ""),
                role: role,
                defaultRole: defaultRole, emptyCell: emptyCell(of: field), need: need(of: field),
                isOfStandardLayout: outline.mandatoryInStandardLayout.contains(field.apiName)))
        keys.append(ResourcePlan.Key(column: column, mapping: position, field: field))
    }

    private mutating func role(of mapping: FieldMapping, at position: Int, field: Field, column: Int) -> ImportColumn.Role {
        if let joinField, field == joinField, mapping.parentColumnIndex != nil { return .parent }
        if field.dataType == .layout { return .layout(layouts) }
        if field.isRecordID { return .value(keyReader(field)) }
        if rules.needsFindBy(field), mapping.index != nil {
            if let lookup = addLookup(mapping, at: position, field: field, column: column, by: mapping.findBy ?? "id") {
                return .lookup(lookup)
            }
        }
        return .value(
            ValueReader(
                field, format: mapping.format, findBy: mapping.findBy, pickList: pickList(of: field), users: context.users,
                offsets: context.offsets, isoAllowed: context.quirks[.dateFallbackISO], today: context.today,
                isStandardForm: outline.isStandardForm))
    }

    /// Defaults name records by their ids, users by either, and dates in ISO 8601. (section 7.5)
    private mutating func defaultRole(of mapping: FieldMapping, at position: Int, field: Field, column: Int) -> ImportColumn.Role {
        if field.dataType == .layout { return .layout(layouts) }
        if rules.needsFindBy(field), mapping.defaultValue != nil,
            let lookup = addLookup(mapping, at: position, field: field, column: column, by: "id")
        {
            return .lookup(lookup)
        }
        return .value(
            ValueReader(
                field, pickList: pickLists.last { $0.field == field }, users: context.users, offsets: context.offsets,
                isStandardForm: true))
    }

    private mutating func addLookup(
        _ mapping: FieldMapping, at position: Int, field: Field, column: Int, by name: String
    ) -> LookupColumn? {
        let targets = rules.targets(of: field, module: mapping.module).compactMap { target in
            target.field(named: name).map { LookupColumn.Target(module: target, key: $0) }
        }
        guard let key = targets.first?.key else { return nil }
        let lookup = LookupColumn(
            position: lookups.count, column: column, mapping: position, targets: targets,
            reader: key.storedForm == .text ? nil : keyReader(key),
            leadsHome: leadsHome(by: key, targets.map(\.module)))
        lookups.append(lookup)
        return lookup
    }

    /// Whether the job itself may change which record of its own module a cell names.
    private func leadsHome(by key: Field, _ targets: [Module]) -> Bool {
        guard !key.isRecordID, targets.contains(where: { $0.id == module.id }) else { return false }
        // A full name changes with its parts.
        return operation.canAdd || key.apiName == Self.fullName || outline.mappings.contains { $0.apiName == key.apiName }
    }

    private func keyReader(_ key: Field) -> ValueReader {
        if key.isRecordID {
            return ValueReader(Field(id: key.id, apiName: key.apiName, dataType: .lookup), offsets: context.offsets)
        }
        return ValueReader(key, users: context.users, offsets: context.offsets)
    }

    private mutating func pickList(of field: Field) -> PickList? {
        guard field.dataType == .picklist || field.dataType == .multiselectpicklist else { return nil }
        let list = PickList(field, isClosed: rules.isClosedList(field, context.quirks), position: pickLists.count)
        pickLists.append(list)
        return list
    }

    private func insertDefault(of field: Field) -> RecordBatch.Cell {
        switch field.dataType {
        case .ownerlookup where field.apiName == ImportConstant.owner: .integer(context.user.id.rawValue)
        case .layout: layouts.standard.map { .integer($0) } ?? .null
        case .boolean: .integer(0)
        default: .null
        }
    }

    private func emptyCell(of field: Field) -> RecordBatch.Cell {
        switch field.dataType {
        case .ownerlookup where field.apiName == ImportConstant.owner: .keep
        case .layout: .keep
        case .boolean: outline.ignoresEmpty ? .keep : .integer(0)
        default: outline.ignoresEmpty ? .keep : .null
        }
    }

    private func need(of field: Field) -> ImportColumn.Need {
        guard outline.mandatory.contains(field.apiName) || outline.mandatoryInStandardLayout.contains(field.apiName) else { return .never }
        if operation == .insert || !outline.ignoresEmpty { return .always }
        return operation == .upsert ? .ifAdded : .never
    }

    var parentColumn: Int? {
        outline.mappings.first { $0.parentColumnIndex != nil && $0.apiName == joinField?.apiName }?.parentColumnIndex
    }

    /// The most rows of one kind that a record may have. (section 10.5)
    var childRule: ResourcePlan.ChildRule? {
        if module.generatedType == .subform {
            return keys.first { $0.field.apiName == MappingRules.parentID }.map {
                ResourcePlan.ChildRule(parent: $0, other: nil, limit: context.limits.subformRowsPerRecord)
            }
        }
        let ends = keys.filter { rules.isLinkLookup($0.field) }
        guard module.generatedType == .linking, ends.count == 2 else { return nil }
        let parent = ends.first { $0.field == joinField } ?? ends[0]
        let other = ends.first { $0.column != parent.column }
        let isToUsers = other?.field.lookup == .users
        return ResourcePlan.ChildRule(
            parent: parent, other: other, limit: isToUsers ? context.limits.usersPerRecord : context.limits.linksPerRecord)
    }
}
