import BulkModel
import BulkStore
import Foundation
import GRDB

extension SQLiteOrganizationStore: JobStore {
    func addReadJob(_ make: @Sendable (ObjectID) -> ReadJob) async throws -> ReadJob {
        try await database.write { database in
            let job = make(try self.reserveIDs(1, in: database))
            try database.execute(
                sql: """
                    INSERT INTO _read_jobs (id, version, query, created_by_id, created_by_name, created_time, callback_url, state)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    job.id.rawValue, job.version.rawValue, try JSONColumn.text(job.query), job.createdBy.id.rawValue, job.createdBy.name,
                    job.createdTime.seconds, job.callbackURL, job.state.rawValue,
                ])
            return job
        }
    }

    func readJob(_ id: ObjectID) async throws -> ReadJob? {
        try await database.read {
            try Row.fetchOne($0, sql: "SELECT * FROM _read_jobs WHERE id = ?", arguments: [id.rawValue]).map(JobColumns.job)
        }
    }

    func leaseReadJob(for worker: LeaseHolder, now: Date, until: Date) async throws -> ReadJob? {
        try await database.write { database in
            try Row.fetchOne(
                database,
                sql: """
                    UPDATE _read_jobs SET state = 'IN PROGRESS', lease_holder = ?, lease_until = ?
                    WHERE id = (
                        SELECT id FROM _read_jobs
                        WHERE state IN ('ADDED', 'IN PROGRESS') AND (state = 'ADDED' OR lease_until < ?)
                        ORDER BY id LIMIT 1
                    )
                    RETURNING *
                    """,
                arguments: [worker.name, until.seconds, now.seconds]
            ).map(JobColumns.job)
        }
    }

    func renewLease(of job: ObjectID, for worker: LeaseHolder, until: Date) throws {
        try database.write { database in
            try database.execute(
                sql: "UPDATE _read_jobs SET lease_until = ? WHERE id = ? AND lease_holder = ?",
                arguments: [until.seconds, job.rawValue, worker.name])
            guard database.changesCount == 1 else { throw StoreError.leaseLost(job: job) }
        }
    }

    func settle(_ job: ObjectID, for worker: LeaseHolder, as ending: JobEnding, now: Date) throws {
        try database.write { database in
            let row = try Row.fetchOne(
                database, sql: "SELECT * FROM _read_jobs WHERE id = ? AND lease_holder = ?", arguments: [job.rawValue, worker.name])
            guard let leased = try row.map(JobColumns.job) else { throw StoreError.leaseLost(job: job) }
            guard leased.state.canBecome(ending.state) else {
                throw StoreError.illegalTransition(job: job, from: leased.state, to: ending.state)
            }
            var result: String?
            var failure: String?
            var completed: Int64?
            switch ending {
            case .completed(let value):
                result = try JSONColumn.text(value)
                completed = value.completedTime.seconds
            case .failed(let value): failure = try JSONColumn.text(value)
            case .interrupted: break
            }
            try database.execute(
                sql: """
                    UPDATE _read_jobs SET state = ?, result = ?, failure = ?, completed_time = ?, lease_holder = NULL, lease_until = NULL
                    WHERE id = ?
                    """,
                arguments: [ending.state.rawValue, result, failure, completed, job.rawValue])
            if ending.state.isFinal { try self.addDelivery(of: leased, due: now.seconds, in: database) }
        }
    }

    func releaseLeases() async throws -> [ObjectID] {
        try await database.write { database in
            try Int64.fetchAll(
                database,
                sql: """
                    UPDATE _read_jobs SET state = 'ADDED', lease_holder = NULL, lease_until = NULL
                    WHERE state = 'IN PROGRESS' RETURNING id
                    """
            ).map { ObjectID($0) }
        }
    }

    func waitingReadJobs() async throws -> Int {
        try await database.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM _read_jobs WHERE state = 'ADDED'") ?? 0 }
    }

    func readJobs(completedBefore time: Date, after id: ObjectID?, limit: Int) async throws -> [ReadJob] {
        try await database.read {
            try Row.fetchAll(
                $0,
                sql: """
                    SELECT * FROM _read_jobs WHERE state = 'COMPLETED' AND id > ? AND completed_time < ? ORDER BY id LIMIT ?
                    """,
                arguments: [id?.rawValue ?? 0, time.seconds, limit]
            ).map(JobColumns.job)
        }
    }
}
