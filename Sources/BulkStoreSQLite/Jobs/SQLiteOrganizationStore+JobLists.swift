import BulkModel
import BulkStore
import Foundation
import GRDB

/// Jobs of either kind, one by one and listed.
extension SQLiteOrganizationStore {
    func job(_ id: ObjectID) async throws -> BulkJob? {
        try await database.read { try Self.job(id, in: $0) }
    }

    func job(createdBy user: ObjectID, withKey key: String) async throws -> BulkJob? {
        try await database.read {
            try Row.fetchOne(
                $0, sql: "SELECT * FROM _jobs WHERE created_by_id = ? AND idempotency_key = ?", arguments: [user.rawValue, key]
            ).map(JobColumns.job)
        }
    }

    func existingJobs(_ ids: [ObjectID]) async throws -> Set<ObjectID> {
        try await database.read { database in
            let statement = try database.cachedStatement(sql: "SELECT 1 FROM _jobs WHERE id = ?")
            return Set(try ids.filter { try Int.fetchOne(statement, arguments: [$0.rawValue]) != nil })
        }
    }

    func jobs(_ filter: JobFilter, before id: ObjectID?, limit: Int) async throws -> [BulkJob] {
        let (conditions, bindings) = Self.conditions(filter, before: id)
        return try await database.read {
            try Row.fetchAll(
                $0, sql: "SELECT * FROM _jobs WHERE \(conditions.joined(separator: " AND ")) ORDER BY id DESC LIMIT ?",
                arguments: StatementArguments(bindings + [limit.databaseValue])
            ).map(JobColumns.job)
        }
    }

    private static func conditions(_ filter: JobFilter, before id: ObjectID?) -> ([String], [DatabaseValue]) {
        var conditions: [String] = []
        var bindings: [DatabaseValue] = []
        func require(_ condition: String, _ values: [any DatabaseValueConvertible]) {
            conditions.append(condition)
            bindings += values.map(\.databaseValue)
        }
        func marks(_ count: Int) -> String { Array(repeating: "?", count: count).joined(separator: ", ") }
        require("kind IN (\(marks(filter.kinds.count)))", filter.kinds.map(\.rawValue))
        if let states = filter.states { require("state IN (\(marks(states.count)))", states.map(\.rawValue)) }
        if let id { require("id < ?", [id.rawValue]) }
        if let user = filter.createdBy { require("created_by_id = ?", [user.rawValue]) }
        if let time = filter.createdSince { require("created_time >= ?", [time.seconds]) }
        if let time = filter.createdBefore { require("created_time < ?", [time.seconds]) }
        if let time = filter.endedSince { require("coalesce(ended_time, created_time * 1000) > ?", [time.milliseconds]) }
        if let module = filter.module {
            require(
                """
                CASE kind WHEN 'read' THEN json_extract(request, '$.module.apiName') = ? ELSE EXISTS (
                    SELECT 1 FROM json_each(request, '$.resources') AS resource
                    WHERE json_extract(resource.value, '$.module.apiName') = ?
                ) END
                """, [module, module])
        }
        if let upload = filter.upload {
            // All resources of a job read one file.
            require("kind = 'write' AND json_extract(request, '$.resources[0].source.upload') = ?", [upload.description])
        }
        return (conditions, bindings)
    }
}
