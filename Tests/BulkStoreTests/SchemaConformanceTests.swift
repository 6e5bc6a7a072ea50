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

    @Test(arguments: Stores.all)
    func changesThoughtOutForAnOlderSchemaAreRefused(_ conformance: StoreConformance) async throws {
        try await conformance.withStore { store in
            let version = try await store.schema().version
            let first = Field(id: ObjectID(91), apiName: "First", dataType: .text)
            let second = Field(id: ObjectID(92), apiName: "Second", dataType: .text)
            try await store.apply([.addField(first, module: "People")], basedOn: version)
            await #expect(throws: StoreError.schemaChanged) {
                try await store.apply([.addField(second, module: "People")], basedOn: version)
            }
            #expect(try await store.schema().version != version)
            #expect(try await store.schema().module(named: "People")?.field(named: "Second") == nil)
        }
    }

    @Test(arguments: Stores.all)
    func aFieldIsChangedAndItsValuesStay(_ conformance: StoreConformance) async throws {
        try await conformance.withStore { store in
            try await store.insert([[1, "Ann"]], into: "People", ["Name"])
            var field = try #require(try await store.schema().module(named: "People")?.field(named: "Name"))
            field.label = "Full name"
            field.tooltip = Tooltip(kind: "info_icon", text: "as in the passport")
            try await store.apply([.updateField(field, module: "People")])
            #expect(try await store.schema().module(named: "People")?.field(named: "Name") == field)
            #expect(try await store.rows(of: "People", ["Name"]).rows == [["Ann"]])
        }
    }

    @Test(arguments: Stores.all)
    func aFieldBecomesUniqueOnlyIfItsValuesAre(_ conformance: StoreConformance) async throws {
        try await conformance.withStore { store in
            try await store.insert([[1, "Ann", 7], [2, "ANN", 8], [3, nil, 9], [4, nil, 7]], into: "People", ["Name", "Badge"])
            for (name, records) in [("Name", [ObjectID(1), ObjectID(2)]), ("Badge", [ObjectID(1), ObjectID(4)])] {
                var field = try #require(try await store.schema().module(named: "People")?.field(named: name))
                field.isUnique = true
                await #expect(throws: StoreError.valuesCollide(field: name, module: "People", records: records)) {
                    try await store.apply([.updateField(field, module: "People")])
                }
                #expect(try await store.schema().module(named: "People")?.field(named: name)?.isUnique == false)
            }
        }
    }

    @Test(arguments: Stores.all)
    func uniquenessIsKeptOnceItIsThereAndGoneOnceItIsNot(_ conformance: StoreConformance) async throws {
        try await conformance.withStore { store in
            try await store.insert([[1, "Ann"], [2, nil], [3, nil]], into: "People", ["Name"])
            var field = try #require(try await store.schema().module(named: "People")?.field(named: "Name"))
            field.isUnique = true
            try await store.apply([.updateField(field, module: "People")])
            await #expect(throws: (any Error).self) { try await store.insert([[4, "ann"]], into: "People", ["Name"]) }
            field.isUnique = false
            try await store.apply([.updateField(field, module: "People")])
            try await store.insert([[4, "ann"]], into: "People", ["Name"])
        }
    }

    @Test(arguments: Stores.all)
    func aFieldIsRemovedWithItsValuesAndTheOthersStay(_ conformance: StoreConformance) async throws {
        try await conformance.withStore { store in
            try await store.insert([[1, "Ann", "c-1", 7]], into: "People", ["Name", "Code", "Badge"])
            // A unique field, one with rows elsewhere, and one like any other.
            let names = ["Code", "Files", "Badge"]
            try await store.apply(names.map { .removeField($0, module: "People") })
            let people = try #require(try await store.schema().module(named: "People"))
            for name in names { #expect(people.field(named: name) == nil) }
            #expect(try await store.rows(of: "People", ["Name"]).rows == [["Ann"]])
            // What comes later under the name begins empty.
            try await store.apply([.addField(Field(id: ObjectID(95), apiName: "Code", dataType: .text, isUnique: true), module: "People")])
            #expect(try await store.rows(of: "People", ["Name", "Code"]).rows == [["Ann", nil]])
        }
    }

    @Test(arguments: Stores.all)
    func aModuleIsRemovedWithItsRecordsAndViews(_ conformance: StoreConformance) async throws {
        try await conformance.withStore { store in
            try await store.insert([[1, "Acme"]], into: "Companies", ["Name"])
            try await store.setWaitsForApproval(ObjectID(1), true)
            try await store.apply([.addView(CustomView(id: ObjectID(900), module: "Companies", name: "All"))])
            let companies = try #require(try await store.schema().module(named: "Companies"))
            try await store.apply([.removeModule("Companies")])
            #expect(try await store.schema().module(named: "Companies") == nil)
            #expect(try await store.view(ObjectID(900)) == nil)
            // The name is free again.
            try await store.apply([.addModule(companies)])
            #expect(try await store.count(of: companies) == 0)
        }
    }

    @Test(arguments: Stores.all)
    func aModuleIsChangedAndItsFieldsStay(_ conformance: StoreConformance) async throws {
        try await conformance.withStore { store in
            var people = try #require(try await store.schema().module(named: "People"))
            people.pluralLabel = "Folks"
            try await store.apply([.updateModule(people)])
            #expect(try await store.schema().module(named: "People") == people)
        }
    }

    @Test(arguments: Stores.all)
    func aRetiredValueIsBackOnceItIsLearnt(_ conformance: StoreConformance) async throws {
        try await conformance.withStore { store in
            var field = Field(id: ObjectID(96), apiName: "Level", dataType: .picklist, pickListValues: ["a"])
            field.retiredValues = ["b", "c"]
            try await store.apply([.addField(field, module: "People"), .addPickListValues(["b", "d"], field: "Level", module: "People")])
            let after = try #require(try await store.schema().module(named: "People")?.field(named: "Level"))
            #expect(after.pickListValues == ["a", "b", "d"])
            #expect(after.retiredValues == ["c"])
        }
    }

    @Test(arguments: Stores.all)
    func autoNumbersBeginAnewWithAnotherStart(_ conformance: StoreConformance) async throws {
        try await conformance.withStore { store in
            var field = Field(id: ObjectID(97), apiName: "Number", dataType: .autonumber)
            field.autoNumber = AutoNumber(start: 5)
            try await store.apply([.addField(field, module: "People")])
            let taken = field
            #expect(try await store.importing(into: "People") { session, _ in try session.reserveNumbers(3, for: taken) } == 1)
            field.autoNumber = AutoNumber(prefix: "x", start: 5)
            try await store.apply([.updateField(field, module: "People")])
            #expect(try await store.importing(into: "People") { session, _ in try session.reserveNumbers(1, for: taken) } == 4)
            field.autoNumber = AutoNumber(prefix: "x", start: 50)
            try await store.apply([.updateField(field, module: "People")])
            #expect(try await store.importing(into: "People") { session, _ in try session.reserveNumbers(1, for: taken) } == 1)
        }
    }

    @Test(arguments: Stores.all)
    func whatIsNotThereCantBeChanged(_ conformance: StoreConformance) async throws {
        try await conformance.withStore { store in
            let field = Field(id: ObjectID(98), apiName: "Nope", dataType: .text)
            let module = Module(id: ObjectID(99), apiName: "Nowhere", generatedType: .custom, fields: [])
            let changes: [(SchemaChange, String)] = [
                (.updateField(field, module: "People"), "Nope"), (.removeField("Nope", module: "People"), "Nope"),
                (.addField(field, module: "Nowhere"), "Nowhere"), (.removeModule("Nowhere"), "Nowhere"), (.updateModule(module), "Nowhere"),
            ]
            for (change, name) in changes {
                await #expect(throws: StoreError.unusableName(name)) { try await store.apply([change]) }
            }
        }
    }
}
