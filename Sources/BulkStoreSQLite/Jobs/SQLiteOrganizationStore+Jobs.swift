import BulkModel
import BulkStore
import Foundation
import GRDB

extension SQLiteOrganizationStore: JobStore {
    func addReadJob(_ make: @Sendable (ObjectID) -> ReadJob) async throws -> ReadJob {
        try await database.write { database in
            let job = make(try self.reserveIDs(1, in: database))
            try Self.checkKey(of: .read(job), in: database)
            try database.execute(
                sql: """
                    INSERT INTO _jobs (
                        id, kind, version, request, created_by_id, created_by_name, created_time, callback_url, state, idempotency_key,
                        fingerprint
                    )
                    VALUES (?, 'read', ?, ?, ?, ?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    job.id.rawValue, job.version.rawValue, try JSONColumn.text(job.query), job.createdBy.id.rawValue, job.createdBy.name,
                    job.createdTime.seconds, job.callbackURL, job.state.rawValue, job.idempotencyKey?.text,
                    job.idempotencyKey?.fingerprint,
                ])
            return job
        }
    }

    /// - Throws: ``StoreError/keyTaken(job:)``; what the transaction has done is undone then.
    private static func checkKey(of job: BulkJob, in database: Database) throws {
        guard let key = job.idempotencyKey else { return }
        let taken = try Int64.fetchOne(
            database, sql: "SELECT id FROM _jobs WHERE created_by_id = ? AND idempotency_key = ?",
            arguments: [job.createdBy.id.rawValue, key.text])
        if let taken { throw StoreError.keyTaken(job: ObjectID(taken)) }
    }

    func readJob(_ id: ObjectID) async throws -> ReadJob? {
        try await job(id, kind: JobColumns.read, JobColumns.readJob)
    }

    func addWriteJob(_ make: @Sendable (ObjectID) -> WriteJob) async throws -> WriteJob {
        try await database.write { database in
            let job = make(try self.reserveIDs(1, in: database))
            try Self.checkKey(of: .write(job), in: database)
            try database.execute(
                sql: """
                    INSERT INTO _jobs (
                        id, kind, version, request, created_by_id, created_by_name, created_time, callback_url, address, state,
                        progress, idempotency_key, fingerprint
                    )
                    VALUES (?, 'write', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    job.id.rawValue, job.version.rawValue, try JSONColumn.text(job.request), job.createdBy.id.rawValue,
                    job.createdBy.name, job.createdTime.seconds, job.callbackURL, job.address, job.state.rawValue,
                    try JSONColumn.text(job.progress), job.idempotencyKey?.text, job.idempotencyKey?.fingerprint,
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

    func leaseJob(for worker: LeaseHolder, now: Date, until: Date) async throws -> BulkJob? {
        try await database.write { database in
            let row = try Row.fetchOne(
                database,
                sql: """
                    UPDATE _jobs SET
                        state = CASE state WHEN 'CANCELLING' THEN state ELSE 'IN PROGRESS' END,
                        started_time = CASE state WHEN 'CANCELLING' THEN started_time ELSE :started END,
                        lease_holder = :worker, lease_until = :until
                    WHERE id = (
                        SELECT id FROM _jobs
                        WHERE state IN ('ADDED', 'IN PROGRESS', 'CANCELLING') AND (lease_until IS NULL OR lease_until < :now) AND (
                            kind = 'read' OR state = 'CANCELLING' OR NOT EXISTS (
                                SELECT 1 FROM _jobs AS other
                                WHERE other.state IN ('ADDED', 'IN PROGRESS', 'CANCELLING') AND other.state <> 'ADDED'
                                    AND other.kind = 'write' AND other.lease_until >= :now
                            )
                        )
                        ORDER BY id LIMIT 1
                    )
                    RETURNING *
                    """,
                arguments: ["worker": worker.name, "until": until.seconds, "now": now.seconds, "started": now.milliseconds])
            guard let row else { return nil }
            guard case .write(var job) = try JobColumns.job(row), job.state != .cancelling else { return try JobColumns.job(row) }
            job.startedRows = job.progress.map(\.rows).reduce(0, +)
            try database.execute(
                sql: "UPDATE _jobs SET started_rows = ? WHERE id = ?", arguments: [job.startedRows, job.id.rawValue])
            return .write(job)
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
            let next = ending == .interrupted && state == .cancelling ? state : ending.state
            guard next == state || state.canBecome(next) else { throw StoreError.illegalTransition(job: job, from: state, to: next) }
            let columns = try JobEndingColumns(ending, now: now)
            try database.execute(
                sql: """
                    UPDATE _jobs SET state = :state, progress = coalesce(:progress, progress), result = :result, failure = :failure,
                        completed_time = :completed, ended_time = :ended,
                        started_time = CASE :state WHEN 'ADDED' THEN NULL ELSE started_time END, lease_holder = NULL, lease_until = NULL
                    WHERE id = :id
                    """,
                arguments: [
                    "state": next.rawValue, "progress": columns.progress, "result": columns.result, "failure": columns.failure,
                    "completed": columns.completed, "ended": next.hasEnded ? now.milliseconds : nil, "id": job.rawValue,
                ])
            if next.hasEnded, let url = row["callback_url"] as String? {
                try self.addDelivery(of: job, to: url, due: now.seconds, in: database)
            }
        }
    }

    func releaseLeases() async throws -> [ObjectID] {
        try await database.write { database in
            try Int64.fetchAll(
                database,
                sql: """
                    UPDATE _jobs SET
                        state = CASE state WHEN 'CANCELLING' THEN state ELSE 'ADDED' END,
                        started_time = CASE state WHEN 'CANCELLING' THEN started_time END,
                        lease_holder = NULL, lease_until = NULL
                    WHERE state IN ('IN PROGRESS', 'CANCELLING') RETURNING id
                    """
            ).map { ObjectID($0) }
        }
    }

    func waitingJobs() async throws -> Int {
        try await database.read {
            try Int.fetchOne(
                $0, sql: "SELECT count(*) FROM _jobs WHERE state IN ('ADDED', 'IN PROGRESS', 'CANCELLING') AND lease_holder IS NULL") ?? 0
        }
    }

    func openJobs() async throws -> [OpenJobs] {
        try await database.read {
            try Row.fetchAll($0, sql: JobColumns.openJobsSQL).map(JobColumns.openJobs)
        }
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
