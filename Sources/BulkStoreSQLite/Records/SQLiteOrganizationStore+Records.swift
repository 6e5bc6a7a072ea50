import BulkModel
import BulkStore
import GRDB

extension SQLiteOrganizationStore: RecordStore {
    func scan(_ scan: RecordScan, _ row: (UnsafeBufferPointer<RawCell>) throws -> Void) throws -> ScanSummary {
        try database.read { database in
            let schema = try self.schema(in: database)
            guard scan.order.isEmpty else { return try Self.orderedScan(scan, schema, database, row) }
            var first = scan.after.map { $0.rawValue + 1 } ?? .min
            // Passing over ids alone is quicker than over whole rows.
            if scan.offset > 0 {
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

    /// Goes through the stretches of the order one after the other, as long as rows are wanted.
    private static func orderedScan(
        _ scan: RecordScan, _ schema: Schema, _ database: Database, _ row: (UnsafeBufferPointer<RawCell>) throws -> Void
    ) throws -> ScanSummary {
        var seen = ScanSummary(rows: 0, more: false)
        for var sql in ScanSQL.orderedRows(scan, schema: schema) where !seen.more {
            let wanted = scan.limit - seen.rows
            // One row more than wanted tells whether any follow.
            sql.bindings += [.integer(Int64(wanted < .max ? wanted + 1 : .max)), .integer(Int64(scan.behind == nil ? scan.offset : 0))]
            let stretch = try RowReader(sql.statement(in: database), columns: scan.columns.count).lendRows(atMost: wanted, to: row)
            seen = ScanSummary(rows: seen.rows + stretch.rows, more: stretch.more)
        }
        return seen
    }

    func aggregate(_ aggregation: RecordAggregation, _ row: (UnsafeBufferPointer<RawCell>) throws -> Void) throws -> ScanSummary {
        try database.read { database in
            let limit = aggregation.limit < .max ? aggregation.limit + 1 : .max
            let sql = AggregationSQL.rows(aggregation, limit: limit, schema: try self.schema(in: database))
            do {
                return try RowReader(sql.statement(in: database), columns: aggregation.columns.count)
                    .lendRows(atMost: aggregation.limit, to: row)
            } catch let error as DatabaseError where error.resultCode == ExactTotal.tooLarge {
                throw StoreError.numberTooLarge
            }
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

    func idRange(of module: Module) async throws -> ClosedRange<ObjectID>? {
        try await database.read { database in
            // Each by itself is the end of an index; both together would be a scan.
            let table = SQLIdentifier.quoted(module.apiName)
            guard let first = try Int64.fetchOne(database, sql: #"SELECT min("id") FROM \#(table)"#),
                let last = try Int64.fetchOne(database, sql: #"SELECT max("id") FROM \#(table)"#)
            else { return nil }
            return ObjectID(first)...ObjectID(last)
        }
    }

    func count(_ scan: RecordScan) async throws -> Int {
        try await database.read { database in
            let sql = ScanSQL.count(scan, schema: try self.schema(in: database))
            var count = 0
            _ = try RowReader(sql.statement(in: database), columns: 1).lendRows(atMost: 1) { count = Int($0[0].number) }
            return count
        }
    }

    func prepareFinding(by fields: [Field], of module: Module) throws {
        let table = RecordTable(module)
        let missing = try database.read { database in
            let statements = try fields.filter { try !Self.hasIndex(on: $0, of: module, in: database) }.compactMap(table.indexOnDemand)
            return try statements.isEmpty || !Self.isLarge(module, in: database) ? [] : statements
        }
        guard !missing.isEmpty else { return }
        try database.write { database in
            for statement in missing { try database.execute(sql: statement) }
        }
    }

    private static func hasIndex(on field: Field, of module: Module, in database: Database) throws -> Bool {
        try Int.fetchOne(
            database, sql: "SELECT 1 FROM sqlite_schema WHERE type = 'index' AND name = ?",
            arguments: [RecordTable.indexName(on: field, of: module.apiName)]) != nil
    }

    /// Records of which a module may have so many that reading all of them is as quick as one would wish.
    private static let fewRecords = 10_000

    private static func isLarge(_ module: Module, in database: Database) throws -> Bool {
        try Int.fetchOne(
            database, sql: "SELECT 1 FROM \(SQLIdentifier.quoted(module.apiName)) LIMIT 1 OFFSET ?", arguments: [fewRecords]) != nil
    }

    func ids(of module: Module, limit: Int) async throws -> [ObjectID] {
        try await database.read {
            try Int64.fetchAll(
                $0, sql: #"SELECT "id" FROM \#(SQLIdentifier.quoted(module.apiName)) ORDER BY "id" LIMIT ?"#, arguments: [limit]
            ).map { ObjectID($0) }
        }
    }

    func waitingForApproval(_ records: Set<ObjectID>) async throws -> Set<ObjectID> {
        try await database.read { database in
            let statement = try database.cachedStatement(sql: "SELECT 1 FROM _awaiting_approval WHERE record_id = ?")
            return try records.filter { try Int.fetchOne(statement, arguments: [$0.rawValue]) != nil }
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
