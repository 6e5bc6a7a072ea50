public import BulkModel
public import BulkStore
public import Foundation
import GRDB
import GRDBSQLite
import Synchronization

/// The embedded storage: a folder with one catalogue database, and a folder for each organisation.
///
/// ```
/// DIR/catalog.sqlite                organisations, clients, tokens
/// DIR/<org id>/records.sqlite       one organisation's schema, records, users and jobs
/// ```
public final class SQLiteStorage: Storage {
    public var catalog: any CatalogStore { catalogStore }
    private let catalogStore: SQLiteCatalogStore
    private let directory: URL
    private let stores = Mutex<Stores>(Stores())

    private struct Stores {
        var open: [ObjectID: SQLiteOrganizationStore] = [:]
        /// Organisations that couldn't be opened, with what their files were like: only a change of those is a reason to try again.
        var closed: [ObjectID: (reason: OrganizationClosed, file: FileStamp)] = [:]
    }

    /// The version of SQLite that is linked.
    public static var libraryVersion: String { String(cString: sqlite3_libversion()) }

    /// Opens the folder, and makes it if it isn't there.
    /// - Parameter directory: path of the data folder.
    public init(directory: String) throws {
        self.directory = URL(filePath: directory, directoryHint: .isDirectory)
        try FileManager.default.createDirectory(
            at: self.directory, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        self.catalogStore = try SQLiteCatalogStore(path: self.directory.appending(path: "catalog.sqlite").path)
    }

    public func store(of organization: ObjectID) async throws -> any OrganizationStore {
        if let store = stores.withLock({ $0.open[organization] }) { return store }
        try await checkExists(organization)
        return try openStore(of: organization)
    }

    public func collisions(in organization: ObjectID) async throws -> [ValueCollision] {
        try await checkExists(organization)
        return try stores.withLock { stores in
            do {
                _ = try Self.open(organization, in: &stores, path: path(ofOrganization: organization.description))
                return []
            } catch SettlingProblem.undecided(let collisions) {
                return collisions
            }
        }
    }

    public func settle(_ decisions: [CollisionDecision], in organization: ObjectID, at time: Date) async throws {
        try await checkExists(organization)
        let migrator = OrganizationMigrations.migrator(settling: decisions, at: time.seconds)
        _ = try stores.withLock {
            try Self.open(organization, in: &$0, path: path(ofOrganization: organization.description), migrator: migrator)
        }
    }

    private func checkExists(_ organization: ObjectID) async throws {
        guard try await catalog.organization(organization) != nil else { throw StoreError.noOrganization(organization) }
    }

    public func size() throws -> StorageSize {
        let folders = try FileManager.default.contentsOfDirectory(atPath: directory.path).filter { ObjectID($0) != nil }
        return StorageSize(
            catalog: Self.size(ofDatabase: catalogPath),
            organizations: folders.map { Self.size(ofDatabase: path(ofOrganization: $0)) }.reduce(0, +))
    }

    /// The file and its log; nothing of what isn't there.
    private static func size(ofDatabase path: String) -> Int {
        [path, path + "-wal"].compactMap { try? FileManager.default.attributesOfItem(atPath: $0)[.size] as? Int }.reduce(0, +)
    }

    private var catalogPath: String { directory.appending(path: "catalog.sqlite").path }

    /// - Parameter name: of its folder.
    private func path(ofOrganization name: String) -> String {
        directory.appending(path: "\(name)/records.sqlite").path
    }

    public func createOrganization(
        _ organization: Organization, prepare: @Sendable (any OrganizationStore) async throws -> Void
    ) async throws {
        guard try await catalog.organization(organization.id) == nil else { throw StoreError.organizationExists(organization.id) }
        let folder = directory.appending(path: organization.id.description, directoryHint: .isDirectory)
        // What an attempt that never reached the catalogue has left behind belongs to nobody.
        try? FileManager.default.removeItem(at: folder)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try await prepare(openStore(of: organization.id))
        try await catalogStore.add(organization)
    }

    /// - Throws: `OrganizationClosed`.
    private func openStore(of organization: ObjectID) throws -> SQLiteOrganizationStore {
        let path = path(ofOrganization: organization.description)
        return try stores.withLock { stores in
            if let closed = stores.closed[organization], closed.file == FileStamp(ofDatabase: path) { throw closed.reason }
            do {
                return try Self.open(organization, in: &stores, path: path)
            } catch let problem as SettlingProblem {
                guard case .undecided(let collisions) = problem else { throw problem }
                let reason = OrganizationClosed(organization, .collidingValues(Self.fields(of: collisions)))
                stores.closed[organization] = (reason, FileStamp(ofDatabase: path))
                throw reason
            } catch let reason as OrganizationClosed {
                stores.closed[organization] = (reason, FileStamp(ofDatabase: path))
                throw reason
            }
        }
    }

    /// - Throws: ``SettlingProblem``; `OrganizationClosed` for an organisation that a newer version has changed.
    private static func open(
        _ organization: ObjectID, in stores: inout Stores, path: String,
        migrator: @autoclosure () -> DatabaseMigrator = OrganizationMigrations.migrator()
    ) throws -> SQLiteOrganizationStore {
        if let store = stores.open[organization] { return store }
        do {
            let store = try SQLiteOrganizationStore(path: path, prefix: organization.prefix, migrator: migrator())
            stores.open[organization] = store
            stores.closed[organization] = nil
            return store
        } catch StoreError.madeByNewerVersion {
            throw OrganizationClosed(organization, .newerVersion)
        }
    }

    private static func fields(of collisions: [ValueCollision]) -> [OrganizationClosed.CollidingField] {
        var fields: [OrganizationClosed.CollidingField] = []
        for collision in collisions {
            let before = fields.last.flatMap { $0.module == collision.module && $0.field == collision.field ? $0.records : nil }
            if before != nil { fields.removeLast() }
            fields.append(.init(module: collision.module, field: collision.field, records: (before ?? 0) + collision.holders.count))
        }
        return fields
    }
}

/// What tells whether somebody has written to a database since.
private struct FileStamp: Equatable {
    private let files: [Stamp?]

    private struct Stamp: Equatable {
        let size: Int
        let modified: Date
    }

    /// - Parameter path: of the database, beside which its log is.
    init(ofDatabase path: String) {
        files = [path, path + "-wal"].map { path in
            guard let attributes = try? FileManager.default.attributesOfItem(atPath: path), let size = attributes[.size] as? Int,
                let modified = attributes[.modificationDate] as? Date
            else { return nil }
            return Stamp(size: size, modified: modified)
        }
    }
}
