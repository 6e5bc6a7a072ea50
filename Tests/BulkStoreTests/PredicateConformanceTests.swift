import BulkModel
import BulkStore
import BulkTesting
import Testing

@Suite struct PredicateConformanceTests {
    private static let rows: [[CellValue]] = [
        [1, "Ann", 10, 100, "Straße"], [2, "bob", nil, 101, nil], [3, nil, 30, nil, "ÄRA;red"], [4, "anna", 20, 100, "Red;green"],
    ]

    @Test(
        arguments: Stores.all,
        [
            (.isEmpty, "Name", [3]), (.isPresent, "Name", [1, 2, 4]),
            (.equals(.text("ANN")), "Name", [1]), (.differs(.text("ANN")), "Name", [2, 4]),
            (.equals(.text("strasse")), "Code", [1]), (.equals(.text("ära;RED")), "Code", [3]),
            (.isAmong([.text("ann"), .text("BOB")]), "Name", [1, 2]), (.isNotAmong([.text("ann")]), "Name", [2, 4]),
            (.isAmong([.integer(10), .integer(30)]), "Badge", [1, 3]), (.equals(.integer(20)), "Badge", [4]),
            (.isWithin(lower: 10, upper: 20), "Badge", [1, 4]), (.isWithin(lower: 11, upper: nil), "Badge", [3, 4]),
            (.isWithin(lower: nil, upper: 19), "Badge", [1]), (.isWithin(lower: nil, upper: nil), "Badge", [1, 3, 4]),
            (.isOutside(lower: 11, upper: 29), "Badge", [1, 3]),
            (.matches(.contains, "NN"), "Name", [1, 4]), (.matchesNot(.contains, "NN"), "Name", [2]),
            (.matches(.startsWith, "an"), "Name", [1, 4]), (.matches(.endsWith, "A"), "Name", [4]),
            (.matches(.contains, ""), "Name", [1, 2, 4]),
            (.matches(.contains, "SS"), "Code", [1]), (.matches(.endsWith, "SSE"), "Code", [1]),
            (.matches(.sameOptions, "green;RED;red"), "Code", [4]), (.matches(.optionStartsWith, "gr"), "Code", [4]),
            (.matches(.optionEndsWith, "ra"), "Code", [3]), (.matches(.optionContains, "e"), "Code", [1, 3, 4]),
            (.matches(.optionContains, "d;g"), "Code", []),
            (.matches(.pattern, "A%"), "Name", [1, 4]), (.matches(.pattern, "%n%A"), "Name", [4]), (.matches(.pattern, "ann"), "Name", [1]),
            (.matches(.pattern, "%"), "Name", [1, 2, 4]), (.matches(.pattern, ""), "Name", []), (.matches(.pattern, "a%n%n%n"), "Name", []),
            (.matches(.pattern, "stra%SE"), "Code", [1]), (.matches(.pattern, "ä_A%"), "Code", []),
            (.matches(.pattern, "ÄR%D"), "Code", [3]),
            (.matchesNot(.pattern, "a%"), "Name", [2]), (.matches(.optionPattern, "R_d"), "Code", []),
            (.matches(.optionPattern, "%R%D"), "Code", [3, 4]), (.matches(.optionPattern, "Ä%"), "Code", [3]),
            (.matchesNot(.optionPattern, "red"), "Code", [1]),
            (.equals(.text("Zylker")), "Company.Name", [1, 4]), (.isEmpty, "Company.Name", [3]),
        ] as [(FieldTest, String, [Int64])])
    func eachTestSelectsItsRecords(
        _ conformance: StoreConformance, example: (test: FieldTest, path: String, ids: [Int64])
    ) async throws {
        try await withPeople(conformance) { store, people in
            let path = try await store.schema().path(example.path, from: people)
            #expect(try await ids(of: .test(path, example.test), in: store, people) == example.ids, "\(example)")
        }
    }

    @Test(arguments: Stores.all)
    func testsAreJoinedByAndAndOr(_ conformance: StoreConformance) async throws {
        try await withPeople(conformance) { store, people in
            let schema = try await store.schema()
            let isAnn = Predicate.test(try schema.path("Name", from: people), .matches(.startsWith, "ann"))
            let isLow = Predicate.test(try schema.path("Badge", from: people), .isWithin(lower: nil, upper: 10))
            let isThree = Predicate.test(try schema.path("id", from: people), .equals(.integer(3)))
            #expect(try await ids(of: .every([isAnn, isLow]), in: store, people) == [1])
            #expect(try await ids(of: .any([isThree, .every([isAnn, isLow])]), in: store, people) == [1, 3])
            #expect(try await ids(of: .every([]), in: store, people) == [1, 2, 3, 4])
            #expect(try await ids(of: .any([]), in: store, people) == [])
            #expect(try await ids(of: .constant(false), in: store, people) == [])
        }
    }

    @Test(arguments: Stores.all)
    func aScanGoesOnBehindARecordAndCountsOnlyWhatMatches(_ conformance: StoreConformance) async throws {
        try await withPeople(conformance) { store, people in
            let name = try await store.schema().path("Name", from: people)
            let hasName = Predicate.test(name, .isPresent)
            #expect(try await ids(of: hasName, after: ObjectID(1), in: store, people) == [2, 4])
            #expect(try await ids(of: hasName, offset: 1, limit: 1, in: store, people) == [2])
            #expect(try await ids(of: hasName, offset: 2, in: store, people) == [4])
            #expect(try await ids(of: hasName, offset: 3, in: store, people) == [])
        }
    }

    @Test(arguments: Stores.all, ["'; DROP TABLE People; --", "%", "_", "\"", "\\", "?", "\u{0}"])
    func valuesAreNeverPartOfTheLanguage(_ conformance: StoreConformance, value: String) async throws {
        try await withPeople(conformance) { store, people in
            let name = try await store.schema().path("Name", from: people)
            for test in [FieldTest.equals(.text(value)), .matches(.contains, value), .isAmong([.text(value), .text("x")])] {
                #expect(try await ids(of: .test(name, test), in: store, people) == [])
            }
            #expect(try await store.count(of: people) == 4)
        }
    }

    private func withPeople(
        _ conformance: StoreConformance, _ body: (any OrganizationStore, Module) async throws -> Void
    ) async throws {
        try await conformance.withStore { store in
            try await store.insert([[100, "Zylker"], [101, "Acme"]], into: "Companies", ["Name"])
            try await store.insert(Self.rows, into: "People", ["Name", "Badge", "Company", "Code"])
            try await body(store, try #require(try await store.schema().module(named: "People")))
        }
    }

    private func ids(
        of predicate: Predicate, after: ObjectID? = nil, offset: Int = 0, limit: Int = .max, in store: any OrganizationStore,
        _ module: Module
    ) async throws -> [Int64] {
        let id = FieldPath(field: try #require(module.field(named: "id")))
        var ids: [Int64] = []
        _ = try store.scan(
            RecordScan(module: module, columns: [id], predicate: predicate, after: after, offset: offset, limit: limit)
        ) { ids.append($0[0].number) }
        return ids
    }
}
