import BulkModel
import BulkStore
import Foundation
import GRDB

extension SQLiteOrganizationStore: ImportStore {
    func prepareMatching(by field: Field, of module: Module) throws {
        guard let statement = RecordTable(module).indexOnDemand(on: field) else { return }
        try database.write { try $0.execute(sql: statement) }
    }

    func importing<Result>(_ work: (any ImportSession) throws -> Result) throws -> Result {
        try database.write { try work(SQLiteImportSession(database: $0, store: self)) }
    }

    func outcomes(of job: ObjectID, resource: Int, from row: Int) throws -> RowOutcomes? {
        try database.read { database in
            let bytes = try Data.fetchOne(
                database, sql: "SELECT outcomes FROM _import_batches WHERE job_id = ? AND resource = ? AND first_row = ?",
                arguments: [job.rawValue, resource, row])
            guard let bytes else { return nil }
            guard let outcomes = RowOutcomes(bytes: Array(bytes)) else {
                throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "the outcomes of a batch are unreadable")
            }
            return outcomes
        }
    }

    func beforeImages(of job: ObjectID, resource: Int) throws -> [BeforeImages] {
        try database.read { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT _before_images.* FROM _import_batches JOIN _before_images ON batch_id = _import_batches.id
                    WHERE job_id = ? AND resource = ? ORDER BY first_row, _before_images.id
                    """,
                arguments: [job.rawValue, resource]
            ).map {
                BeforeImages(
                    columns: try JSONColumn.value([String].self, $0["columns"]), bytes: Array($0["cells"] as Data), count: $0["records"])
            }
        }
    }

    func removeOutcomesWithoutJob(limit: Int) async throws -> Bool {
        try await database.write { database in
            let batches = try Int64.fetchAll(
                database,
                sql: """
                    SELECT id FROM _import_batches WHERE NOT EXISTS (SELECT 1 FROM _jobs WHERE _jobs.id = _import_batches.job_id) LIMIT ?
                    """,
                arguments: [limit])
            for batch in batches {
                try database.execute(sql: "DELETE FROM _before_images WHERE batch_id = ?", arguments: [batch])
                try database.execute(sql: "DELETE FROM _import_batches WHERE id = ?", arguments: [batch])
            }
            return batches.count == limit
        }
    }
}
