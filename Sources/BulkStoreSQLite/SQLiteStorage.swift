public import BulkModel
public import BulkStore
import Foundation
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
    private let open = Mutex<[ObjectID: SQLiteOrganizationStore]>([:])

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
        if let store = open.withLock({ $0[organization] }) { return store }
        guard try await catalog.organization(organization) != nil else { throw StoreError.noOrganization(organization) }
        return try openStore(of: organization)
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

    private func openStore(of organization: ObjectID) throws -> SQLiteOrganizationStore {
        try open.withLock { stores in
            if let store = stores[organization] { return store }
            let path = path(ofOrganization: organization.description)
            let store = try SQLiteOrganizationStore(path: path, prefix: organization.prefix)
            stores[organization] = store
            return store
        }
    }
}
