import BulkModel
import BulkStore
import Foundation
import GRDB

/// Organisations, clients and tokens in `catalog.sqlite`. Clients, codes and tokens are in files of their own.
struct SQLiteCatalogStore: CatalogStore {
    let database: DatabasePool

    init(path: String) throws {
        database = try SQLiteDatabase.open(path: path, readers: 8)
        try SQLiteDatabase.migrate(database, by: CatalogMigrations.migrator)
    }

    func organizations() async throws -> [Organization] {
        try await database.read { try Row.fetchAll($0, sql: "SELECT * FROM organizations ORDER BY id").map(Organization.init) }
    }

    func organization(_ id: ObjectID) async throws -> Organization? {
        try await database.read {
            try Row.fetchOne($0, sql: "SELECT * FROM organizations WHERE id = ?", arguments: [id.rawValue]).map(Organization.init)
        }
    }

    func add(_ organization: Organization) async throws {
        try await database.write {
            try $0.execute(
                sql: """
                    INSERT INTO organizations (id, zgid, company_name, time_zone, country_code, created) VALUES (?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    organization.id.rawValue, organization.zgid, organization.companyName, organization.timeZone,
                    organization.countryCode, organization.createdTime.seconds,
                ])
        }
    }

    func signingKey() async throws -> [UInt8] {
        try await database.read { Array(try Data.fetchOne($0, sql: "SELECT value FROM keys WHERE name = 'signing'") ?? Data()) }
    }
}

extension Organization {
    fileprivate init(row: Row) {
        self.init(
            id: ObjectID(row["id"] as Int64), zgid: row["zgid"], companyName: row["company_name"], timeZone: row["time_zone"],
            countryCode: row["country_code"], createdTime: Date(seconds: row["created"]))
    }
}

/// Hashes as columns.
extension SecretHash {
    init(_ data: Data) {
        self.init(bytes: Array(data))
    }

    var data: Data { Data(bytes) }
}
