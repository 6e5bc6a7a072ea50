public import BulkModel
import BulkStore

/// What a caller may know of its own organisation.
extension Engine {
    /// - Throws: `INVALID_TOKEN` if the token's organisation is gone.
    public func organization(of caller: Caller) async throws -> Organization {
        guard let organization = try await storage.catalog.organization(caller.organization) else { throw BulkError.invalidToken }
        return organization
    }

    /// All users by id.
    public func users(of caller: Caller) async throws -> [User] {
        try await caller.store.users()
    }
}
