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
                    INSERT INTO _jobs (id, kind, version, request, created_by_id, created_by_name, created_time, callback_url, state)
                    VALUES (?, 'read', ?, ?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    job.id.rawValue, job.version.rawValue, try JSONColumn.text(job.query), job.createdBy.id.rawValue, job.createdBy.name,
                    job.createdTime.seconds, job.callbackURL, job.state.rawValue,
                ])
            return job
        }
    }

    func readJob(_ id: ObjectID) async throws -> ReadJob? {
        try await job(id, kind: JobColumns.read, JobColumns.readJob)
    }

    func addWriteJob(_ make: @Sendable (ObjectID) -> WriteJob) async throws -> WriteJob {
        try await database.write { database in
            let job = make(try self.reserveIDs(1, in: database))
            try database.execute(
                sql: """
                    INSERT INTO _jobs (
                        id, kind, version, request, created_by_id, created_by_name, created_time, callback_url, address, state,
                        progress
                    )
                    VALUES (?, 'write', ?, ?, ?, ?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    job.id.rawValue, job.version.rawValue, try JSONColumn.text(job.request), job.createdBy.id.rawValue,
                    job.createdBy.name, job.createdTime.seconds, job.callbackURL, job.address, job.state.rawValue,
                    try JSONColumn.text(job.progress),
                ])
            return job
        }
    }

    func writeJob(_ id: ObjectID) async throws -> WriteJob? {
        try await job(id, kind: JobColumns.write, JobColumns.writeJob)
    }

    private func job<Job: Sendable>(_ id: ObjectID, kind: String, _ make: @escaping @Sendable (Row) throws -> Job) async throws -> Job? {
        try await database.read {
            try Row.fetchOne($0, sql: "SELECT * FROM _jobs WHERE id = ? AND kind = ?", arguments: [id.rawValue, kind]).map(make)
        }
    }

    func leaseJob(for worker: LeaseHolder, now: Date, until: Date) async throws -> LeasedJob? {
        try await database.write { database in
            try Row.fetchOne(
                database,
                sql: """
                    UPDATE _jobs SET state = 'IN PROGRESS', lease_holder = :worker, lease_until = :until
                    WHERE id = (
                        SELECT id FROM _jobs
                        WHERE state IN ('ADDED', 'IN PROGRESS') AND (state = 'ADDED' OR lease_until < :now) AND (
                            kind = 'read' OR NOT EXISTS (
                                SELECT 1 FROM _jobs AS other
                                WHERE other.state IN ('ADDED', 'IN PROGRESS') AND other.state = 'IN PROGRESS'
                                    AND other.kind = 'write' AND other.lease_until >= :now
                            )
                        )
                        ORDER BY id LIMIT 1
                    )
                    RETURNING *
                    """,
                arguments: ["worker": worker.name, "until": until.seconds, "now": now.seconds]
            ).map(JobColumns.leasedJob)
        }
    }

    func renewLease(of job: ObjectID, for worker: LeaseHolder, until: Date) throws {
        try database.write { database in
            try database.execute(
                sql: "UPDATE _jobs SET lease_until = ? WHERE id = ? AND lease_holder = ?",
                arguments: [until.seconds, job.rawValue, worker.name])
            guard database.changesCount == 1 else { throw StoreError.leaseLost(job: job) }
        }
    }

    func settle(_ job: ObjectID, for worker: LeaseHolder, as ending: JobEnding, now: Date) throws {
        try database.write { database in
            let row = try Row.fetchOne(
                database, sql: "SELECT state, callback_url FROM _jobs WHERE id = ? AND lease_holder = ?",
                arguments: [job.rawValue, worker.name])
            guard let row else { throw StoreError.leaseLost(job: job) }
            let state = try JobColumns.state(row)
            guard state.canBecome(ending.state) else {
                throw StoreError.illegalTransition(job: job, from: state, to: ending.state)
            }
            let columns = try JobEndingColumns(ending, now: now)
            try database.execute(
                sql: """
                    UPDATE _jobs SET state = ?, progress = coalesce(?, progress), result = ?, failure = ?, completed_time = ?,
                        lease_holder = NULL, lease_until = NULL
                    WHERE id = ?
                    """,
                arguments: [
                    ending.state.rawValue, columns.progress, columns.result, columns.failure, columns.completed, job.rawValue,
                ])
            if ending.state.isFinal, let url = row["callback_url"] as String? {
                try self.addDelivery(of: job, to: url, due: now.seconds, in: database)
            }
        }
    }

    func releaseLeases() async throws -> [ObjectID] {
        try await database.write { database in
            try Int64.fetchAll(
                database,
                sql: """
                    UPDATE _jobs SET state = 'ADDED', lease_holder = NULL, lease_until = NULL
                    WHERE state = 'IN PROGRESS' RETURNING id
                    """
            ).map { ObjectID($0) }
        }
    }

    func waitingJobs() async throws -> Int {
        try await database.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM _jobs WHERE state = 'ADDED'") ?? 0 }
    }

    func readJobs(completedBefore time: Date, after id: ObjectID?, limit: Int) async throws -> [ReadJob] {
        try await jobs(kind: JobColumns.read, completedBefore: time, after: id, limit: limit, JobColumns.readJob)
    }

    func writeJobs(completedBefore time: Date, after id: ObjectID?, limit: Int) async throws -> [WriteJob] {
        try await jobs(kind: JobColumns.write, completedBefore: time, after: id, limit: limit, JobColumns.writeJob)
    }

    private func jobs<Job: Sendable>(
        kind: String, completedBefore time: Date, after id: ObjectID?, limit: Int, _ make: @escaping @Sendable (Row) throws -> Job
    ) async throws -> [Job] {
        try await database.read {
            try Row.fetchAll(
                $0,
                sql: """
                    SELECT * FROM _jobs WHERE kind = ? AND completed_time IS NOT NULL AND id > ? AND completed_time < ?
                    ORDER BY id LIMIT ?
                    """,
                arguments: [kind, id?.rawValue ?? 0, time.seconds, limit]
            ).map(make)
        }
    }
}
