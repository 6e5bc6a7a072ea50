import BulkModel
import BulkStore
import Foundation
import GRDB

extension SQLiteOrganizationStore: DeliveryStore {
    func dueDeliveries(by time: Date, limit: Int) async throws -> [CallbackDelivery] {
        try await database.read {
            try Row.fetchAll(
                $0, sql: "SELECT * FROM _deliveries WHERE due <= ? ORDER BY due, id LIMIT ?", arguments: [time.seconds, limit]
            ).map(CallbackDelivery.init)
        }
    }

    func record(_ attempt: CallbackAttempt, of delivery: ObjectID, next: Date?) async throws {
        try await database.write { database in
            try database.execute(
                sql: "UPDATE _deliveries SET attempts = attempts + 1, due = ? WHERE id = ?",
                arguments: [next?.seconds, delivery.rawValue])
            var status: Int?
            var reason: String?
            switch attempt.outcome {
            case .answered(let code): status = code
            case .failed(let text): reason = text
            }
            try database.execute(
                sql: "INSERT INTO _delivery_attempts (delivery_id, time, status, reason) VALUES (?, ?, ?, ?)",
                arguments: [delivery.rawValue, attempt.time.seconds, status, reason])
        }
    }

    func deliveries(of job: ObjectID) async throws -> [(delivery: CallbackDelivery, attempts: [CallbackAttempt])] {
        try await database.read { database in
            try Row.fetchAll(database, sql: "SELECT * FROM _deliveries WHERE job_id = ? ORDER BY id", arguments: [job.rawValue]).map {
                let delivery = CallbackDelivery(row: $0)
                let attempts = try Row.fetchAll(
                    database, sql: "SELECT * FROM _delivery_attempts WHERE delivery_id = ? ORDER BY id",
                    arguments: [delivery.id.rawValue])
                return (delivery, attempts.map(CallbackAttempt.init))
            }
        }
    }

    /// Makes the callback of a job that ends due at once.
    /// - Parameter database: inside the transaction that ends the job.
    func addDelivery(of job: ObjectID, to url: String, due: Int64, in database: Database) throws {
        let id = try reserveIDs(1, in: database)
        try database.execute(
            sql: "INSERT INTO _deliveries (id, job_id, url, attempts, due) VALUES (?, ?, ?, 0, ?)",
            arguments: [id.rawValue, job.rawValue, url, due])
    }
}

extension CallbackDelivery {
    fileprivate init(row: Row) {
        self.init(
            id: ObjectID(row["id"] as Int64), job: ObjectID(row["job_id"] as Int64), url: row["url"], attempts: row["attempts"],
            due: (row["due"] as Int64?).map { Date(seconds: $0) })
    }
}

extension CallbackAttempt {
    fileprivate init(row: Row) {
        let status: Int? = row["status"]
        let reason: String? = row["reason"]
        self.init(
            time: Date(seconds: row["time"]), outcome: status.map { .answered(status: $0) } ?? .failed(reason: reason ?? ""))
    }
}
