import BulkModel
import BulkStore
import Foundation
import GRDB

/// Cancelling, trying again, and removing.
extension SQLiteOrganizationStore {
    func cancelJob(_ id: ObjectID, now: Date) async throws -> BulkJob? {
        try await database.write { database in
            guard let job = try Self.job(id, in: database), job.state != .cancelling else { return try Self.job(id, in: database) }
            // What an import has done before it waited again is to be written down first.
            let isUntouched = job.state == .added && !job.hasOutcomes
            let next = isUntouched ? JobState.cancelled : .cancelling
            guard job.state.canBecome(next) else { throw StoreError.illegalTransition(job: id, from: job.state, to: .cancelled) }
            try database.execute(sql: "UPDATE _jobs SET state = ? WHERE id = ?", arguments: [next.rawValue, id.rawValue])
            if isUntouched { try self.endUntouched(job, now: now, in: database) }
            return try Self.job(id, in: database)
        }
    }

    private func endUntouched(_ job: BulkJob, now: Date, in database: Database) throws {
        var progress: String?
        var callbackURL: String?
        switch job {
        case .read(let job): callbackURL = job.callbackURL
        case .write(var job):
            callbackURL = job.callbackURL
            job.breakOff(.cancelled)
            progress = try JSONColumn.text(job.progress)
        }
        try database.execute(
            sql: "UPDATE _jobs SET progress = ?, ended_time = ?, completed_time = ? WHERE id = ?",
            arguments: [progress, now.milliseconds, progress == nil ? nil : now.seconds, job.id.rawValue])
        if let callbackURL { try addDelivery(of: job.id, to: callbackURL, due: now.seconds, in: database) }
    }

    func retryJob(_ id: ObjectID) async throws -> BulkJob? {
        try await database.write { database in
            guard let job = try Self.job(id, in: database) else { return nil }
            guard job.state.hasEnded, job.state.canBecome(.added) else {
                throw StoreError.illegalTransition(job: id, from: job.state, to: .added)
            }
            var progress: String?
            if case .write(var job) = job {
                job.reopen()
                progress = try JSONColumn.text(job.progress)
            }
            try database.execute(
                sql: """
                    UPDATE _jobs SET state = 'ADDED', progress = ?, result = NULL, failure = NULL, completed_time = NULL,
                        started_time = NULL, ended_time = NULL
                    WHERE id = ?
                    """,
                arguments: [progress, id.rawValue])
            // What hasn't arrived would tell of an end that is none any more.
            try database.execute(sql: "UPDATE _deliveries SET due = NULL WHERE job_id = ?", arguments: [id.rawValue])
            return try Self.job(id, in: database)
        }
    }

    func removeJob(_ id: ObjectID) async throws -> Bool {
        try await database.write { database in
            guard let job = try Self.job(id, in: database), job.state.hasEnded else { return false }
            try Self.remove([job.id.rawValue], in: database)
            return true
        }
    }

    func removeJobs(endedBefore time: Date, limit: Int) async throws -> [ObjectID] {
        try await database.write { database in
            let old = try Int64.fetchAll(
                database, sql: "SELECT id FROM _jobs WHERE ended_time < ? ORDER BY ended_time LIMIT ?",
                arguments: [time.milliseconds, limit])
            try Self.remove(old, in: database)
            return old.map { ObjectID($0) }
        }
    }

    private static func remove(_ jobs: [Int64], in database: Database) throws {
        for job in jobs {
            try database.execute(
                sql: "DELETE FROM _delivery_attempts WHERE delivery_id IN (SELECT id FROM _deliveries WHERE job_id = ?)", arguments: [job])
            try database.execute(sql: "DELETE FROM _deliveries WHERE job_id = ?", arguments: [job])
            try database.execute(sql: "DELETE FROM _jobs WHERE id = ?", arguments: [job])
        }
    }

    static func job(_ id: ObjectID, in database: Database) throws -> BulkJob? {
        try Row.fetchOne(database, sql: "SELECT * FROM _jobs WHERE id = ?", arguments: [id.rawValue]).map(JobColumns.job)
    }
}

extension BulkJob {
    /// Whether it is an import some of whose rows have an outcome.
    fileprivate var hasOutcomes: Bool {
        if case .write(let job) = self { job.progress.contains { $0.rows > 0 } } else { false }
    }
}
