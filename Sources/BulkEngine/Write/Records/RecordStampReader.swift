import BulkModel
import BulkStore

/// Reads who made records and who changed them last.
struct RecordStampReader {
    let module: Module
    let users: [Int64: UserReference]

    private static let names = ["Created_Time", "Created_By", "Modified_Time", "Modified_By"]

    func stamps(of records: [Int64], _ session: any ImportSession) throws -> [Int64: RecordStamps] {
        let fields = Self.names.map { module.field(named: $0) ?? Field(id: ObjectID(0), apiName: $0, dataType: .subform) }
        var stamps: [Int64: RecordStamps] = [:]
        for (record, row) in zip(records, try session.rows(records, of: module, fields)) {
            guard let row else { continue }
            stamps[record] = RecordStamps(
                id: ObjectID(record), createdTime: row[0]?.integer, createdBy: row[1]?.integer.flatMap { users[$0] },
                modifiedTime: row[2]?.integer, modifiedBy: row[3]?.integer.flatMap { users[$0] })
        }
        return stamps
    }
}
