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

    private func plan(of test: FieldTest, on path: String) async throws -> String {
        let folder = try TemporaryFolder()
        let conformance = StoreConformance("SQLite") { _ in try SQLiteStorage(directory: folder.path) }
        var plan = ""
        try await conformance.withStore { store in
            let schema = try await store.schema()
            let people = try #require(schema.module(named: "People"))
            let id = FieldPath(field: try #require(people.field(named: "id")))
            let sql = ScanSQL.rows(
                RecordScan(module: people, columns: [id], predicate: .test(try schema.path(path, from: people), test)), from: 0,
                limit: 10, schema: schema)
            let database = try #require(store as? SQLiteOrganizationStore).database
            plan = try await database.read {
                let explained = SQLFragment(text: "EXPLAIN QUERY PLAN " + sql.text, bindings: sql.bindings)
                var details: [String] = []
                _ = try RowReader(explained.statement(in: $0), columns: 4).lendRows(atMost: .max) {
                    details.append(String(decoding: $0[3].text, as: UTF8.self))
                }
                return details.joined(separator: "\n")
            }
        }
        return plan
    }
}
