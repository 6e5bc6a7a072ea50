import BulkModel
import BulkTesting
import Testing

@Suite struct ProfileConformanceTests {
    @Test(arguments: Stores.all)
    func aProfileMayDoEverythingUntilItIsRestricted(_ conformance: StoreConformance) async throws {
        try await conformance.withStore { store in
            #expect(try await store.profile(named: "Sales").denied.isEmpty)
            for denied in [Set(["a", "b"]), ["b"], []] {
                try await store.set(Profile(name: "Sales", denied: denied))
                #expect(try await store.profile(named: "Sales") == Profile(name: "Sales", denied: denied))
            }
        }
    }
}
