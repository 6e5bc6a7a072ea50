import BulkModel
import BulkStore
import GRDB

extension SQLiteOrganizationStore: RecordStore {
    func scan(_ scan: RecordScan, _ row: (UnsafeBufferPointer<RawCell>) throws -> Void) throws -> ScanSummary {
        try database.read { database in
            let schema = try self.schema(in: database)
            var first = scan.after.map { $0.rawValue + 1 } ?? .min
            // Passing over ids alone is quicker than over whole rows.
            if scan.offset > 0, scan.order.isEmpty {
                let sql = ScanSQL.firstID(scan, from: first, schema: schema)
                let found = try RowReader(sql.statement(in: database), columns: 1).lendRows(atMost: 1) { first = $0[0].number }
                if found.rows == 0 { return found }
            }
            // One row more than wanted tells whether any follow.
            let limit = scan.limit < .max ? scan.limit + 1 : .max
            let sql = ScanSQL.rows(scan, from: first, limit: limit, schema: schema)
            return try RowReader(sql.statement(in: database), columns: scan.columns.count).lendRows(atMost: scan.limit, to: row)
        }
    }

    func insert(_ batch: RecordBatch, into module: Module) async throws {
        try await database.write { database in
            let names = batch.fields.map { SQLIdentifier.quoted($0.apiName) }
            let marks = Array(repeating: "?", count: names.count).joined(separator: ", ")
            let statement = try database.cachedStatement(
                sql: """
                    INSERT INTO \(SQLIdentifier.quoted(module.apiName)) (\(names.joined(separator: ", "))) VALUES (\(marks))
                    """)
            try RowWriter(statement).write(batch)
        }
    }

    func count(of module: Module) async throws -> Int {
        try await database.read {
            try Int.fetchOne($0, sql: "SELECT count(*) FROM \(SQLIdentifier.quoted(module.apiName))") ?? 0
        }
    }

    func ids(of module: Module, limit: Int) async throws -> [ObjectID] {
        try await database.read {
            try Int64.fetchAll(
                $0, sql: #"SELECT "id" FROM \#(SQLIdentifier.quoted(module.apiName)) ORDER BY "id" LIMIT ?"#, arguments: [limit]
            ).map { ObjectID($0) }
        }
    }

    func setWaitsForApproval(_ record: ObjectID, _ waits: Bool) async throws {
        try await database.write {
            try $0.execute(
                sql: waits
                    ? "INSERT INTO _awaiting_approval VALUES (?) ON CONFLICT DO NOTHING"
                    : "DELETE FROM _awaiting_approval WHERE record_id = ?",
                arguments: [record.rawValue])
        }
    }
}
