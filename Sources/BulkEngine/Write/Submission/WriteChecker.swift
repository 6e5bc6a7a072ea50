import BulkFormats
import BulkModel
import FoundationEssentials

/// Checks one resource of a submission in the documented order and makes it part of a request; the first failure is the answer.
/// (bulk write specification, section 6.3, steps 17 to 33)
struct WriteChecker {
    let submission: WriteSubmission
    /// Position of the resource in the submission.
    let position: Int
    let module: Module
    /// The modules of all resources, the parent first.
    let modules: [Module]
    let finding: SourceInspector.Finding
    /// The header of the parent's file.
    let parentHeader: [String]
    let schema: Schema
    let limits: Limits
    let quirks: Quirks

    private var resource: WriteSubmission.Resource { submission.resources[position] }
    private var path: String { "$.resource[\(position)]" }
    private var parent: Module? { position > 0 ? modules[0] : nil }
    private var rules: MappingRules { MappingRules(schema: schema, module: module, parent: parent) }

    /// - Throws: ``BulkError``.
    func resourceOfRequest() throws -> WriteResource {
        let automatic = AutomaticMapping(module: module, rules: rules).outcome(for: finding.header)
        // What is counted is what is mapped: columns that are left out cost nothing.
        guard resource.mappings?.count ?? automatic.mappings.count <= limits.mappingsPerResource else {
            throw BulkError.headerLimitExceeded(maximum: limits.mappingsPerResource)
        }
        try checkFindBy()
        let mappings: [FieldMapping]
        if let sent = resource.mappings {
            mappings = try check(sent)
        } else {
            guard modules.count == 1 else {
                throw BulkError.missingKey("field_mappings", path: "\(path).field_mappings", usesOldCode: false)
            }
            if let refusal = automatic.refusal { throw refusal }
            mappings = automatic.mappings
        }
        let share = rules.standardLayoutShare(mappings)
        let missing = missingFields(mappings, share)
        guard missing.isEmpty else { throw BulkError.mandatoryFieldsNotMapped(missing) }
        return WriteResource(
            module: module.reference, source: finding.source, findBy: resource.findBy, ignoreEmpty: resource.ignoreEmpty,
            mappings: mappings, askedInStandardLayout: askedOfRows(mappings, share))
    }

    /// Steps 18 and 19.
    private func checkFindBy() throws {
        guard let findBy = resource.findBy else {
            guard submission.operation == .insert else {
                throw BulkError.missingKey("find_by", path: "\(path).find_by", usesOldCode: false)
            }
            return
        }
        guard rules.isKey(findBy) else { throw BulkError.unusableFindBy(findBy, path: "\(path).find_by") }
    }

    /// Steps 20 to 31, each for all mappings before the next.
    private func check(_ sent: [FieldMapping?]) throws -> [FieldMapping] {
        var mappings = try sent.enumerated().map { index, mapping in
            guard let mapping else {
                throw BulkError.missingKey("api_name", path: path(of: index, "api_name"), usesOldCode: !quirks[.missingKeyCode])
            }
            return mapping
        }
        for index in mappings.indices { mappings[index].apiName = try fieldName(mappings[index].apiName) }
        let fields = mappings.map { module.field(named: $0.apiName) }
        for case let field? in fields where !rules.isMappable(field) && field.apiName != MappingRules.layout {
            throw BulkError.fieldNotMappable(field.apiName)
        }
        try checkColumns(mappings)
        try checkLookups(mappings, fields)
        try checkValues(mappings, fields)
        var taken: Set<String> = []
        for (index, mapping) in mappings.enumerated() where !taken.insert(mapping.apiName).inserted {
            throw BulkError.mappedTwice(mapping.apiName, path: path(of: index, "api_name"))
        }
        return mappings
    }

    /// Step 21. A blank may stand for an underscore.
    private func fieldName(_ name: String) throws -> String {
        if name == MappingRules.layout || module.field(named: name) != nil { return name }
        if quirks[.blankInApiName] {
            let joined = name.replacing(" ", with: "_")
            if module.field(named: joined) != nil { return joined }
        }
        throw BulkError.unknownMappedField(name, usesOldCode: !quirks[.unknownApiNameCode])
    }

    /// Steps 23 and 24.
    private func checkColumns(_ mappings: [FieldMapping]) throws {
        for (position, mapping) in mappings.enumerated() where mapping.index == nil {
            guard mapping.defaultValue != nil, mapping.parentColumnIndex == nil else {
                throw BulkError.missingKey(
                    "index", field: mapping.apiName, path: path(of: position, "index"), usesOldCode: !quirks[.missingKeyCode])
            }
        }
        for case let index? in mappings.map(\.index) { try check(column: index, of: finding.header) }
    }

    private func check(column: Int, of header: [String]) throws {
        guard column >= 0 else { throw BulkError.negativeColumnIndex }
        guard column < header.count else { throw BulkError.columnIndexNotFound(column) }
    }

    /// Steps 25 to 28.
    private func checkLookups(_ mappings: [FieldMapping], _ fields: [Field?]) throws {
        let join = parent.flatMap { rules.joinField(to: $0) }
        let joins = { (mapping: FieldMapping) in mapping.parentColumnIndex != nil && mapping.apiName == join?.apiName }
        for (position, mapping) in mappings.enumerated() where mapping.index != nil && mapping.findBy == nil {
            guard let field = fields[position], rules.needsFindBy(field), !joins(mapping), field.apiName != join?.apiName else { continue }
            throw BulkError.missingKey("find_by", path: path(of: position, "find_by"), usesOldCode: false)
        }
        if parent != nil {
            guard let joined = mappings.first(where: joins) else {
                let place = mappings.firstIndex { $0.apiName == join?.apiName } ?? max(mappings.count - 1, 0)
                throw BulkError.missingKey("parent_column_index", path: path(of: place, "parent_column_index"), usesOldCode: false)
            }
            try check(column: joined.parentColumnIndex ?? -1, of: parentHeader)
        }
        for (position, mapping) in mappings.enumerated() where !joins(mapping) {
            guard let field = fields[position], let findBy = mapping.findBy, rules.needsFindBy(field) || rules.isUserLookup(field) else {
                continue
            }
            guard rules.isFindBy(findBy, of: field, module: mapping.module) else {
                throw BulkError.unusableFindBy(findBy, path: path(of: position, "find_by"))
            }
        }
    }

    /// Steps 29 and 30.
    private func checkValues(_ mappings: [FieldMapping], _ fields: [Field?]) throws {
        var unreadable: BulkError?
        for (position, mapping) in mappings.enumerated() {
            guard let field = fields[position] else { continue }
            if let format = mapping.format, !ValueReader.accepts(format: format, for: field) {
                throw BulkError.invalidFormat(mapping.apiName, path: path(of: position, "format"))
            }
            guard let value = mapping.defaultValue, !DefaultValue.isReadable(value, for: field, isClosed: rules.isClosedList(field, quirks))
            else { continue }
            let place = path(of: position, "default_value.value")
            switch field.dataType {
            case .date, .datetime: throw BulkError.invalidFormat(mapping.apiName, path: place)
            default: unreadable = unreadable ?? BulkError.invalidValue(mapping.apiName, path: place)
            }
        }
        if let unreadable { throw unreadable }
    }

    /// Step 33: API names of the fields that must be mapped and are not.
    private func missingFields(_ mappings: [FieldMapping], _ share: MappingRules.StandardLayoutShare) -> [String] {
        let mapped = Set(mappings.map(\.apiName))
        let columns = Set(mappings.filter { $0.index != nil }.map(\.apiName))
        var missing: [String] = []
        if let findBy = resource.findBy, !columns.contains(findBy) { missing.append(findBy) }
        if module.generatedType == .subform, submission.operation != .update, !columns.contains(MappingRules.parentID) {
            missing.append(MappingRules.parentID)
        }
        if submission.operation.canAdd {
            let asked = rules.fieldsOfEveryRecord + (share == .all ? rules.fieldsOfStandardLayout : [])
            missing += asked.map(\.apiName).filter { !mapped.contains($0) }
            if position == 0 {
                let children = Set(modules.dropFirst().map(\.apiName))
                missing += rules.mandatorySubforms(inStandardLayout: share == .all).filter { !children.contains($0.module.apiName) }
                    .map(\.field.apiName)
            }
        }
        var seen: Set<String> = []
        return missing.filter { seen.insert($0).inserted }
    }

    /// Where each row tells its layout, which fields that aren't mapped those of the standard layout would need.
    private func askedOfRows(_ mappings: [FieldMapping], _ share: MappingRules.StandardLayoutShare) -> [String]? {
        guard share == .some, submission.operation.canAdd else { return nil }
        let mapped = Set(mappings.map(\.apiName))
        let asked = rules.fieldsOfStandardLayout.map(\.apiName).filter { !mapped.contains($0) }
        return asked.isEmpty ? nil : asked
    }

    private func path(of mapping: Int, _ key: String) -> String {
        "\(path).field_mappings[\(mapping)].\(key)"
    }
}
