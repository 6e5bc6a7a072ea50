import BulkModel
import BulkStore
import FoundationEssentials

/// Writes the records of a call inside a transaction, each as if it came after the ones before it. A record and what is part of it are
/// written together or not at all; a record that is refused takes no other with it. (platform specification, section 14.2)
struct RecordWriter: Sendable {
    let plan: RecordPlan
    let records: [JSONValue]
    let context: ImportContext
    let now: Date

    /// What became of a record, before its stamps are known.
    private enum Written {
        case added(Int64)
        case updated(Int64, matchedBy: String?)
        case refused([RecordError])

        var record: Int64? {
            switch self {
            case .added(let record), .updated(let record, _): record
            case .refused: nil
            }
        }
    }

    func write(_ session: any ImportSession) throws -> [RecordOutcome] {
        var learners = RecordLearners(plan)
        var written: [Written] = []
        while written.count < records.count {
            let start = written.count
            let end = records[start...].firstIndex { hasRelated($0) } ?? records.count
            if end > start {
                written += try writeOwn(start..<end, learners, session)
            } else {
                written.append(try writeFamily(start, &learners, session))
            }
        }
        try learners.store(in: session)
        return try outcomes(of: written, session)
    }

    private func hasRelated(_ record: JSONValue) -> Bool {
        plan.related.contains { record[$0.field.apiName] != nil }
    }

    /// A record with what is part of it.
    private func writeFamily(_ index: Int, _ learners: inout RecordLearners, _ session: any ImportSession) throws -> Written {
        let ownLearners = learners.copy()
        var refusal = Written.refused([])
        let written = try session.attempt { () -> Written? in
            let written = try writeOwn(index..<index + 1, ownLearners, session)[0]
            guard let record = written.record else {
                refusal = written
                return nil
            }
            var errors: [RecordError] = []
            for (position, related) in plan.related.enumerated() {
                guard let value = records[index][related.field.apiName] else { continue }
                let writer = RelatedWriter(related: related, record: record, context: context, now: now)
                errors += try writer.write(value, ownLearners.related[position], session)
            }
            guard errors.isEmpty else {
                refusal = .refused(errors)
                return nil
            }
            return written
        }
        if written != nil { learners = ownLearners }
        return written ?? refusal
    }

    /// Consecutive records without what may be part of them.
    private func writeOwn(_ range: Range<Int>, _ learners: RecordLearners, _ session: any ImportSession) throws -> [Written] {
        var rows = RecordDecoder(plan: plan.own).decode(records[range])
        for (row, index) in range.enumerated() { requireRelated(of: index, row: row, &rows) }
        let result = try RowImporter(plan: plan.own, user: context.user.id.rawValue, now: now).run(&rows, learners.own, session)
        let reader = RecordErrorReader(plan: plan.own, fields: plan.fields, context: context)
        let errors = try reader.errors(of: result.outcomes, rows, Array(records[range]), session)
        return result.outcomes.statuses.enumerated().map { row, status in
            let record = result.outcomes.records[row]
            return switch status {
            case .added: .added(record)
            case .updated: .updated(record, matchedBy: plan.own.findBy[result.keys[row] ?? 0].field.apiName)
            case .skipped, .unprocessed: .refused(errors[row] ?? [])
            }
        }
    }

    /// Line items and the like, which a record of some modules can't be without.
    private func requireRelated(of index: Int, row: Int, _ rows: inout DecodedRows) {
        for field in plan.mandatoryRelated {
            guard let position = plan.position(of: field) else { continue }
            switch records[index][field.apiName] {
            case .array(let elements)? where !elements.isEmpty: break
            case .null?: rows.errors.add(RowError(.mandatoryNotFound, mapping: position, .missing), row: row)
            case nil, .array?: rows.errors.addMissing(mapping: position, row: row)
            default: break
            }
        }
    }

    private func outcomes(of written: [Written], _ session: any ImportSession) throws -> [RecordOutcome] {
        let stamps = try RecordStampReader(module: plan.own.module, users: context.userList).stamps(
            of: written.compactMap(\.record), session)
        return written.map { written in
            switch written {
            case .added(let record): .added(stamps[record] ?? RecordStamps(id: ObjectID(record)))
            case .updated(let record, let key): .updated(stamps[record] ?? RecordStamps(id: ObjectID(record)), matchedBy: key)
            case .refused(let errors): .refused(errors)
            }
        }
    }
}
