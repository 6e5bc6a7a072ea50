import BulkModel
import BulkStore
import BulkTesting
import Testing

/// Composed and decomposed forms of a text are one text to a store, and each stays as its author wrote it.
@Suite struct EqualTextConformanceTests {
    private static let composed = "Caf\u{E9}"
    private static let decomposed = "cafe\u{301}"
    private static let rows: [[CellValue]] = [
        [1, .text(composed), "\u{E9}t\u{E9};Hiver"], [2, .text(decomposed), "hiver;e\u{301}te\u{301}"], [3, "Cafe", "ete"],
        [4, "Q\u{303}", nil],
    ]

    @Test(
        arguments: Stores.all,
        [
            (.equals(.text("CAF\u{C9}")), "Name", [1, 2]), (.equals(.text("CAFE\u{301}")), "Name", [1, 2]),
            (.differs(.text(composed)), "Name", [3, 4]), (.isAmong([.text(decomposed), .text("x")]), "Name", [1, 2]),
            (.isNotAmong([.text(decomposed)]), "Name", [3, 4]),
            // A letter with a mark is a letter of its own, where Unicode has it: e doesn't find é, in neither form.
            (.matches(.contains, "f\u{E9}"), "Name", [1, 2]), (.matches(.contains, "fe\u{301}"), "Name", [1, 2]),
            (.matches(.contains, "e"), "Name", [3]), (.matches(.endsWith, "e"), "Name", [3]),
            (.matches(.endsWith, "\u{C9}"), "Name", [1, 2]),
            (.matches(.startsWith, "cafe"), "Name", [3]), (.matches(.startsWith, "cafe\u{301}"), "Name", [1, 2]),
            (.matchesNot(.contains, "\u{E9}"), "Name", [3, 4]),
            // Where it has none, the mark is a character behind the letter.
            (.matches(.contains, "q"), "Name", [4]), (.matches(.startsWith, "q\u{303}"), "Name", [4]),
            (.matches(.pattern, "%\u{E9}"), "Name", [1, 2]), (.matches(.pattern, "%e\u{301}"), "Name", [1, 2]),
            (.matches(.pattern, "cafe%"), "Name", [3]),
            (.matches(.sameOptions, "Hiver;\u{C9}t\u{E9}"), "Code", [1, 2]), (.matches(.optionStartsWith, "e\u{301}t"), "Code", [1, 2]),
            (.matches(.optionContains, "te"), "Code", [3]), (.matches(.optionPattern, "%T\u{C9}"), "Code", [1, 2]),
        ] as [(FieldTest, String, [Int64])])
    func conditionsMeanBothForms(_ conformance: StoreConformance, example: (test: FieldTest, path: String, ids: [Int64])) async throws {
        try await withPeople(conformance) { store, people in
            let path = try await store.schema().path(example.path, from: people)
            let scan = RecordScan(
                module: people, columns: [try await store.schema().path("id", from: people)], predicate: .test(path, example.test))
            var ids: [CellValue] = []
            _ = try store.scan(scan) { cells in ids.append(CellValue(cells[0])) }
            #expect(ids == example.ids.map { .integer($0) }, "\(example)")
        }
    }

    @Test(arguments: Stores.all)
    func theAuthorsFormIsKept(_ conformance: StoreConformance) async throws {
        try await withPeople(conformance) { store, _ in
            let names = try await store.rows(of: "People", ["Name"]).rows.map { Self.scalars($0[0]) }
            #expect(names == Self.rows.map { Self.scalars($0[1]) })
        }
    }

    @Test(arguments: Stores.all)
    func keysMatchBothForms(_ conformance: StoreConformance) async throws {
        try await withPeople(conformance) { store, _ in
            let matches = try await store.importing(into: "People") { session, module in
                let field = try #require(module.field(named: "Name"))
                return try session.match(
                    RecordBatch.keys([.text(Self.decomposed), "CAF\u{C9}", "cafe", "q"], of: field), by: field, of: module, attributes: [])
            }
            #expect(matches.records == [1, 1, 3, 0])
            #expect(matches.isSeveral == [true, true, false, false])
        }
    }

    @Test(arguments: Stores.all)
    func aUniqueFieldHasOneOfBothForms(_ conformance: StoreConformance) async throws {
        try await conformance.withStore { store in
            try await store.insert([[1, "Ann", .text(Self.composed)]], into: "People", ["Name", "Code"])
            await #expect(throws: (any Error).self) {
                try await store.insert([[2, "Bob", .text(Self.decomposed)]], into: "People", ["Name", "Code"])
            }
        }
    }

    @Test(arguments: Stores.all)
    func recordsOfBothFormsMakeAGroupAndLieSideBySide(_ conformance: StoreConformance) async throws {
        try await withPeople(conformance) { store, people in
            let schema = try await store.schema()
            let name = try schema.path("Name", from: people)
            let groups = RecordAggregation(module: people, columns: [.count(try schema.path("id", from: people))], groups: [name])
            var counts: [CellValue] = []
            _ = try store.aggregate(groups) { cells in counts.append(CellValue(cells[0])) }
            #expect(counts == [1, 2, 1])
            #expect(try await store.rows(of: "People", ["id"], orderedBy: ["Name"]).rows == [[3], [1], [2], [4]])
            #expect(try await store.rows(of: "People", ["id"], orderedBy: ["-Name"]).rows == [[4], [1], [2], [3]])
        }
    }

    /// The characters of a text one by one: as strings, both forms are equal.
    private static func scalars(_ cell: CellValue) -> [UInt32] {
        if case .text(let text) = cell { text.unicodeScalars.map(\.value) } else { [] }
    }

    private func withPeople(
        _ conformance: StoreConformance, _ body: (any OrganizationStore, Module) async throws -> Void
    ) async throws {
        try await conformance.withStore { store in
            // Without its uniqueness the second field can hold both forms.
            var code = try #require(try await store.schema().module(named: "People")?.field(named: "Code"))
            code.isUnique = false
            try await store.apply([.updateField(code, module: "People")])
            try await store.insert(Self.rows, into: "People", ["Name", "Code"])
            try await body(store, try #require(try await store.schema().module(named: "People")))
        }
    }
}
