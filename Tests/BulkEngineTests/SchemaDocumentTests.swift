import BulkEngine
import BulkModel
import BulkStore
import BulkTesting
import Testing

/// What an organisation has of its own as one document, and a schema made what a document says.
@Suite struct SchemaDocumentTests {
    private func apply(_ document: SchemaDocument, in tester: AppTester) async throws -> [SchemaStep] {
        try await tester.engine.apply(document, to: tester.organization) { _ in }
    }

    private func document(in tester: AppTester) async throws -> SchemaDocument {
        try await tester.engine.schemaDocument(of: tester.organization)
    }

    private func lines(_ steps: [SchemaStep]) -> [String] {
        steps.map { "\($0.kind.rawValue) \($0.object) \($0.name) \($0.detail)\($0.losesData ? "!" : "")" }
    }

    private func draft(_ name: String, _ type: DataType) -> FieldDraft {
        var draft = FieldDraft()
        draft.apiName = name
        draft.label = name
        draft.dataType = type
        return draft
    }

    @Test func whatAnOrganizationHasNeedsNoStep() async throws {
        for tester in [try await AppTester.reading(), try await AppTester.writing()] {
            let steps = try await tester.engine.plan(try await document(in: tester), for: tester.organization)
            #expect(lines(steps) == [])
        }
    }

    @Test func aPlanChangesNothing() async throws {
        let tester = try await AppTester.reading()
        let store = try await tester.engine.storage.store(of: tester.organization)
        let before = try await document(in: tester)
        let version = try await store.schema().version
        let next = try await store.reserveIDs(1)
        var changed = before
        changed.modules.removeAll { $0.name == "Bookings" }
        let steps = try await tester.engine.plan(changed, for: tester.organization)
        #expect(lines(steps) == ["remove module Bookings with 1 record!"])
        #expect(try await document(in: tester) == before)
        #expect(try await store.schema().version == version)
        #expect(try await store.reserveIDs(1).rawValue == next.rawValue + 1)
    }

    @Test func aStepThatCantBeTakenLeavesEverythingAsItWas() async throws {
        let tester = try await AppTester.reading()
        let before = try await document(in: tester)
        var changed = before
        changed.modules.append(SchemaDocument.ModuleEntry(name: "Boats"))
        changed.modules[changed.modules.count - 1].singular = "Boat"
        changed.modules[changed.modules.count - 1].plural = "Boats"
        var lookup = draft("Harbour", .lookup)
        lookup.target = "Harbours"
        changed.modules[changed.modules.count - 1].fields = [draft("Name_2", .text), lookup]
        await #expect(
            throws: SchemaDocumentProblem(["Boats", "fields", "Harbour"], DraftProblem("lookup.module", .unknown))
        ) { _ = try await apply(changed, in: tester) }
        #expect(try await document(in: tester) == before)
    }

    @Test func theCheckCanEndEverythingBeforeItBegins() async throws {
        struct Refusal: Error {}
        let tester = try await AppTester.reading()
        let before = try await document(in: tester)
        await #expect(throws: Refusal.self) {
            _ = try await tester.engine.apply(SchemaDocument(), to: tester.organization) { _ in throw Refusal() }
        }
        #expect(try await document(in: tester) == before)
    }

    @Test func anEmptyDocumentLeavesNothingOfTheOrganizationsOwn() async throws {
        let tester = try await AppTester.reading()
        let steps = try await apply(SchemaDocument(), in: tester)
        #expect(steps.allSatisfy { $0.losesData })
        #expect(lines(steps).contains("remove module Employees with 1 record!"))
        #expect(lines(steps).contains("remove field Deals.Project_Details with its values!"))
        let schema = try await tester.engine.storage.store(of: tester.organization).schema()
        #expect(schema.modules.allSatisfy { $0.generatedType != .custom && $0.fields.allSatisfy { !$0.isCustom } })
        // Views of standard modules are left where the document says nothing of them.
        let left = try await document(in: tester)
        #expect(left.modules.allSatisfy { $0.fields.isEmpty })
    }

    @Test func modulesThatLeadToOneAnotherGoTogether() async throws {
        let tester = try await AppTester.reading()
        let before = try await document(in: tester)
        var both = before
        for (name, other) in [("Boats", "Ports"), ("Ports", "Boats")] {
            var entry = SchemaDocument.ModuleEntry(name: name)
            entry.singular = String(name.dropLast())
            entry.plural = name
            var lookup = draft("Home_\(other)", .lookup)
            lookup.target = other
            entry.fields = [lookup]
            both.modules.append(entry)
        }
        _ = try await apply(both, in: tester)
        let steps = try await apply(before, in: tester)
        #expect(lines(steps) == ["remove module Boats with 0 records!", "remove module Ports with 0 records!"])
        #expect(try await document(in: tester) == before)
    }

    @Test func whatAViewAsksForCanGoWithTheView() async throws {
        let tester = try await AppTester.reading()
        let before = try await document(in: tester)
        var with = before
        let leads = try #require(with.modules.firstIndex { $0.name == "Leads" })
        with.modules[leads].fields.append(draft("Region", .text))
        var view = ViewDraft()
        view.name = "North"
        view.criteria = .value(["field": ["api_name": "Region"], "comparator": "equal", "value": "N"])
        with.modules[leads].views = (with.modules[leads].views ?? []) + [view]
        #expect(lines(try await apply(with, in: tester)) == ["add field Leads.Region text", "add view Leads.North "])
        // The view still asks for the field.
        var without = with
        without.modules[leads].fields.removeLast()
        await #expect(throws: SchemaDocumentProblem.self) { _ = try await apply(without, in: tester) }
        #expect(lines(try await apply(before, in: tester)) == ["remove view Leads.North ", "remove field Leads.Region with its values!"])
    }

    @Test func aFieldOfAnotherTypeIsMadeAnew() async throws {
        let tester = try await AppTester.reading()
        var changed = try await document(in: tester)
        let leads = try #require(changed.modules.firstIndex { $0.name == "Leads" })
        let paid = try #require(changed.modules[leads].fields.firstIndex { $0.apiName == "Paid" })
        changed.modules[leads].fields[paid] = draft("Paid", .date)
        #expect(
            lines(try await apply(changed, in: tester)) == [
                "remove field Leads.Paid to make it anew as date, with its values!", "add field Leads.Paid date",
            ])
        #expect(lines(try await apply(changed, in: tester)) == [])
    }

    @Test func recordsHaveTheFirstLayoutOnceThereAreTwo() async throws {
        let tester = try await AppTester.reading()
        var changed = try await document(in: tester)
        let bookings = try #require(changed.modules.firstIndex { $0.name == "Bookings" })
        changed.modules[bookings].layouts = ["Standard", "Evening"]
        #expect(lines(try await apply(changed, in: tester)) == ["add layout Bookings.Evening "])
        let module = try #require(try await tester.engine.storage.store(of: tester.organization).schema().module(named: "Bookings"))
        #expect(module.layouts.map(\.name) == ["Standard", "Evening"])
        let csv = try await tester.export(#"{"query":{"module":{"api_name":"Bookings"},"fields":["Last_Name","Layout"]}}"#)
        #expect(csv == "Id,Last_Name,Layout\n554023000000550001,Ray,\(module.layouts[0].id)\n")
        changed.modules[bookings].layouts = ["Standard"]
        await #expect(throws: SchemaDocumentProblem.self) { _ = try await apply(changed, in: tester) }
    }
}
