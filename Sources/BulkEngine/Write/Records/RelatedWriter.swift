import BulkModel
import BulkStore
import FoundationEssentials

/// Writes what is part of a record: rows of a subform, links of a multi-select lookup. A row with an id is changed, one with `_delete`
/// goes, one without an id is added, and those that aren't named stay. (platform specification, section 14.2)
struct RelatedWriter {
    let related: RecordPlan.Related
    /// The record that the rows are part of.
    let record: Int64
    let context: ImportContext
    let now: Date

    /// - Returns: what is wrong with the rows; then the caller undoes all of it.
    func write(_ value: JSONValue, _ learners: [PickListLearner], _ session: any ImportSession) throws -> [RecordError] {
        let module = related.plan.module
        let existing = try session.records(of: module, referringTo: [record], by: related.join)
        if value == .null {
            try session.remove(existing, from: module)
            return []
        }
        guard let elements = value.array else { return [RecordError(.invalidData, .wrongKind, at: place, field: related.field)] }
        let present = Set(existing)
        var errors: [RecordError] = []
        var removed: [Int64] = []
        var kept: [(index: Int, row: JSONValue)] = []
        for (index, element) in elements.enumerated() {
            guard let row = element.object else {
                errors.append(RecordError(.invalidData, .wrongKind, at: place(index)))
                continue
            }
            let isDeleted = row[RecordPlan.deletion] != nil
            if let sent = row["id"], sent != .null || isDeleted {
                let id = Self.id(sent)
                guard let id, present.contains(id) else {
                    errors.append(error(ofID: sent, at: index))
                    continue
                }
                if isDeleted { removed.append(id) }
            } else if isDeleted {
                errors.append(RecordError(.mandatoryNotFound, .keyMissing, at: place(index) + [.member("id")], field: idField))
            }
            if !isDeleted { kept.append((index, related.record(row, of: record))) }
        }
        guard errors.isEmpty else { return errors }
        try session.remove(removed, from: module)
        return try write(kept, learners, session)
    }

    private func write(
        _ kept: [(index: Int, row: JSONValue)], _ learners: [PickListLearner], _ session: any ImportSession
    ) throws -> [RecordError] {
        let records = kept.map(\.row)
        var rows = RecordDecoder(plan: related.plan).decode(records)
        let result = try RowImporter(plan: related.plan, user: context.user.id.rawValue, now: now).run(&rows, learners, session)
        let reader = RecordErrorReader(plan: related.plan, fields: related.fields, context: context)
        return try reader.errors(of: result.outcomes, rows, records, session).sorted { $0.key < $1.key }.flatMap { row, errors in
            errors.map { error in
                var error = error
                error.place = place(kept[row].index) + error.place
                return error
            }
        }
    }

    private var place: [RecordError.Step] { [.member(related.field.apiName)] }

    private func place(_ index: Int) -> [RecordError.Step] { place + [.element(index)] }

    private var idField: Field? { related.plan.fields.first }

    private func error(ofID sent: JSONValue, at index: Int) -> RecordError {
        RecordError(
            .resourceNotFound, .noMatch, at: place(index) + [.member("id")], field: idField, sentID: sent.string ?? sent.description)
    }

    private static func id(_ value: JSONValue) -> Int64? {
        (value.string ?? value.integer.map { String($0) }).flatMap { ObjectID($0)?.rawValue }
    }
}
