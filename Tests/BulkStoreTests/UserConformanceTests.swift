import BulkModel
import BulkStore
import BulkTesting
import Testing

@Suite struct UserConformanceTests {
    @Test(arguments: Stores.all)
    func usersComeBackByIDAndInOrder(_ conformance: StoreConformance) async throws {
        let jane = User(id: ObjectID(20), firstName: "Jane", lastName: "Smith", email: "jane@zylker.example", timeZone: "Europe/London")
        let tanaka = User(id: ObjectID(10), firstName: nil, lastName: "田中", email: "t@zylker.example", timeZone: "Asia/Tokyo")
        try await conformance.withStore { store in
            try await store.add(jane)
            try await store.add(tanaka)
            #expect(try await store.users() == [tanaka, jane])
            #expect(try await store.user(ObjectID(20)) == jane)
            #expect(try await store.user(ObjectID(21)) == nil)
            #expect(try await store.rows(of: "Users", ["full_name"]).rows == [["田中"], ["Jane Smith"]])
        }
    }
}
