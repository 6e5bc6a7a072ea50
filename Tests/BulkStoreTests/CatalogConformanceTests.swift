import BulkModel
import BulkStore
import BulkTesting
import Foundation
import Testing

/// Clients, codes and tokens.
@Suite struct CatalogConformanceTests {
    private let zylker = ObjectID(1)
    private let aurora = ObjectID(2)
    private let jane = ObjectID(20)

    @Test(arguments: Stores.all)
    func anOrganizationComesBackAsItWas(_ conformance: StoreConformance) async throws {
        let organization = Organization(
            id: ObjectID(prefix: 1_000_002, sequence: 20_005), zgid: 601_000_002, companyName: "Aurora", timeZone: "Asia/Tokyo",
            countryCode: "JP", createdTime: Date(timeIntervalSince1970: 5_000))
        try await conformance.withStorage { storage in
            try await storage.createOrganization(organization) { _ in }
            #expect(try await storage.catalog.organization(organization.id) == organization)
        }
    }

    @Test(arguments: Stores.all)
    func clientsComeBackAsTheyWereAndByOrganizationInTheirOrder(_ conformance: StoreConformance) async throws {
        let clients = [
            client("1000.B", organization: zylker, kind: .server, redirectURIs: ["https://a.example/cb", "app:/x,y"]),
            client("1000.A", organization: zylker), client("1000.C", organization: aurora),
        ]
        try await conformance.withStorage { storage in
            for client in clients { try await storage.catalog.add(client) }
            #expect(try await storage.catalog.client("1000.B") == clients[0])
            #expect(try await storage.catalog.client("1000.b") == nil)
            #expect(try await storage.catalog.clients(of: zylker).map(\.id) == ["1000.B", "1000.A"])
            #expect(try await storage.catalog.clients(of: aurora) == [clients[2]])
        }
    }

    @Test(arguments: Stores.all)
    func addressesAreThoseOfAllOrganizationsClientsOfSomeKinds(_ conformance: StoreConformance) async throws {
        try await conformance.withStorage { storage in
            for client in [
                client("1000.A", organization: zylker, kind: .browser, redirectURIs: ["https://a.example/cb", "http://localhost:1/"]),
                client("1000.B", organization: aurora, kind: .server, redirectURIs: ["https://b.example/cb"]),
                client("1000.C", organization: zylker, kind: .mobile, redirectURIs: ["app:/x"]), client("1000.D", organization: zylker),
            ] { try await storage.catalog.add(client) }
            #expect(
                try await storage.catalog.redirectURIs(of: [.browser, .server])
                    == ["https://a.example/cb", "http://localhost:1/", "https://b.example/cb"])
            #expect(try await storage.catalog.redirectURIs(of: []) == [])
        }
    }

    @Test(arguments: Stores.all)
    func aClientTakesItsCodesAndTokensAlongAndNoOthers(_ conformance: StoreConformance) async throws {
        try await conformance.withStorage { storage in
            for id in ["1000.A", "1000.B"] { try await storage.catalog.add(client(id, organization: zylker)) }
            try await storage.catalog.add(refreshToken(1, client: "1000.A"), keeping: nil)
            try await storage.catalog.add(accessToken(2, client: "1000.A", refreshToken: 1), keeping: nil)
            try await storage.catalog.add(code(3, client: "1000.A"))
            try await storage.catalog.add(refreshToken(4, client: "1000.B"), keeping: nil)
            try await storage.catalog.add(accessToken(5, client: nil), keeping: nil)
            try await storage.catalog.removeClient("1000.A")
            #expect(try await storage.catalog.clients(of: zylker).map(\.id) == ["1000.B"])
            #expect(try await storage.catalog.refreshTokens(of: zylker).map(\.hash) == [hash(4)])
            #expect(try await storage.catalog.accessTokens(of: zylker).map(\.hash) == [hash(5)])
            #expect(try await storage.catalog.grantCode(hash(3)) == nil)
        }
    }

    @Test(arguments: Stores.all)
    func aCodeIsUsedUpOnce(_ conformance: StoreConformance) async throws {
        var code = code(1, client: "1000.A")
        code.redirectURI = "https://a.example/cb"
        code.challenge = CodeChallenge(text: "abc", method: .s256)
        code.isOffline = false
        try await conformance.withStorage { [code] storage in
            try await storage.catalog.add(code)
            #expect(try await storage.catalog.grantCode(hash(1)) == code)
            #expect(try await storage.catalog.grantCode(hash(2)) == nil)
            #expect(try await storage.catalog.removeGrantCode(hash(1)))
            #expect(try await !storage.catalog.removeGrantCode(hash(1)))
            #expect(try await storage.catalog.grantCode(hash(1)) == nil)
        }
    }

    @Test(arguments: Stores.all)
    func tokensComeBackAsTheyWereAndByOrganization(_ conformance: StoreConformance) async throws {
        let refresh = refreshToken(1, client: "1000.A")
        let access = accessToken(2, client: "1000.A", refreshToken: 1)
        try await conformance.withStorage { storage in
            try await storage.catalog.add(refresh, keeping: nil)
            try await storage.catalog.add(access, keeping: nil)
            #expect(try await storage.catalog.refreshToken(hash(1)) == refresh)
            #expect(try await storage.catalog.refreshToken(hash(2)) == nil)
            #expect(try await storage.catalog.accessToken(hash(2)) == access)
            #expect(try await storage.catalog.accessToken(hash(1)) == nil)
            #expect(try await storage.catalog.refreshTokens(of: aurora).isEmpty)
            #expect(try await storage.catalog.accessTokens(of: aurora).isEmpty)
        }
    }

    @Test(arguments: Stores.all)
    func theOldestRefreshTokensOfAUserGoWithTheirAccessTokens(_ conformance: StoreConformance) async throws {
        try await conformance.withStorage { storage in
            try await storage.catalog.add(refreshToken(9, client: "1000.B"), keeping: 2)
            try await storage.catalog.add(refreshToken(1, client: "1000.A"), keeping: 2)
            try await storage.catalog.add(accessToken(11, client: "1000.A", refreshToken: 1), keeping: nil)
            try await storage.catalog.add(refreshToken(2, client: "1000.A"), keeping: 2)
            try await storage.catalog.add(accessToken(12, client: "1000.A", refreshToken: 2), keeping: nil)
            try await storage.catalog.add(refreshToken(3, client: "1000.A"), keeping: 2)
            #expect(try await storage.catalog.refreshTokens(of: zylker).map(\.hash) == [hash(9), hash(2), hash(3)])
            #expect(try await storage.catalog.accessTokens(of: zylker).map(\.hash) == [hash(12)])
        }
    }

    @Test(arguments: Stores.all)
    func theOldestAccessTokensOfARefreshTokenGo(_ conformance: StoreConformance) async throws {
        try await conformance.withStorage { storage in
            try await storage.catalog.add(accessToken(9, client: nil), keeping: 2)
            for number in 1...3 { try await storage.catalog.add(accessToken(number, client: "1000.A", refreshToken: 7), keeping: 2) }
            try await storage.catalog.add(accessToken(8, client: nil), keeping: 2)
            #expect(try await storage.catalog.accessTokens(of: zylker).map(\.hash) == [hash(9), hash(2), hash(3), hash(8)])
        }
    }

    @Test(arguments: Stores.all)
    func aRefreshTokenTakesItsAccessTokensAlong(_ conformance: StoreConformance) async throws {
        try await conformance.withStorage { storage in
            try await storage.catalog.add(refreshToken(1, client: "1000.A"), keeping: nil)
            try await storage.catalog.add(accessToken(2, client: "1000.A", refreshToken: 1), keeping: nil)
            try await storage.catalog.add(accessToken(3, client: "1000.A"), keeping: nil)
            #expect(try await storage.catalog.removeToken(hash(1)))
            #expect(try await storage.catalog.refreshToken(hash(1)) == nil)
            #expect(try await storage.catalog.accessToken(hash(2)) == nil)
            #expect(try await storage.catalog.removeToken(hash(3)))
            #expect(try await !storage.catalog.removeToken(hash(3)))
        }
    }

    @Test(arguments: Stores.all)
    func whatEndedBeforeATimeIsForgotten(_ conformance: StoreConformance) async throws {
        try await conformance.withStorage { storage in
            try await storage.catalog.add(accessToken(1, client: nil), keeping: nil)
            try await storage.catalog.add(code(2, client: "1000.A"))
            try await storage.catalog.removeTokens(expiredBefore: end)
            #expect(try await storage.catalog.accessToken(hash(1)) != nil)
            #expect(try await storage.catalog.grantCode(hash(2)) != nil)
            try await storage.catalog.removeTokens(expiredBefore: end.addingTimeInterval(1))
            #expect(try await storage.catalog.accessToken(hash(1)) == nil)
            #expect(try await storage.catalog.grantCode(hash(2)) == nil)
        }
    }

    private let start = Date(timeIntervalSince1970: 1_000)
    private let end = Date(timeIntervalSince1970: 2_000)
    private let scopes = ScopeSet(["ZohoCRM.bulk.read", "ZohoCRM.org.READ"])

    private func hash(_ number: Int) -> SecretHash { SecretHash(bytes: [UInt8(number)]) }

    private func client(_ id: String, organization: ObjectID, kind: ClientKind = .selfClient, redirectURIs: [String] = []) -> Client {
        Client(
            id: id, secret: hash(99), name: "test", kind: kind, organization: organization, user: jane, redirectURIs: redirectURIs,
            created: start)
    }

    private func code(_ number: Int, client: String) -> GrantCode {
        GrantCode(hash: hash(number), clientID: client, organization: zylker, user: jane, scopes: scopes, expires: end)
    }

    private func refreshToken(_ number: Int, client: String) -> RefreshToken {
        RefreshToken(hash: hash(number), clientID: client, organization: zylker, user: jane, scopes: scopes, created: start)
    }

    private func accessToken(_ number: Int, client: String?, refreshToken: Int? = nil) -> AccessToken {
        AccessToken(
            hash: hash(number), organization: zylker, user: jane, scopes: scopes, created: start, expires: end, clientID: client,
            refreshToken: refreshToken.map(hash))
    }
}
