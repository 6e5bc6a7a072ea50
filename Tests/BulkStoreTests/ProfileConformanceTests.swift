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

    @Test(arguments: Stores.all)
    func restrictedProfilesAreListedByName(_ conformance: StoreConformance) async throws {
        try await conformance.withStore { store in
            #expect(try await store.profiles().isEmpty)
            try await store.set(Profile(name: "Support", denied: ["a"]))
            try await store.set(Profile(name: "Sales", denied: ["b"]))
            #expect(try await store.profiles() == [Profile(name: "Sales", denied: ["b"]), Profile(name: "Support", denied: ["a"])])
        }
    }
}
