import BulkModel
import Foundation
import GRDB

/// How a job lies in the columns of `_read_jobs`.
enum JobColumns {
    static func job(_ row: Row) throws -> ReadJob {
        guard let version = APIVersion(rawValue: row["version"]), let state = JobState(rawValue: row["state"]) else {
            throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "a job's version or state is unknown to this release")
        }
        return ReadJob(
            id: ObjectID(row["id"] as Int64), version: version, query: try JSONColumn.value(ReadQuery.self, row["query"]),
            createdBy: UserReference(id: ObjectID(row["created_by_id"] as Int64), name: row["created_by_name"]),
            createdTime: Date(seconds: row["created_time"]), callbackURL: row["callback_url"], state: state,
            result: try (row["result"] as String?).map { try JSONColumn.value(ReadResult.self, $0) },
            failure: try (row["failure"] as String?).map { try JSONColumn.value(JobFailure.self, $0) })
    }
}
