import BulkModel
import BulkStore
import BulkTesting
import Testing

@Suite struct SchemaConformanceTests {
    @Test(arguments: Stores.all)
    func modulesAndFieldsComeBackAsTheyWereInTheirOrder(_ conformance: StoreConformance) async throws {
        try await conformance.withStore { store in
            let schema = try await store.schema()
            #expect(schema.modules.map(\.apiName) == ["Users", "Companies", "People"])
            let people = try #require(schema.module(named: "People"))
            #expect(people.fields.map(\.apiName).prefix(4) == ["id", "Name", "Company", "Boss"])
            #expect(people.field(named: "Company")?.lookup == .module("Companies"))
            #expect(people.field(named: "Code")?.isUnique == true)
        }
    }

    @Test(arguments: Stores.all)
    func aFieldAddedLaterIsEmptyInTheRecordsThatAreThere(_ conformance: StoreConformance) async throws {
        try await conformance.withStore { store in
            try await store.insert([[1, "Ann"]], into: "People", ["Name"])
            let field = Field(id: ObjectID(99), apiName: "Nickname", dataType: .text, isCustom: true)
            try await store.apply([.addField(field, module: "People")])
            #expect(try await store.rows(of: "People", ["Name", "Nickname"]).rows == [["Ann", nil]])
        }
    }

    @Test(arguments: Stores.all, ["", "_jobs", "sqlite_x", "a\"b", "a b", "a;drop table x", "1a", "ä"])
    func namesThatCouldHarmTheStoreAreRefused(_ conformance: StoreConformance, name: String) async throws {
        try await conformance.withStore { store in
            let module = Module(
                id: ObjectID(77), apiName: name, generatedType: .custom,
                fields: [Field(id: ObjectID(78), apiName: "id", dataType: .bigint)])
            await #expect(throws: StoreError.unusableName(name)) { try await store.apply([.addModule(module)]) }
            let field = Field(id: ObjectID(79), apiName: name, dataType: .text)
            await #expect(throws: StoreError.unusableName(name)) { try await store.apply([.addField(field, module: "People")]) }
        }
    }

    @Test(arguments: Stores.all)
    func changesAreMadeAllOrNone(_ conformance: StoreConformance) async throws {
        try await conformance.withStore { store in
            let good = Field(id: ObjectID(80), apiName: "Good", dataType: .text)
            let bad = Field(id: ObjectID(81), apiName: "not good", dataType: .text)
            await #expect(throws: StoreError.self) {
                try await store.apply([.addField(good, module: "People"), .addField(bad, module: "People")])
            }
            let people = try #require(try await store.schema().module(named: "People"))
            #expect(people.field(named: "Good") == nil)
        }
    }

    @Test(arguments: Stores.all)
    func idsAreNeverGivenTwice(_ conformance: StoreConformance) async throws {
        try await conformance.withStore { store in
            let first = try await store.reserveIDs(10)
            let second = try await store.reserveIDs(1)
            #expect(second.rawValue == first.rawValue + 10)
            #expect(first.prefix == 1_000_001)
        }
    }
}
