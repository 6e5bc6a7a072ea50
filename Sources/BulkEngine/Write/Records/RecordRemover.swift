import BulkModel
import BulkStore
import FoundationEssentials

/// Deletes records inside a transaction, with all that is part of them: rows of subforms, links, notes. Lookups that lead to them become
/// empty. (platform specification, section 14.2)
struct RecordRemover: Sendable {
    let module: Module
    let schema: Schema
    let user: User
    let now: Date
    /// Records changed after this moment are left alone.
    let unmodifiedSince: Date?

    /// - Parameter ids: as they were sent.
    /// - Returns: what became of each, in their order.
    func remove(_ ids: [String], _ session: any ImportSession) throws -> [RecordOutcome] {
        let names = ["Created_By", "Locked__s", "Modified_Time"]
        let fields = names.map { module.field(named: $0) ?? Self.noField(named: $0) } + [module.displayName ?? Self.noField(named: "Name")]
        let numbers = ids.map { ObjectID($0)?.rawValue ?? 0 }
        let rows = try session.rows(numbers, of: module, fields)
        let waiting = try session.waitingForApproval(Set(numbers))
        var removed: [DeletedRecord] = []
        var seen: Set<Int64> = []
        let outcomes = zip(ids, zip(numbers, rows)).map { sent, found -> RecordOutcome in
            let (number, row) = found
            guard let row, seen.insert(number).inserted else { return Self.refused(sent, .resourceNotFound, .noMatch) }
            if waiting.contains(number) { return Self.refused(sent, .notApproved, .awaitsApproval) }
            if row[1]?.integer == 1 { return Self.refused(sent, .blockedRecord, .isLocked) }
            if let moment = unmodifiedSince, Double(row[2]?.integer ?? 0) > moment.timeIntervalSince1970 {
                return Self.refused(sent, .alreadyModified, .changedSince)
            }
            removed.append(
                DeletedRecord(
                    id: ObjectID(number), displayName: row[3]?.text, createdBy: row[0]?.integer.map { ObjectID($0) },
                    deletedBy: user.id, deletedTime: now))
            return .deleted(ObjectID(number))
        }
        try remove(removed.map(\.id.rawValue), from: module, session)
        try session.remember(removed, of: module.id)
        return outcomes
    }

    /// Takes records away, and first what is part of them or leads to them.
    private func remove(_ records: [Int64], from module: Module, _ session: any ImportSession) throws {
        guard !records.isEmpty else { return }
        for (other, lookup) in references(to: module) {
            try session.prepareReferences(by: lookup, of: other)
            if isPart(other, by: lookup) {
                try remove(try session.records(of: other, referringTo: records, by: lookup), from: other, session)
            } else {
                try session.clearReferences(to: records, by: lookup, of: other)
            }
        }
        try session.remove(records, from: module)
    }

    /// The lookups that lead to a module, of all modules.
    private func references(to module: Module) -> [(module: Module, lookup: Field)] {
        schema.modules.flatMap { other in
            other.fields.filter { field in
                guard field.storedForm == .reference else { return false }
                return switch field.lookup {
                case .module(let name), .chosenModule(let name): name == module.apiName
                case .modules(let names): names.contains(module.apiName)
                case .users, nil: false
                }
            }.map { (other, $0) }
        }
    }

    /// Whether records go with the one that a lookup of theirs leads to.
    private func isPart(_ module: Module, by lookup: Field) -> Bool {
        if lookup.apiName == MappingRules.parentID { return true }
        return module.generatedType == .linking && MappingRules(schema: schema, module: module, parent: nil).isLinkLookup(lookup)
    }

    private static func refused(_ sent: String, _ code: RowError.Code, _ reason: RowError.Reason) -> RecordOutcome {
        .refused([RecordError(code, reason, sentID: sent)])
    }

    /// What a module hasn't got reads as empty.
    private static func noField(named name: String) -> Field {
        Field(id: ObjectID(0), apiName: name, dataType: .subform)
    }
}
