import BulkModel
import BulkStore

/// Reads the rows of a scan as records, with the names of what they lead to.
struct RecordReader {
    let schema: Schema
    let store: any OrganizationStore
    let engine: Engine

    /// - Parameters:
    ///   - scan: its columns are those of the selection.
    ///   - selection: what is told of each record.
    /// - Returns: the records, the rows they were made of, and whether records follow.
    func records(_ scan: RecordScan, _ selection: RecordSelection) async throws -> (set: RecordSet, rows: [StoredRow], more: Bool) {
        let (rows, more) = try await engine.rows(of: scan, in: store)
        var set = RecordSet(
            module: selection.module, fields: selection.fields, areChosen: selection.areChosen, records: rows.map(selection.record))
        try await resolveLookupsToSeveralModules(in: &set)
        let waiting = try await store.waitingForApproval(Set(set.records.map(\.id)))
        for index in set.records.indices where waiting.contains(set.records[index].id) {
            set.records[index].state.waitsForApproval = true
        }
        return (set, rows, more)
    }

    // MARK: Lookups to one of several modules

    /// Only the id of a target is stored, so it is looked for in each of the modules it may be of.
    private func resolveLookupsToSeveralModules(in set: inout RecordSet) async throws {
        for (position, field) in set.fields.enumerated() {
            guard case .modules(let names)? = field.lookup else { continue }
            var wanted = Set(set.records.compactMap { $0.values[position].reference?.id })
            var found: [ObjectID: RecordReference] = [:]
            for module in names.compactMap(schema.module) where !wanted.isEmpty {
                for reference in try await references(to: wanted, in: module) {
                    found[reference.id] = reference
                    wanted.remove(reference.id)
                }
            }
            for index in set.records.indices {
                guard let id = set.records[index].values[position].reference?.id, let reference = found[id] else { continue }
                set.records[index].values[position] = .reference(reference)
            }
        }
    }

    private func references(to ids: Set<ObjectID>, in module: Module) async throws -> [RecordReference] {
        guard let id = module.field(named: "id") else { return [] }
        let columns = ([id] + [module.displayName].compactMap { $0 }).map { FieldPath(field: $0) }
        let wanted = Predicate.test(columns[0], .isAmong(ids.map { .integer($0.rawValue) }))
        let scan = RecordScan(module: module, columns: columns, predicate: wanted)
        return try await engine.rows(of: scan, in: store).rows.map { row in
            RecordReference(
                id: ObjectID(row[0]?.integer ?? 0), name: row.count > 1 ? row[1]?.text : nil, module: module.reference)
        }
    }

    // MARK: Rows of subforms and links

    /// Puts the rows of subforms and the links of multi-select lookups into a set of one record.
    func addRows(to set: inout RecordSet) async throws {
        guard let record = set.records.first else { return }
        for (position, field) in set.fields.enumerated() where field.hasRows {
            guard let rowModule = field.relatedModule.flatMap(schema.module),
                let parent = rowModule.parentField(leadingTo: set.module)
            else { continue }
            let selection = RecordSelection(rowModule.fields, of: rowModule, schema: schema)
            var scan = RecordScan(
                module: rowModule, columns: selection.columns,
                predicate: .test(FieldPath(field: parent), .equals(.integer(record.id.rawValue))), limit: engine.limits.rowsPerField)
            scan.order = ["Sequence_Number", "id"].compactMap(rowModule.field).map { Ordering(FieldPath(field: $0), isAscending: true) }
            let (rows, _, more) = try await records(scan, selection)
            set.records[0].values[position] = .rows(rows, more: more)
        }
    }
}

extension RecordValue {
    fileprivate var reference: RecordReference? {
        if case .reference(let reference) = self { reference } else { nil }
    }
}

extension Field {
    /// Whether the values are records of a module of their own.
    var hasRows: Bool {
        switch dataType {
        case .subform, .multiselectlookup, .multiuserlookup: true
        default: false
        }
    }
}

extension Module {
    /// The lookup by which a row of a subform, or a link, belongs to a record.
    func parentField(leadingTo parent: Module) -> Field? {
        generatedType == .subform
            ? field(named: "Parent_Id") : fields.first { $0.isCustom && $0.lookup == .module(parent.apiName) }
    }
}
