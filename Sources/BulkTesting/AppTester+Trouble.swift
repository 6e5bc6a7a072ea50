import BulkEngine
import BulkModel
import Foundation
import GRDB

/// Things that go wrong, on purpose.
extension AppTester {
    /// Puts a file where the folder of results should be, so that no worker can write one.
    public func makeResultsUnwritable() throws {
        let path = folder.path + "/\(organization)/results"
        try? FileManager.default.removeItem(atPath: path)
        try Data().write(to: URL(filePath: path))
    }

    /// Takes the table of jobs away, as a broken disk might.
    public func breakTheStore() async throws {
        let database = try DatabaseQueue(path: folder.path + "/\(organization)/records.sqlite")
        try await database.write { try $0.execute(sql: "DROP TABLE _jobs") }
    }

    /// Founds a second organisation.
    /// - Returns: a token of its administrator with all scopes.
    public func tokenOfAnotherOrganization() async throws -> String {
        let (other, users) = try await engine.found(
            Founding(
                companyName: "Other", timeZone: "UTC",
                people: [.init(firstName: nil, lastName: "Other", email: "other@example.com", timeZone: "UTC")]))
        return try await engine.issueAccessToken(organization: other.id, user: users[0].id, scopes: .all)
    }
}
