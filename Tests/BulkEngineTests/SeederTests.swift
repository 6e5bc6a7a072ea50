import BulkEngine
import BulkModel
import BulkStore
import BulkTesting
import Testing

@Suite struct SeederTests {
    private static let columns = [
        "Last_Name", "Company", "Annual_Revenue", "Created_Time", "Email_Opt_Out", "Lead_Source", "Description", "Street",
    ]

    @Test func theSameSeedMakesTheSameRecordsAndAnotherOneOthers() async throws {
        let first = try await seeded(seed: 7)
        #expect(try await seeded(seed: 7) == first)
        #expect(try await seeded(seed: 8) != first)
    }

    @Test func emailsAreUniqueLookupsExistAndTimesRiseWithIDs() async throws {
        let tester = try await AppTester.reading()
        let store = try await tester.engine.storage.store(of: tester.organization)
        try await Seeder(store: store, seed: 7).seed("Contacts", records: 2_000)
        let rows = try await store.rows(of: "Contacts", ["Email", "Account_Name", "Account_Name.id", "Owner.last_name", "Created_Time"])
            .rows
        let seeded = rows.dropFirst(3)
        let emails = seeded.map { $0[0] }.filter { $0 != .null }
        #expect(seeded.count == 2_000)
        #expect(emails.count > 1_500 && Set(emails).count == emails.count)
        #expect(seeded.contains { $0[1] != .null } && seeded.contains { $0[0] == .null })
        #expect(seeded.allSatisfy { $0[3] != .null })
        let times = seeded.compactMap { if case .integer(let time) = $0[4] { time } else { nil } }
        #expect(times == times.sorted() && times.count == 2_000)
    }

    @Test func everyExportableModuleCanBeSeeded() async throws {
        let tester = try await AppTester.reading()
        let store = try await tester.engine.storage.store(of: tester.organization)
        let seeder = Seeder(store: store, seed: 7)
        let all = try await store.schema().modules.filter(\.isExportable).map(\.apiName)
        // Parents before the rows that belong to them, which come with quotes, orders and invoices.
        let first = [
            "Products", "Deals", "Vendors", "Quotes", "Sales_Orders", "Purchase_Orders", "Invoices", "Services__s", "Employees", "Skills",
        ]
        let rows = ["Quoted_Items", "Ordered_Items", "Purchase_Items", "Invoiced_Items"]
        for module in first + all.filter({ !first.contains($0) }) {
            if !rows.contains(module) { try await seeder.seed(module, records: 5) }
            #expect(try await store.rows(of: module, ["id"]).rows.count >= 5, "\(module)")
        }
    }

    @Test func aModuleThatIsNotThereAndALookupWithoutTargetsAreRefused() async throws {
        let tester = try await AppTester.reading()
        let store = try await tester.engine.storage.store(of: tester.organization)
        let seeder = Seeder(store: store, seed: 7)
        await #expect(throws: SeedingError.noModule("Nope")) { try await seeder.seed("Nope", records: 1) }
        await #expect(throws: SeedingError.noTargets(module: "Quoted_Items", lookup: "Product_Name", in: ["Products"])) {
            try await seeder.seed("Quotes", records: 1)
        }
    }

    @Test func rowsComeWithTheRecordsThatTheyBelongTo() async throws {
        let tester = try await AppTester.reading()
        let store = try await tester.engine.storage.store(of: tester.organization)
        await #expect(throws: SeedingError.comesWith("Quotes", module: "Quoted_Items")) {
            try await Seeder(store: store, seed: 7).seed("Quoted_Items", records: 1)
        }
    }

    @Test func twoRecordsAreLinkedOnceAndNoMoreLinksAreMadeThanThereArePairs() async throws {
        let tester = try await AppTester.reading()
        let store = try await tester.engine.storage.store(of: tester.organization)
        let seeder = Seeder(store: store, seed: 7)
        // With the fixture's own, three employees and four skills, and one link between them.
        try await seeder.seed("Employees", records: 2)
        try await seeder.seed("Skills", records: 3)
        try await seeder.seed("EmpXSkills", records: 5)
        await #expect(throws: SeedingError.tooFewPairs(module: "EmpXSkills", free: 6)) {
            try await seeder.seed("EmpXSkills", records: 7)
        }
        try await seeder.seed("EmpXSkills", records: 6)
        let links = try await store.rows(of: "EmpXSkills", ["Employees", "Skills"]).rows
        #expect(links.count == 12 && Set(links).count == 12)
    }

    private func seeded(seed: UInt64) async throws -> [[CellValue]] {
        let tester = try await AppTester.reading()
        let store = try await tester.engine.storage.store(of: tester.organization)
        try await Seeder(store: store, seed: seed).seed("Leads", records: 300)
        return try await store.rows(of: "Leads", Self.columns).rows
    }
}
