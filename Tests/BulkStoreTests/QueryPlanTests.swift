import BulkModel
import BulkStore
import BulkTesting
import GRDB
import Testing

@testable import BulkStoreSQLite

/// SQLite's own account of how it would read: an index where it serves, the table where an index would slow the reading down.
@Suite struct QueryPlanTests {
    @Test(
        "equality on an indexed field uses the index",
        arguments: [FieldTest.equals(.text("x")), .isAmong([.text("x"), .text("y")])])
    func equality(test: FieldTest) async throws {
        #expect(try await plan(of: test, on: "Code").contains("INDEX People.Code (Code=?"))
    }

    @Test(
        "ranges, emptiness and parts of texts read the table in the order of its ids",
        arguments: [
            ("Code", FieldTest.isEmpty), ("Code", .isPresent), ("Code", .differs(.text("x"))), ("Code", .matches(.contains, "x")),
            ("Code", .isNotAmong([.text("x")])), ("Badge", .isWithin(lower: 1, upper: nil)), ("Badge", .isOutside(lower: 1, upper: 2)),
            ("id", .isWithin(lower: 1, upper: 9)),
        ])
    func scans(field: String, test: FieldTest) async throws {
        #expect(try await plan(of: test, on: field) == "SEARCH r USING INTEGER PRIMARY KEY (rowid>?)")
    }

    @Test("joined records are found by their ids")
    func joins() async throws {
        let plan = try await plan(of: .equals(.text("Zylker")), on: "Company.Name")
        #expect(plan.contains("SEARCH j1 USING INTEGER PRIMARY KEY (rowid=?)"))
    }

    @Test("rows in an order come from its index, from their place on, once there is one", arguments: [true, false])
    func order(isAscending: Bool) async throws {
        let plans = try await plans { schema, people, store in
            let badge = FieldPath(field: try #require(people.field(named: "Badge")))
            let id = FieldPath(field: try #require(people.field(named: "id")))
            try await store.insert((1...10_001).map { [.integer($0), .integer($0 % 7)] }, into: "People", ["Badge"])
            try await Task.detached { try store.prepareFinding(by: [badge.field], of: people) }.value
            var scan = RecordScan(module: people, columns: [id])
            scan.order = [Ordering(badge, isAscending: isAscending), Ordering(id, isAscending: isAscending)]
            let first = ScanSQL.orderedRows(scan, schema: schema)
            scan.behind = RowPlace(value: .integer(3), id: ObjectID(50))
            let next = ScanSQL.orderedRows(scan, schema: schema)
            scan.behind = nil
            scan.predicate = .test(badge, .isWithin(lower: 5, upper: nil))
            return first + next + ScanSQL.orderedRows(scan, schema: schema)
        }
        let index = "r USING COVERING INDEX People.Badge"
        #expect(
            plans
                == (isAscending
                    ? ["SCAN \(index)", "SEARCH \(index) (Badge=? AND rowid>?)", "SEARCH \(index) (Badge>?)"]
                    : [
                        "SCAN \(index)", "SEARCH \(index) (Badge=? AND rowid<?)", "SEARCH \(index) (Badge<?)",
                        "SEARCH \(index) (Badge=?)",
                    ]) + ["SEARCH \(index) (Badge>?)"])
    }

    @Test("open jobs are counted without a look at those that have ended")
    func openJobs() async throws {
        let plan = try await plans { _, _, _ in [SQLFragment(text: JobColumns.openJobsSQL, bindings: [])] }[0]
        #expect(plan.hasPrefix("SCAN _jobs USING INDEX _jobs_open\n"))
    }

    private func plan(of test: FieldTest, on path: String) async throws -> String {
        try await plans { schema, people, _ in
            let id = FieldPath(field: try #require(people.field(named: "id")))
            return [
                ScanSQL.rows(
                    RecordScan(module: people, columns: [id], predicate: .test(try schema.path(path, from: people), test)), from: 0,
                    limit: 10, schema: schema)
            ]
        }[0]
    }

    /// - Parameter statements: marks without a value count as zero.
    private func plans(
        of statements: (Schema, Module, any OrganizationStore) async throws -> [SQLFragment]
    ) async throws -> [String] {
        let folder = try TemporaryFolder()
        let conformance = StoreConformance("SQLite") { _ in try SQLiteStorage(directory: folder.path) }
        var plans: [String] = []
        try await conformance.withStore { store in
            let schema = try await store.schema()
            let people = try #require(schema.module(named: "People"))
            let database = try #require(store as? SQLiteOrganizationStore).database
            for sql in try await statements(schema, people, store) {
                plans.append(
                    try await database.read {
                        // Explaining alone doesn't notice that indexes have come meanwhile.
                        _ = try Int.fetchOne($0, sql: "SELECT count(*) FROM _meta")
                        let explained = SQLFragment(text: "EXPLAIN QUERY PLAN " + sql.text, bindings: sql.bindings)
                        var details: [String] = []
                        _ = try RowReader(explained.statement(in: $0), columns: 4).lendRows(atMost: .max) {
                            details.append(String(decoding: $0[3].text, as: UTF8.self))
                        }
                        return details.joined(separator: "\n")
                    })
            }
        }
        return plans
    }
}
