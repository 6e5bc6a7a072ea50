import BulkModel
import BulkStore
import BulkTesting
import Testing

@Suite struct RecordConformanceTests {
    @Test(arguments: Stores.all)
    func everyKindOfValueComesBackAsItWas(_ conformance: StoreConformance) async throws {
        let names = ["Name", "Company", "Salary", "Born", "Seen", "Active", "Badge", "Code"]
        let rows: [[CellValue]] = [
            [1, "O\"Neil, 田中\n", 7, 9_007_199_254_740_993, -1, 1_627_204_397, 1, 9_223_372_036_854_775_807, "x"],
            [2, nil, nil, nil, nil, nil, nil, nil, nil],
            [3, "0012", 7, -5, 18_833, -1, 0, -9_223_372_036_854_775_808, "y"],
        ]
        try await conformance.withStore { store in
            try await store.insert(rows, into: "People", names)
            #expect(try await store.rows(of: "People", ["id"] + names).rows == rows)
        }
    }

    @Test(arguments: Stores.all)
    func rowsComeByAscendingIDWhateverTheOrderTheyWentIn(_ conformance: StoreConformance) async throws {
        try await conformance.withStore { store in
            try await store.insert([[30], [10], [20]], into: "People", [])
            #expect(try await store.rows(of: "People", ["id"]).rows == [[10], [20], [30]])
        }
    }

    @Test(arguments: Stores.all)
    func lookupsAreFollowedTwoStepsAndEmptyOnesGiveNothing(_ conformance: StoreConformance) async throws {
        try await conformance.withStore { store in
            try await store.insert([[5, "Boyle"]], into: "Users", ["last_name"])
            try await store.insert([[100, "Zylker", 5], [101, "Acme", nil]], into: "Companies", ["Name", "Owner"])
            try await store.insert(
                [[1, "Ann", 100, nil], [2, "Bob", 101, 1], [3, "Cid", nil, 2], [4, "Dee", 999, nil]], into: "People",
                ["Name", "Company", "Boss"])
            let paths = ["Name", "Company", "Company.Name", "Company.Owner.last_name", "Boss.Name", "Boss.Company.Name", "Company.id"]
            #expect(
                try await store.rows(of: "People", paths).rows == [
                    ["Ann", 100, "Zylker", "Boyle", nil, nil, 100],
                    ["Bob", 101, "Acme", nil, "Ann", "Zylker", 101],
                    ["Cid", nil, nil, nil, "Bob", "Acme", nil],
                    ["Dee", 999, nil, nil, nil, nil, 999],
                ])
        }
    }

    @Test(
        arguments: Stores.all,
        [
            (0, 2, [1, 2], true), (2, 2, [3, 4], true), (4, 2, [5], false), (3, 2, [4, 5], false), (5, 2, [], false),
            (0, .max, [1, 2, 3, 4, 5], false),
            (.max, 2, [], false),
        ] as [(Int, Int, [Int64], Bool)])
    func aWindowTellsWhetherRecordsFollow(
        _ conformance: StoreConformance, window: (offset: Int, limit: Int, ids: [Int64], more: Bool)
    ) async throws {
        try await conformance.withStore { store in
            try await store.insert((1...5).map { [.integer($0)] }, into: "People", [])
            let (rows, summary) = try await store.rows(of: "People", ["id"], offset: window.offset, limit: window.limit)
            #expect(rows == window.ids.map { [.integer($0)] })
            #expect(summary == ScanSummary(rows: window.ids.count, more: window.more))
        }
    }

    @Test(
        arguments: Stores.all,
        [
            (["Name"], [4, 1, 3, 2, 5]), (["-Name"], [5, 2, 1, 3, 4]), (["-id"], [5, 4, 3, 2, 1]),
            (["Company.Name", "-Badge"], [3, 4, 5, 2, 1]),
            (["Badge", "-Name"], [3, 5, 4, 1, 2]),
        ] as [([String], [Int64])])
    func rowsComeInTheOrderAskedFor(_ conformance: StoreConformance, _ expected: (order: [String], ids: [Int64])) async throws {
        let (order, ids) = expected
        try await conformance.withStore { store in
            try await store.insert([[100, "Zylker"], [101, "acme"]], into: "Companies", ["Name"])
            try await store.insert(
                [[1, "ann", 100, 7], [2, "Bob", 100, 9], [3, "Ann", nil, nil], [4, nil, 101, 2], [5, "Ünal", 101, 2]], into: "People",
                ["Name", "Company", "Badge"])
            #expect(try await store.rows(of: "People", ["id"], orderedBy: order).rows == ids.map { [.integer($0)] })
            let window = try await store.rows(of: "People", ["id"], orderedBy: order, offset: 1, limit: 3)
            #expect(window.rows == ids[1...3].map { [.integer($0)] })
            #expect(window.summary == ScanSummary(rows: 3, more: true))
        }
    }

    @Test(.timeLimit(.minutes(5)), arguments: Stores.all)
    func aScanSeesOneSnapshotHoweverLongItTakes(_ conformance: StoreConformance) async throws {
        try await conformance.withStore { store in
            try await store.insert((1...5).map { [.integer($0)] }, into: "People", [])
            let people = try #require(try await store.schema().module(named: "People"))
            let id = try #require(people.field(named: "id"))
            let inserted = Signal()
            let started = Signal()
            async let writing: Void = {
                await started.wait()
                try await store.insert((6...9).map { [.integer($0)] }, into: "People", [])
                inserted.fire()
            }()
            let scanned = try await Task.detached {
                var ids: [Int64] = []
                _ = try store.scan(RecordScan(module: people, columns: [FieldPath(field: id)])) { cells in
                    ids.append(cells[0].number)
                    if ids.count == 1 {
                        started.fire()
                        try inserted.block(for: "the records are written while the scan stands still")
                    }
                }
                return ids
            }.value
            try await writing
            #expect(scanned == [1, 2, 3, 4, 5])
            #expect(try await store.count(of: people) == 9)
        }
    }

    @Test(arguments: Stores.all)
    func whatARowsReaderThrowsEndsTheScan(_ conformance: StoreConformance) async throws {
        struct Enough: Error {}
        try await conformance.withStore { store in
            try await store.insert((1...5).map { [.integer($0)] }, into: "People", [])
            let people = try #require(try await store.schema().module(named: "People"))
            let id = try #require(people.field(named: "id"))
            var seen = 0
            #expect(throws: Enough.self) {
                try store.scan(RecordScan(module: people, columns: [FieldPath(field: id)])) { _ in
                    seen += 1
                    if seen == 2 { throw Enough() }
                }
            }
            #expect(seen == 2)
        }
    }

    @Test(arguments: Stores.all)
    func aBatchGoesInWholeOrNotAtAll(_ conformance: StoreConformance) async throws {
        try await conformance.withStore { store in
            await #expect(throws: (any Error).self) {
                try await store.insert([[1, "a"], [2, "b"], [3, "A"]], into: "People", ["Code"])
            }
            let people = try #require(try await store.schema().module(named: "People"))
            #expect(try await store.count(of: people) == 0, "unique text ignores letter case")
        }
    }
}
