import BulkModel
import BulkStore
import Foundation
import GRDB

extension SQLiteOrganizationStore: UploadStore {
    func add(_ upload: Upload) async throws {
        try await database.write {
            try $0.execute(
                sql: "INSERT INTO _uploads (id, file_name, size, created_time) VALUES (?, ?, ?, ?)",
                arguments: [upload.id.rawValue, upload.fileName, upload.size, upload.createdTime.seconds])
        }
    }

    func upload(_ id: ObjectID) async throws -> Upload? {
        try await database.read {
            try Row.fetchOne($0, sql: "SELECT * FROM _uploads WHERE id = ?", arguments: [id.rawValue]).map(Upload.init)
        }
    }

    func uploads(createdBefore time: Date, limit: Int) async throws -> [Upload] {
        try await database.read {
            // Which file a job reads stands in its request, once for each resource.
            try Row.fetchAll(
                $0,
                sql: """
                    SELECT * FROM _uploads WHERE created_time < ? AND NOT EXISTS (
                        SELECT 1 FROM _jobs, json_each(_jobs.request, '$.resources') AS resource
                        WHERE _jobs.state IN ('ADDED', 'IN PROGRESS', 'CANCELLING') AND _jobs.kind = 'write'
                            AND json_extract(resource.value, '$.source.upload') = CAST(_uploads.id AS TEXT)
                    )
                    ORDER BY created_time, id LIMIT ?
                    """,
                arguments: [time.seconds, limit]
            ).map(Upload.init)
        }
    }

    func removeUpload(_ id: ObjectID) async throws {
        try await database.write { try $0.execute(sql: "DELETE FROM _uploads WHERE id = ?", arguments: [id.rawValue]) }
    }
}

extension Upload {
    fileprivate init(row: Row) {
        self.init(
            id: ObjectID(row["id"] as Int64), fileName: row["file_name"], size: row["size"],
            createdTime: Date(seconds: row["created_time"]))
    }
}
