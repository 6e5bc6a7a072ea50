import BulkModel
import BulkStore
import BulkTesting
import Testing

/// Rows in an order, from a place in it on; and how many there are.
@Suite struct OrderConformanceTests {
    /// Badges of people 1 to 8; two have none, three the same.
    private static let rows: [[CellValue]] = [[1, 20], [2, nil], [3, 10], [4, 20], [5, nil], [6, 30], [7, 20], [8, 5]]

    @Test(
        arguments: Stores.all,
        [
            ("Badge", [2, 5, 8, 3, 1, 4, 7, 6]), ("-Badge", [6, 7, 4, 1, 3, 8, 5, 2]), ("id", [1, 2, 3, 4, 5, 6, 7, 8]),
            ("-id", [8, 7, 6, 5, 4, 3, 2, 1]),
        ] as [(String, [Int64])])
    func fromEveryRowOnTheRestOfTheOrderFollows(_ conformance: StoreConformance, _ expected: (order: String, ids: [Int64])) async throws {
        try await conformance.withStore { store in
            try await store.insert(Self.rows, into: "People", ["Badge"])
            let people = try #require(try await store.schema().module(named: "People"))
            var scan = RecordScan(module: people, columns: try Self.paths(["id", "Badge"], of: people))
            let isAscending = !expected.order.hasPrefix("-")
            let names = isAscending ? [expected.order, "id"] : [String(expected.order.dropFirst()), "id"]
            scan.order = try Self.paths(names[0] == "id" ? ["id"] : names, of: people).map { Ordering($0, isAscending: isAscending) }
            let all = try store.keptRows(scan)
            #expect(all.rows.map { $0[0]?.integer } == expected.ids)
            for (position, row) in all.rows.enumerated() {
                scan.behind = RowPlace(value: names[0] == "id" ? row[0] : row[1], id: ObjectID(try #require(row[0]?.integer)))
                for limit in [0, 1, 3, .max] {
                    scan.limit = limit
                    let rest = Array(expected.ids.dropFirst(position + 1))
                    let (rows, summary) = try store.keptRows(scan)
                    #expect(rows.map { $0[0]?.integer } == Array(rest.prefix(limit)), "behind \(position), \(limit) rows")
                    #expect(summary == ScanSummary(rows: min(rest.count, limit), more: rest.count > limit))
                }
            }
        }
    }

    @Test(arguments: Stores.all)
    func aPlaceNeedNotBeARow(_ conformance: StoreConformance) async throws {
        try await conformance.withStore { store in
            try await store.insert(Self.rows, into: "People", ["Badge"])
            let people = try #require(try await store.schema().module(named: "People"))
            var scan = RecordScan(module: people, columns: try Self.paths(["id"], of: people))
            scan.order = try Self.paths(["Badge", "id"], of: people).map { Ordering($0, isAscending: false) }
            scan.behind = RowPlace(value: .integer(25), id: ObjectID(99))
            #expect(try store.keptRows(scan).rows.map { $0[0]?.integer } == [7, 4, 1, 3, 8, 5, 2])
        }
    }

    @Test(arguments: Stores.all)
    func rangesOfTheFieldThatRowsAreOrderedByHoldToo(_ conformance: StoreConformance) async throws {
        try await conformance.withStore { store in
            try await store.insert(Self.rows, into: "People", ["Badge"])
            let people = try #require(try await store.schema().module(named: "People"))
            let badge = FieldPath(field: try #require(people.field(named: "Badge")))
            for test in [FieldTest.isWithin(lower: 10, upper: 20), .isWithin(lower: 10, upper: nil), .isWithin(lower: nil, upper: 20)] {
                var scan = RecordScan(module: people, columns: try Self.paths(["id"], of: people), predicate: .test(badge, test))
                let plain = Set(try store.keptRows(scan).rows)
                scan.order = [Ordering(badge, isAscending: true)]
                #expect(Set(try store.keptRows(scan).rows) == plain)
                #expect(!plain.isEmpty)
            }
        }
    }

    @Test(arguments: Stores.all)
    func recordsThatWaitForApprovalAreTold(_ conformance: StoreConformance) async throws {
        try await conformance.withStore { store in
            try await store.insert(Self.rows, into: "People", ["Badge"])
            try await store.setWaitsForApproval(ObjectID(3), true)
            try await store.setWaitsForApproval(ObjectID(6), true)
            #expect(try await store.waitingForApproval([ObjectID(1), ObjectID(3), ObjectID(99)]) == [ObjectID(3)])
            #expect(try await store.waitingForApproval([]) == [])
            let people = try #require(try await store.schema().module(named: "People"))
            var scan = RecordScan(module: people, columns: try Self.paths(["id"], of: people))
            scan.approval = .waiting
            #expect(try store.keptRows(scan).rows == [[.integer(3)], [.integer(6)]])
            #expect(try await store.count(scan) == 2)
            scan.approval = .approved
            #expect(try await store.count(scan) == 6)
        }
    }

    @Test(arguments: Stores.all)
    func aCountIsOfAllThatMatchWhateverTheWindow(_ conformance: StoreConformance) async throws {
        try await conformance.withStore { store in
            try await store.insert([[100, "Zylker"]], into: "Companies", ["Name"])
            try await store.insert([[1, 100, 7], [2, 100, 9], [3, nil, 7]], into: "People", ["Company", "Badge"])
            let schema = try await store.schema()
            let people = try #require(schema.module(named: "People"))
            #expect(try await store.count(RecordScan(module: people, columns: [])) == 3)
            let name = try schema.path("Company.Name", from: people)
            var scan = RecordScan(
                module: people, columns: [name], predicate: .test(name, .equals(.text("zylker"))), offset: 1, limit: 1)
            scan.order = [Ordering(name, isAscending: true)]
            #expect(try await store.count(scan) == 2)
            scan.predicate = .constant(false)
            #expect(try await store.count(scan) == 0)
        }
    }

    @Test(arguments: Stores.all)
    func preparingChangesNothingThatIsFound(_ conformance: StoreConformance) async throws {
        try await conformance.withStore { store in
            try await store.insert((1...10_001).map { [.integer($0), .integer($0 % 7)] }, into: "People", ["Badge"])
            let people = try #require(try await store.schema().module(named: "People"))
            let fields = ["Badge", "Name", "Code", "id", "Files"].compactMap(people.field)
            var scan = RecordScan(module: people, columns: try Self.paths(["id"], of: people), limit: 20)
            scan.order = try Self.paths(["Badge", "id"], of: people).map { Ordering($0, isAscending: false) }
            let before = try store.keptRows(scan).rows
            for _ in 1...2 { try await store.preparingFinding(by: fields, of: people) }
            #expect(try store.keptRows(scan).rows == before)
        }
    }

    private static func paths(_ names: [String], of module: Module) throws -> [FieldPath] {
        try names.map { FieldPath(field: try #require(module.field(named: $0))) }
    }
}

extension OrganizationStore {
    /// The rows of a scan, kept.
    fileprivate func keptRows(_ scan: RecordScan) throws -> (rows: [StoredRow], summary: ScanSummary) {
        var rows: [StoredRow] = []
        let summary = try self.scan(scan) { cells in rows.append(cells.map { StoredValue($0) }) }
        return (rows, summary)
    }

    /// As ``RecordStore/prepareFinding(by:of:)``, without blocking the test's own thread.
    fileprivate func preparingFinding(by fields: [Field], of module: Module) async throws {
        try await Task.detached { try prepareFinding(by: fields, of: module) }.value
    }
}
