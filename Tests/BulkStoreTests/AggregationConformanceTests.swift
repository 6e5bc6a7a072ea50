import BulkModel
import BulkStore
import BulkTesting
import Testing

/// Numbers over records, and over groups of them.
@Suite struct AggregationConformanceTests {
    private static let rows: [[CellValue]] = [
        [1, "Ann", 100, 1_050, 10], [2, "ann", 100, -50, nil], [3, nil, 101, 1, 30], [4, "Bob", nil, nil, 20], [5, nil, 101, 2, 20],
    ]

    @Test(arguments: Stores.all)
    func withoutGroupsThereIsOneRowOverAllThatMatch(_ conformance: StoreConformance) async throws {
        try await withPeople(conformance) { people in
            let columns: [RecordAggregation.Column] = [
                .count(try people("id")), .count(try people("Name")), .sum(try people("Salary")), .average(try people("Badge"), digits: 2),
                .least(try people("Badge")), .greatest(try people("Salary")), .count(try people("Company.Name")),
                .least(try people("Name")),
            ]
            #expect(try people.rows(columns) == [[5, 3, 1_003, 2_000, 10, 1_050, 4, "Ann"]])
            let nobody = Predicate.test(try people("Badge"), .equals(.integer(7)))
            #expect(try people.rows(columns, where: nobody) == [[0, 0, nil, nil, nil, nil, 0, nil]])
            #expect(try people.rows(columns, where: .constant(false), offset: 1).isEmpty)
        }
    }

    @Test(arguments: Stores.all)
    func recordsThatAreAlikeMakeAGroupWhateverTheLetterCaseAndEmptyOnesDoToo(_ conformance: StoreConformance) async throws {
        try await withPeople(conformance) { people in
            let name = try people("Name")
            #expect(
                try people.rows([.least(name), .count(try people("id")), .sum(try people("Salary"))], groups: [name]) == [
                    [nil, 2, 3], ["Ann", 2, 1_000], ["Bob", 1, nil],
                ])
            let company = try people("Company.Name")
            #expect(
                try people.rows([.least(company), .least(name), .count(try people("id"))], groups: [company, name]) == [
                    [nil, "Bob", 1], ["Acme", nil, 2], ["Zylker", "Ann", 2],
                ])
        }
    }

    @Test(arguments: Stores.all)
    func groupsAreOrderedByAnyValueAndComeInAWindow(_ conformance: StoreConformance) async throws {
        try await withPeople(conformance) { people in
            let name = try people("Name")
            let count = RecordAggregation.Column.count(try people("id"))
            let columns: [RecordAggregation.Column] = [.least(name), count]
            let byCount = [RecordAggregation.Part(count, isAscending: false)]
            #expect(try people.rows(columns, groups: [name], order: byCount) == [[nil, 2], ["Ann", 2], ["Bob", 1]])
            let byName = [RecordAggregation.Part(.least(name), isAscending: false)]
            #expect(try people.rows(columns, groups: [name], order: byName) == [["Bob", 1], ["Ann", 2], [nil, 2]])
            let byOther = [RecordAggregation.Part(.greatest(try people("Salary")), isAscending: true)]
            #expect(try people.rows([.least(name)], groups: [name], order: byOther) == [["Bob"], [nil], ["Ann"]])
            let (rows, summary) = try people.window(columns, groups: [name], offset: 1, limit: 1)
            #expect(rows == [["Ann", 2]])
            #expect(summary == ScanSummary(rows: 1, more: true))
        }
    }

    @Test(
        arguments: Stores.all,
        [
            ([10, 20, 20], 1_667), ([-10, -20, -20], -1_667), ([1, 2], 150), ([0, 0, 1], 33), ([0, 0, 0, 0, 0, 0, 0, 1], 13),
            ([-1, 0, 0, 0, 0, 0, 0, 0], -13),
            ([Int64.max / 100, Int64.max / 100], Int64.max / 100 * 100),
        ] as [([Int64], Int64)])
    func averagesAreRoundedToTheirDigitsAndHalvesAwayFromZero(
        _ conformance: StoreConformance, example: (values: [Int64], average: Int64)
    ) async throws {
        try await conformance.withStore { store in
            let rows = example.values.enumerated().map { [CellValue.integer(Int64($0) + 1), .integer($1)] }
            try await store.insert(rows, into: "People", ["Badge"])
            let people = try await People(store)
            #expect(try people.rows([.average(try people("Badge"), digits: 2)]) == [[.integer(example.average)]])
        }
    }

    @Test(arguments: Stores.all)
    func aSumIsExactUpTo64BitsAndRefusedBeyond(_ conformance: StoreConformance) async throws {
        try await conformance.withStore { store in
            try await store.insert([[1, .integer(.max)], [2, .integer(.max)], [3, .integer(-.max)]], into: "People", ["Badge"])
            let people = try await People(store)
            let badge = try people("Badge")
            #expect(try people.rows([.sum(badge)]) == [[.integer(.max)]], "what comes between doesn't matter")
            let two = Predicate.test(badge, .equals(.integer(.max)))
            #expect(throws: StoreError.numberTooLarge) { try people.rows([.sum(badge)], where: two) }
            #expect(throws: StoreError.numberTooLarge) { try people.rows([.average(badge, digits: 2)], where: two) }
            #expect(try people.rows([.average(badge, digits: 0)], where: two) == [[.integer(.max)]])
            #expect(try people.rows([.count(badge)]) == [[3]], "the store goes on")
        }
    }

    private func withPeople(_ conformance: StoreConformance, _ body: (People) throws -> Void) async throws {
        try await conformance.withStore { store in
            try await store.insert([[100, "Zylker"], [101, "Acme"]], into: "Companies", ["Name"])
            try await store.insert(Self.rows, into: "People", ["Name", "Company", "Salary", "Badge"])
            try body(try await People(store))
        }
    }
}

/// The module People of a store.
private struct People {
    private let store: any OrganizationStore
    private let schema: Schema
    private let module: Module

    init(_ store: any OrganizationStore) async throws {
        self.store = store
        schema = try await store.schema()
        module = try #require(schema.module(named: "People"))
    }

    func callAsFunction(_ name: String) throws -> FieldPath { try schema.path(name, from: module) }

    func rows(
        _ columns: [RecordAggregation.Column], where predicate: BulkStore.Predicate = .constant(true), groups: [FieldPath] = [],
        order: [RecordAggregation.Part] = [], offset: Int = 0
    ) throws -> [[CellValue]] {
        try window(columns, where: predicate, groups: groups, order: order, offset: offset, limit: .max).rows
    }

    func window(
        _ columns: [RecordAggregation.Column], where predicate: BulkStore.Predicate = .constant(true), groups: [FieldPath],
        order: [RecordAggregation.Part] = [], offset: Int, limit: Int
    ) throws -> (rows: [[CellValue]], summary: ScanSummary) {
        var aggregation = RecordAggregation(
            module: module, columns: columns, predicate: predicate, groups: groups, offset: offset, limit: limit)
        aggregation.order = order
        var rows: [[CellValue]] = []
        let summary = try store.aggregate(aggregation) { cells in rows.append(cells.map { CellValue($0) }) }
        return (rows, summary)
    }
}
