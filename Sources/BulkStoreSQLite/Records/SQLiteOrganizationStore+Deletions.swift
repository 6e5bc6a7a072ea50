import BulkModel
import BulkStore
import Foundation
import GRDB

extension SQLiteOrganizationStore: DeletionStore {
    func deletedRecords(of module: ObjectID, from: Date?, before end: Date?, offset: Int, limit: Int) async throws -> [DeletedRecord] {
        try await database.read {
            try Row.fetchAll(
                $0,
                sql: """
                    SELECT * FROM _deleted_records WHERE module_id = ? AND deleted_time >= ? AND deleted_time < ?
                    ORDER BY deleted_time DESC, record_id DESC LIMIT ? OFFSET ?
                    """,
                arguments: [module.rawValue, from?.seconds ?? .min, end?.seconds ?? .max, limit, offset]
            ).map(DeletedRecord.init)
        }
    }

    func forgetDeletions(before time: Date) async throws {
        try await database.write {
            try $0.execute(sql: "DELETE FROM _deleted_records WHERE deleted_time < ?", arguments: [time.seconds])
        }
    }
}

extension DeletedRecord {
    fileprivate init(row: Row) {
        self.init(
            id: ObjectID(row["record_id"] as Int64), displayName: row["display_name"],
            createdBy: (row["created_by"] as Int64?).map { ObjectID($0) }, deletedBy: ObjectID(row["deleted_by"] as Int64),
            deletedTime: Date(seconds: row["deleted_time"]))
    }
}
