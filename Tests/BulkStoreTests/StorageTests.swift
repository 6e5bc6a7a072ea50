import BulkModel
import BulkStore
import BulkTesting
import Foundation
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

    @Test(arguments: Stores.all)
    func tokensAreFoundByTheirHashUntilTheyAreRemoved(_ conformance: StoreConformance) async throws {
        let end = Date(timeIntervalSince1970: 1_000)
        let token = AccessToken(organization: ObjectID(1), user: ObjectID(2), scopes: ScopeSet(["ZohoCRM.bulk.read"]), expires: end)
        let hash = SecretHash(bytes: [1, 2, 3])
        try await conformance.withStorage { storage in
            try await storage.catalog.add(token, hash: hash)
            #expect(try await storage.catalog.accessToken(hash) == token)
            #expect(try await storage.catalog.accessToken(SecretHash(bytes: [1, 2])) == nil)
            try await storage.catalog.removeAccessTokens(expiredBefore: end)
            #expect(try await storage.catalog.accessToken(hash) == token)
            try await storage.catalog.removeAccessTokens(expiredBefore: end.addingTimeInterval(1))
            #expect(try await storage.catalog.accessToken(hash) == nil)
        }
    }

    @Test(arguments: Stores.all)
    func clientsAndRefreshTokensComeBackAsTheyWere(_ conformance: StoreConformance) async throws {
        let client = Client(id: "1000.A", secret: SecretHash(bytes: [9]), name: "test")
        let refresh = RefreshToken(
            clientID: "1000.A", organization: ObjectID(1), user: ObjectID(2), scopes: ScopeSet(["ZohoCRM.bulk.ALL", "ZohoCRM.org.READ"]))
        try await conformance.withStorage { storage in
            try await storage.catalog.add(client)
            try await storage.catalog.add(refresh, hash: SecretHash(bytes: [7]))
            #expect(try await storage.catalog.client("1000.A") == client)
            #expect(try await storage.catalog.client("1000.B") == nil)
            #expect(try await storage.catalog.refreshToken(SecretHash(bytes: [7])) == refresh)
            #expect(try await storage.catalog.refreshToken(SecretHash(bytes: [8])) == nil)
        }
    }
}
