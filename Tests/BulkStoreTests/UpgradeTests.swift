import BulkModel
import BulkStore
import BulkTesting
import Foundation
import GRDB
import Testing

@testable import BulkStoreSQLite

/// Data folders of other versions. Whole folders that older binaries have made are opened by `Tests/Process/test_upgrade.py`.
@Suite struct UpgradeTests {
    private static let composed = "Caf\u{E9}"
    private static let decomposed = "Cafe\u{301}"
    private static let zylker = StoreConformance.organization
    private static let aurora = Organization(
        id: ObjectID(prefix: 1_000_002, sequence: 20_005), zgid: 602_000_002, companyName: "Aurora", timeZone: "UTC")

    @Test func indexesOfTheVersionBeforeAreMadeAnewAndRecordsStay() async throws {
        let folder = try await OldFolder(codes: [Self.composed, "Tea", nil])
        let storage = try folder.open()
        let store = try await storage.store(of: Self.zylker.id)
        #expect(try await store.rows(of: "People", ["id", "Code"]).rows == [[1, .text(Self.composed)], [2, "Tea"], [3, nil]])
        let collations = try folder.indexes().map(\.collation)
        #expect(collations.count > 1 && Set(collations) == ["CRM_TEXT_2"])
        let matches = try await store.importing(into: "People") { session, module in
            let field = try #require(module.field(named: "Code"))
            return try session.match(RecordBatch.keys([.text(Self.decomposed)], of: field), by: field, of: module, attributes: [])
        }
        #expect(matches.records == [1])
        await #expect(throws: (any Error).self) { try await store.insert([[4, .text(Self.decomposed)]], into: "People", ["Code"]) }
        #expect(try await storage.collisions(in: Self.zylker.id).isEmpty)
    }

    @Test func uniqueValuesThatBecomeEqualKeepTheirOrganizationClosedAndNoOther() async throws {
        let folder = try await OldFolder(codes: [Self.composed, "Tea", Self.decomposed], besides: Self.aurora)
        let before = try folder.indexes()
        let storage = try folder.open()
        let closed = OrganizationClosed(Self.zylker.id, .collidingValues([.init(module: "People", field: "Code", records: 2)]))
        for _ in 1...2 { await #expect(throws: closed) { try await storage.store(of: Self.zylker.id) } }
        #expect(try await storage.closedOrganizations() == [closed])
        #expect(try await storage.openOrganizations().map(\.organization) == [Self.aurora])
        #expect(
            try await storage.collisions(in: Self.zylker.id) == [
                ValueCollision(
                    module: "People", field: "Code",
                    holders: [
                        .init(record: ObjectID(1), value: Self.composed), .init(record: ObjectID(3), value: Self.decomposed),
                    ])
            ])
        // What is logged says what to do, and nothing of what is stored.
        #expect(closed.description.contains("longshore org check") && !closed.description.contains("Caf"))
        #expect(try folder.indexes() == before)
    }

    @Test(
        arguments: [
            ([.keep(ObjectID(3))], [nil, "Tea", decomposed]),
            ([.keepOldest], [composed, "Tea", nil]),
            ([.set(ObjectID(1), field: "Code", value: "New")], ["New", "Tea", decomposed]),
            ([.set(ObjectID(1), field: "Code", value: "New"), .keepOldest], ["New", "Tea", decomposed]),
        ] as [([CollisionDecision], [String?])])
    func whoDecidesAboutThemOpensTheOrganization(decisions: [CollisionDecision], codes: [String?]) async throws {
        let folder = try await OldFolder(codes: [Self.composed, "Tea", Self.decomposed])
        let running = try folder.open()
        await #expect(throws: OrganizationClosed.self) { try await running.store(of: Self.zylker.id) }
        let now = Date(timeIntervalSince1970: 1_700_000_000)
        try await folder.open().settle(decisions, in: Self.zylker.id, at: now)
        // A server that runs meanwhile sees it.
        let store = try await running.store(of: Self.zylker.id)
        let rows = try await store.rows(of: "People", ["Code", "Modified_Time"]).rows
        #expect(rows.map { $0[0] } == codes.map { $0.map { .text($0) } ?? .null })
        let changed = zip([Self.composed, "Tea", Self.decomposed], codes).map { $0 != $1 }
        #expect(rows.map { $0[1] } == changed.map { $0 ? 1_700_000_000 : nil })
    }

    @Test(
        arguments: [
            ([.keep(ObjectID(2))], .notColliding(ObjectID(2), field: nil)),
            ([.keep(ObjectID(1)), .keep(ObjectID(3))], .keptTwice([ObjectID(1), ObjectID(3)])),
            ([.set(ObjectID(1), field: "Name", value: "x")], .notColliding(ObjectID(1), field: "Name")),
            ([.set(ObjectID(1), field: "Code", value: "")], .unusableValue(ObjectID(1), field: "Code")),
            (
                [.set(ObjectID(1), field: "Code", value: "TEA")],
                .undecided([
                    ValueCollision(
                        module: "People", field: "Code",
                        holders: [.init(record: ObjectID(1), value: "TEA"), .init(record: ObjectID(2), value: "Tea")])
                ])
            ),
        ] as [([CollisionDecision], SettlingProblem)])
    func decisionsThatAreNotEnoughChangeNothing(decisions: [CollisionDecision], problem: SettlingProblem) async throws {
        let folder = try await OldFolder(codes: [Self.composed, "Tea", Self.decomposed])
        let before = try folder.contents()
        let storage = try folder.open()
        await #expect(throws: problem) { try await storage.settle(decisions, in: Self.zylker.id, at: Date()) }
        #expect(try folder.contents() == before)
        #expect(try await storage.collisions(in: Self.zylker.id).count == 1)
    }

    @Test func anOrganizationThatANewerVersionHasChangedIsClosed() async throws {
        let folder = try await OldFolder(codes: [], besides: Self.aurora)
        try folder.change("\(Self.zylker.id)/records.sqlite", "INSERT INTO grdb_migrations VALUES ('9 something later')")
        let storage = try folder.open()
        let closed = OrganizationClosed(Self.zylker.id, .newerVersion)
        await #expect(throws: closed) { try await storage.store(of: Self.zylker.id) }
        await #expect(throws: closed) { try await storage.collisions(in: Self.zylker.id) }
        #expect(closed.description.contains("newer version of Longshore"))
        #expect(try await storage.openOrganizations().map(\.organization) == [Self.aurora])
    }

    @Test func aFolderThatANewerVersionHasChangedIsRefused() async throws {
        let folder = try await OldFolder(codes: [])
        try folder.change("catalog.sqlite", "INSERT INTO grdb_migrations VALUES ('9 something later')")
        #expect(throws: StoreError.madeByNewerVersion) { try folder.open() }
        #expect("\(StoreError.madeByNewerVersion)".contains("newer version of Longshore"))
    }

    /// An older binary looks at the catalogue first, and refuses the folder there.
    @Test func theCatalogueKnowsAllThatWasChangedInOrganizations() {
        let later = OrganizationMigrations.migrator().migrations.dropFirst()
        #expect(!later.isEmpty && Set(later).isSubset(of: CatalogMigrations.migrator.migrations))
    }

    /// Indexes hold folded texts. If this fails, folding has changed: give ``TextCollation`` a new name, and add a migration that has
    /// ``TextIndexes`` made anew. Characters of later versions of Unicode don't count: no index has had them.
    @Test func theCollationHasAnotherNameWheneverFoldingHasChanged() {
        var digest: UInt64 = 0xCBF2_9CE4_8422_2325
        for value in UInt32(0)...0x10_FFFF {
            guard let scalar = Unicode.Scalar(value), let age = scalar.properties.age, age.major < 16 else { continue }
            let text = String(Character(scalar))
            let folded = CaseFolding.folded(text.utf8)
            guard !folded.elementsEqual(text.utf8) else { continue }
            for byte in Array(text.utf8) + [0] + folded { digest = (digest ^ UInt64(byte)) &* 0x100_0000_01B3 }
        }
        let known: [String: UInt64] = ["CRM_TEXT_2": 0xAEB2_B847_658D_4C58]
        #expect([TextCollation.name: digest] == known)
    }
}

/// A folder with one organisation, or two, as the version before composed text has left it: with indexes of `CRM_TEXT`, which told both
/// forms apart.
private struct OldFolder {
    private let folder: TemporaryFolder

    /// - Parameters:
    ///   - codes: unique values of the people, who have the ids from 1 on.
    ///   - other: an organisation without records.
    init(codes: [String?], besides other: Organization? = nil) async throws {
        folder = try TemporaryFolder()
        do {
            let storage = try SQLiteStorage(directory: folder.path)
            for organization in [StoreConformance.organization] + (other.map { [$0] } ?? []) {
                try await storage.createOrganization(organization) { store in
                    var people = StoreConformance.people
                    people.fields.append(StoreConformance.field(60, "Modified_Time", .datetime))
                    try await store.apply([.addModule(StoreConformance.users), .addModule(StoreConformance.companies), .addModule(people)])
                }
            }
            let rows: [[CellValue]] = codes.indices.map { [.integer(Int64($0) + 1), .text("Person \($0)")] }
            try await storage.store(of: StoreConformance.organization.id).insert(rows, into: "People", ["Name"])
        }
        try makeOld(codes)
    }

    private func makeOld(_ codes: [String?]) throws {
        try connection("\(StoreConformance.organization.id)/records.sqlite").write { database in
            for index in try indexes(in: database) {
                try database.execute(sql: "DROP INDEX \"\(index.name)\"")
                try database.execute(sql: index.sql.replacing("CRM_TEXT_2", with: "CRM_TEXT"))
            }
            for (number, code) in codes.enumerated() {
                try database.execute(sql: "UPDATE People SET Code = ? WHERE id = ?", arguments: [code, number + 1])
            }
            try database.execute(sql: "DELETE FROM grdb_migrations WHERE identifier = '2 composed text'")
        }
    }

    func open() throws -> SQLiteStorage { try SQLiteStorage(directory: folder.path) }

    struct Index: Equatable {
        let name: String
        let sql: String

        var collation: Substring? { sql.split(separator: "COLLATE ").last?.dropLast() }
    }

    func indexes() throws -> [Index] {
        try connection("\(StoreConformance.organization.id)/records.sqlite").read(indexes)
    }

    /// The indexes, and the people with their codes.
    func contents() throws -> [String] {
        try connection("\(StoreConformance.organization.id)/records.sqlite").read { database in
            try indexes(in: database).map(\.sql)
                + String.fetchAll(database, sql: "SELECT id || ' ' || hex(ifnull(Code, '-')) FROM People ORDER BY id")
        }
    }

    func change(_ file: String, _ sql: String) throws {
        try connection(file).write { try $0.execute(sql: sql) }
    }

    private func indexes(in database: Database) throws -> [Index] {
        try Row.fetchAll(
            database, sql: "SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND sql LIKE '%COLLATE CRM%' ORDER BY name"
        )
        .map { Index(name: $0[0], sql: $0[1]) }
    }

    private func connection(_ file: String) throws -> DatabaseQueue {
        var configuration = Configuration()
        configuration.prepareDatabase { database in
            database.add(
                collation: DatabaseCollation("CRM_TEXT") { left, right in
                    left.utf8.elementsEqual(right.utf8)
                        ? .orderedSame : left.utf8.lexicographicallyPrecedes(right.utf8) ? .orderedAscending : .orderedDescending
                })
        }
        return try DatabaseQueue(path: folder.path + "/" + file, configuration: configuration)
    }
}
