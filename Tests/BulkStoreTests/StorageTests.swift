import BulkModel
import BulkStore
import BulkTesting
import Testing

@Suite struct StorageTests {
    @Test(arguments: Stores.all)
    func anOrganizationIsListedOnlyWhenItIsComplete(_ conformance: StoreConformance) async throws {
        struct Trouble: Error {}
        try await conformance.withStorage { storage in
            await #expect(throws: Trouble.self) {
                try await storage.createOrganization(StoreConformance.organization) { _ in throw Trouble() }
            }
            #expect(try await storage.catalog.organizations().isEmpty)
            try await storage.createOrganization(StoreConformance.organization) { _ in }
            #expect(try await storage.catalog.organizations() == [StoreConformance.organization])
        }
    }

    @Test(arguments: Stores.all)
    func anOrganizationThatIsThereIsNotMadeAgain(_ conformance: StoreConformance) async throws {
        try await conformance.withStorage { storage in
            try await storage.createOrganization(StoreConformance.organization) { _ in }
            await #expect(throws: StoreError.organizationExists(StoreConformance.organization.id)) {
                try await storage.createOrganization(StoreConformance.organization) { _ in }
            }
        }
    }

    @Test(arguments: Stores.all)
    func anUnknownOrganizationHasNoStore(_ conformance: StoreConformance) async throws {
        try await conformance.withStorage { storage in
            await #expect(throws: StoreError.noOrganization(ObjectID(5))) { try await storage.store(of: ObjectID(5)) }
        }
    }
}
