import BulkModel
import BulkStore
import Foundation
import GRDB
import GRDBSQLite

/// A transaction of an import on the write connection.
struct SQLiteImportSession: ImportSession {
    let database: Database
    let store: SQLiteOrganizationStore

    func reserveIDs(_ count: Int) throws -> ObjectID {
        try store.reserveIDs(count, in: database)
    }

    func reserveNumbers(_ count: Int, for field: Field) throws -> Int64 {
        let last = try Int64.fetchOne(
            database,
            sql: """
                INSERT INTO _meta VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = value + excluded.value RETURNING value
                """,
            arguments: [Self.counter(of: field), count])
        return (last ?? 0) - Int64(count) + 1
    }

    /// Lets the next record be the first that the field numbers.
    static func restartNumbers(of field: Field, in database: Database) throws {
        try database.execute(sql: "DELETE FROM _meta WHERE name = ?", arguments: [counter(of: field)])
    }

    private static func counter(of field: Field) -> String { "number of field \(field.id)" }

    func match(_ keys: KeyColumn, by field: Field, of module: Module, attributes: [Field]) throws -> RecordMatches {
        try RecordMatcher(database: database, field: field, module: module, attributes: attributes).match(keys)
    }

    func countReferences(to records: Set<Int64>, by field: Field, of module: Module) throws -> [Int64: Int] {
        let statement = try database.cachedStatement(
            sql: """
                SELECT count(*) FROM \(SQLIdentifier.quoted(module.apiName)) WHERE \(SQLIdentifier.quoted(field.apiName)) = ?
                """)
        var counts: [Int64: Int] = [:]
        for record in records { counts[record] = try Int.fetchOne(statement, arguments: [record]) ?? 0 }
        return counts
    }

    func existingLinks(_ links: Set<Link>, of module: Module, _ first: Field, _ second: Field) throws -> Set<Link> {
        let statement = try database.cachedStatement(
            sql: """
                SELECT 1 FROM \(SQLIdentifier.quoted(module.apiName))
                WHERE \(SQLIdentifier.quoted(first.apiName)) = ? AND \(SQLIdentifier.quoted(second.apiName)) = ? LIMIT 1
                """)
        return try links.filter { try Int.fetchOne(statement, arguments: [$0.first, $0.second]) != nil }
    }

    func waitingForApproval(_ records: Set<Int64>) throws -> Set<Int64> {
        // Nearly always nothing waits, and then nobody needs to be asked for.
        guard try Int.fetchOne(database, sql: "SELECT 1 FROM _awaiting_approval LIMIT 1") != nil else { return [] }
        let statement = try database.cachedStatement(sql: "SELECT 1 FROM _awaiting_approval WHERE record_id = ?")
        return try records.filter { try Int.fetchOne(statement, arguments: [$0]) != nil }
    }

    func rows(_ records: [Int64], of module: Module, _ fields: [Field]) throws -> [StoredRow?] {
        let columns = fields.map { $0.storedForm == .none ? "NULL" : SQLIdentifier.quoted($0.apiName) }
        let statement = try database.cachedStatement(
            sql: """
                SELECT \((["1"] + columns).joined(separator: ", ")) FROM \(SQLIdentifier.quoted(module.apiName)) WHERE "id" = ?
                """)
        return try records.map { record in
            try statement.setArguments([record])
            var row: StoredRow?
            _ = try RowReader(statement, columns: columns.count + 1).lendRows(atMost: 1) { cells in
                row = cells.dropFirst().map { StoredValue($0) }
            }
            return row
        }
    }

    func records(of module: Module, referringTo targets: [Int64], by field: Field) throws -> [Int64] {
        let statement = try database.cachedStatement(
            sql: """
                SELECT "id" FROM \(SQLIdentifier.quoted(module.apiName)) WHERE \(SQLIdentifier.quoted(field.apiName)) = ?
                """)
        return try targets.flatMap { try Int64.fetchAll(statement, arguments: [$0]) }.sorted()
    }

    func prepareReferences(by field: Field, of module: Module) throws {
        guard let statement = RecordTable(module).indexOnDemand(on: field) else { return }
        try database.execute(sql: statement)
    }

    func clearReferences(to targets: [Int64], by field: Field, of module: Module) throws {
        let column = SQLIdentifier.quoted(field.apiName)
        let statement = try database.cachedStatement(
            sql: "UPDATE \(SQLIdentifier.quoted(module.apiName)) SET \(column) = NULL WHERE \(column) = ?")
        for target in targets { try statement.execute(arguments: [target]) }
    }

    func remember(_ records: [DeletedRecord], of module: ObjectID) throws {
        let statement = try database.cachedStatement(
            sql: """
                INSERT INTO _deleted_records (record_id, module_id, display_name, created_by, deleted_by, deleted_time)
                VALUES (?, ?, ?, ?, ?, ?)
                """)
        for record in records {
            try statement.execute(arguments: [
                record.id.rawValue, module.rawValue, record.displayName, record.createdBy?.rawValue, record.deletedBy.rawValue,
                record.deletedTime.seconds,
            ])
        }
    }

    func remove(_ records: [Int64], from module: Module) throws {
        let removal = try database.cachedStatement(sql: #"DELETE FROM \#(SQLIdentifier.quoted(module.apiName)) WHERE "id" = ?"#)
        let approval = try database.cachedStatement(sql: "DELETE FROM _awaiting_approval WHERE record_id = ?")
        for record in records {
            try removal.execute(arguments: [record])
            try approval.execute(arguments: [record])
        }
    }

    func attempt<Result>(_ work: () throws -> Result?) throws -> Result? {
        var result: Result?
        try database.inSavepoint {
            result = try work()
            return result == nil ? .rollback : .commit
        }
        return result
    }

    func apply(_ changes: RecordChanges, to module: Module) throws -> BeforeImages {
        var writer = try ChangeWriter(changes, module: module, database: database)
        return try writer.write()
    }

    func add(_ values: [String], toPickList field: Field, of module: Module) throws {
        try SQLiteOrganizationStore.apply(
            [.addPickListValues(values, field: field.apiName, module: module.apiName)], in: database)
    }

    func record(_ checkpoint: ImportCheckpoint, for worker: LeaseHolder) throws {
        try database.execute(
            sql: "UPDATE _jobs SET progress = ? WHERE id = ? AND lease_holder = ?",
            arguments: [try JSONColumn.text(checkpoint.progress), checkpoint.job.rawValue, worker.name])
        guard database.changesCount == 1 else { throw StoreError.leaseLost(job: checkpoint.job) }
        guard checkpoint.outcomes.count > 0 else { return }
        try database.execute(
            sql: "INSERT INTO _import_batches (job_id, resource, first_row, outcomes) VALUES (?, ?, ?, ?)",
            arguments: [checkpoint.job.rawValue, checkpoint.resource, checkpoint.firstRow, Data(checkpoint.outcomes.bytes)])
        let batch = database.lastInsertedRowID
        for images in checkpoint.before where images.count > 0 {
            try database.execute(
                sql: "INSERT INTO _before_images (batch_id, columns, records, cells) VALUES (?, ?, ?, ?)",
                arguments: [batch, try JSONColumn.text(images.columns), images.count, Data(images.bytes)])
        }
    }
}
