import BulkModel
import BulkStore
import BulkTesting
import Foundation
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

    @Test(arguments: Stores.all)
    func everythingAboutAUserIsKeptAndCanBeChanged(_ conformance: StoreConformance) async throws {
        let founded = User.Stamp(user: ObjectID(10), time: Date(timeIntervalSince1970: 1_000))
        var jane = User(
            id: ObjectID(20), zuid: 57_257_670_001, firstName: "Jane", lastName: "Smith", alias: "js", email: "jane@zylker.example",
            timeZone: "Europe/London", role: "Manager", profile: "Standard", isConfirmed: false, created: founded)
        try await conformance.withStore { store in
            try await store.add(jane)
            #expect(try await store.user(jane.id) == jane)
            jane.firstName = nil
            jane.status = .disabled
            jane.isConfirmed = true
            jane.modified = User.Stamp(user: jane.id, time: Date(timeIntervalSince1970: 2_000))
            try await store.update(jane)
            #expect(try await store.users() == [jane])
            #expect(
                try await store.rows(of: "Users", ["full_name", "status", "confirm", "created_time", "Modified_Time"]).rows
                    == [["Smith", "disabled", 1, 1_000, 2_000]])
        }
    }
}
