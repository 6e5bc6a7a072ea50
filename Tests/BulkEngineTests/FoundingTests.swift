import BulkEngine
import BulkModel
import BulkStore
import BulkTesting
import Testing

@Suite struct FoundingTests {
    @Test func theDemoHasWhatItPromises() async throws {
        let tester = try await AppTester.reading()
        let (organization, users) = try await tester.engine.foundDemo { _, _, _ in }
        let store = try await tester.engine.storage.store(of: organization.id)
        let schema = try await store.schema()
        for (name, records) in DemoOrganization.contents {
            let module = try #require(schema.module(named: name))
            #expect(try await store.count(of: module) == records, "\(name)")
        }
        #expect(users.count == 5)
        #expect(Set(users.map(\.timeZone)).count == 5)
        #expect(schema.module(named: "Deals")?.field(named: "Project_Details")?.dataType == .subform)
        #expect(schema.module(named: "Employees")?.field(named: "Skills_Links")?.dataType == .multiselectlookup)
    }

    @Test func organizationsGetPrefixesOfTheirOwn() async throws {
        let tester = try await AppTester.reading()
        let person = Founding.Person(firstName: nil, lastName: "A", email: "a@example.com", timeZone: "UTC")
        let (first, _) = try await tester.engine.found(Founding(companyName: "A", timeZone: "UTC", people: [person]))
        let (second, _) = try await tester.engine.found(Founding(companyName: "B", timeZone: "UTC", people: [person]))
        #expect(first.id.prefix != second.id.prefix)
        #expect(first.zgid != second.zgid)
        #expect(first.id.description.count == 19)
    }

    @Test func modulesHaveTheirUsualNumbers() async throws {
        let tester = try await AppTester.reading()
        let person = Founding.Person(firstName: nil, lastName: "A", email: "a@example.com", timeZone: "UTC")
        let (organization, _) = try await tester.engine.found(Founding(companyName: "A", timeZone: "UTC", people: [person]))
        let schema = try await tester.engine.storage.store(of: organization.id).schema()
        #expect(schema.module(named: "Leads")?.id == ObjectID(prefix: organization.id.prefix, sequence: 2_175))
        let ids = schema.modules.flatMap { [$0.id] + $0.fields.map(\.id) }
        #expect(Set(ids).count == ids.count)
    }
}
