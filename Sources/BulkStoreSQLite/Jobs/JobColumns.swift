import BulkModel
import BulkStore
import Foundation
import GRDB

/// How jobs lie in the columns of `_jobs`.
enum JobColumns {
    /// The two kinds of job.
    static let read = "read"
    static let write = "write"

    static func job(_ row: Row) throws -> BulkJob {
        row["kind"] == write ? .write(try writeJob(row)) : .read(try readJob(row))
    }

    static func readJob(_ row: Row) throws -> ReadJob {
        var job = ReadJob(
            id: ObjectID(row["id"] as Int64), version: try version(row), query: try JSONColumn.value(ReadQuery.self, row["request"]),
            createdBy: author(row), createdTime: Date(seconds: row["created_time"]), callbackURL: row["callback_url"],
            state: try state(row), result: try value(ReadResult.self, row["result"]), failure: try value(JobFailure.self, row["failure"]))
        (job.startedTime, job.endedTime, job.idempotencyKey) = (moment(row["started_time"]), moment(row["ended_time"]), key(row))
        return job
    }

    static func writeJob(_ row: Row) throws -> WriteJob {
        var job = WriteJob(
            id: ObjectID(row["id"] as Int64), version: try version(row), request: try JSONColumn.value(WriteRequest.self, row["request"]),
            createdBy: author(row), createdTime: Date(seconds: row["created_time"]), callbackURL: row["callback_url"],
            address: row["address"] ?? "", state: try state(row), progress: try JSONColumn.value([ResourceProgress].self, row["progress"]),
            result: try value(WriteResult.self, row["result"]), failure: try value(JobFailure.self, row["failure"]))
        (job.startedTime, job.endedTime, job.idempotencyKey) = (moment(row["started_time"]), moment(row["ended_time"]), key(row))
        job.startedRows = row["started_rows"]
        return job
    }

    private static func moment(_ milliseconds: Int64?) -> Date? {
        milliseconds.map { Date(milliseconds: $0) }
    }

    private static func key(_ row: Row) -> IdempotencyKey? {
        guard let text = row["idempotency_key"] as String?, let fingerprint = row["fingerprint"] as String? else { return nil }
        return IdempotencyKey(text: text, fingerprint: fingerprint)
    }

    /// Its condition is that of the index, so that jobs that have ended are not even looked at.
    static let openJobsSQL = """
        SELECT kind, state, count(*) AS count, min(created_time) AS oldest FROM _jobs
        WHERE state IN ('ADDED', 'IN PROGRESS', 'CANCELLING') GROUP BY kind, state ORDER BY kind, state
        """

    static func openJobs(_ row: Row) throws -> OpenJobs {
        guard let kind = JobKind(rawValue: row["kind"]) else { throw unknown }
        return OpenJobs(kind: kind, state: try state(row), count: row["count"], oldest: Date(seconds: row["oldest"]))
    }

    static func state(_ row: Row) throws -> JobState {
        guard let state = JobState(rawValue: row["state"]) else { throw unknown }
        return state
    }

    private static func version(_ row: Row) throws -> APIVersion {
        guard let version = APIVersion(rawValue: row["version"]) else { throw unknown }
        return version
    }

    private static func author(_ row: Row) -> UserReference {
        UserReference(id: ObjectID(row["created_by_id"] as Int64), name: row["created_by_name"])
    }

    private static func value<Value: Decodable>(_ type: Value.Type, _ text: String?) throws -> Value? {
        try text.map { try JSONColumn.value(type, $0) }
    }

    private static var unknown: DatabaseError {
        DatabaseError(resultCode: .SQLITE_CORRUPT, message: "a job's version or state is unknown to this release")
    }
}

/// What settling a job writes into its columns.
struct JobEndingColumns {
    var progress: String?
    var result: String?
    var failure: String?
    var completed: Int64?

    /// - Parameter now: from when on what a job has left that didn't come to its end may be removed.
    init(_ ending: JobEnding, now: Date) throws {
        switch ending {
        case .completed(let value):
            result = try JSONColumn.text(value)
            completed = value.completedTime.seconds
        case .imported(let value, let resources): try set(value, resources, completed: value.completedTime)
        case .failed(let reason): failure = try JSONColumn.text(reason)
        case .broken(let reason, let value, let resources):
            failure = try JSONColumn.text(reason)
            try set(value, resources, completed: value?.completedTime ?? now)
        case .cancelled(let value, let resources):
            // An export leaves nothing behind.
            if !resources.isEmpty { try set(value, resources, completed: value?.completedTime ?? now) }
        case .interrupted: break
        }
    }

    private mutating func set(_ value: WriteResult?, _ resources: [ResourceProgress], completed time: Date) throws {
        progress = try JSONColumn.text(resources)
        result = try value.map { try JSONColumn.text($0) }
        completed = time.seconds
    }
}
