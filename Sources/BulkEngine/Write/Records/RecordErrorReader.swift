import BulkModel
import BulkStore

/// Says of records that were refused what is wrong, in the terms of the call: where, and which record is in the way.
struct RecordErrorReader {
    let plan: ResourcePlan
    /// What errors name by their position.
    let fields: [Field]
    let context: ImportContext

    /// - Parameters:
    ///   - rows: the records as they were decoded.
    ///   - records: the same as they came.
    /// - Returns: the errors by row, in the order of the fields.
    func errors(
        of outcomes: RowOutcomes, _ rows: DecodedRows, _ records: [JSONValue], _ session: any ImportSession
    ) throws -> [Int: [RecordError]] {
        var errors: [Int: [RecordError]] = [:]
        for (row, error) in outcomes.errors.sorted(by: { ($0.row, $0.error.mapping ?? -1) < ($1.row, $1.error.mapping ?? -1) }) {
            errors[row, default: []].append(try self.error(error, row, rows, records[row], session))
        }
        return errors
    }

    private func error(
        _ error: RowError, _ row: Int, _ rows: DecodedRows, _ record: JSONValue, _ session: any ImportSession
    ) throws -> RecordError {
        let field = error.mapping.map { fields[$0] }
        var result = RecordError(error.code, error.reason, at: field.map { [.member($0.apiName)] } ?? [], field: field)
        result.sentID = record["id"].flatMap { $0.string ?? $0.integer.map { String($0) } }
        switch error.reason {
        case .tooLong, .tooManyDigits: result.maximum = field.map { ValueReader.maximum(of: $0) }
        case .tooManyChildren: result.maximum = plan.children?.limit
        case .valueTaken, .recordExists, .severalMatch: result.duplicate = try duplicate(of: error, row, rows, session)
        default: break
        }
        return result
    }

    /// The record that has the value: as things stand after the call, so one of the call's own records may be it.
    private func duplicate(
        of error: RowError, _ row: Int, _ rows: DecodedRows, _ session: any ImportSession
    ) throws -> RecordError.Duplicate? {
        guard let position = plan.columns.firstIndex(where: { $0.mapping == error.mapping }) else { return nil }
        let owner = plan.module.field(named: ImportConstant.owner)
        let matches = try session.match(
            KeyColumn(rows.batch, column: position + (plan.hasIDKey ? 0 : 1), rows: row..<row + 1), by: plan.columns[position].field,
            of: plan.module, attributes: [owner].compactMap { $0 })
        guard matches.records[0] != 0 else { return nil }
        return RecordError.Duplicate(
            record: ObjectID(matches.records[0]), module: plan.module.reference,
            owner: owner.flatMap { _ in matches.attribute(0, of: 0) }.flatMap { context.userList[$0] }, isSeveral: matches.isSeveral[0])
    }
}
