public import BulkModel
public import BulkStore
import FoundationEssentials

/// Changing what an organisation's modules, fields and views are. (platform specification, sections 9.3, 10.2 and 12.2)
extension Engine {
    /// - Throws: `NO_PERMISSION`.
    public func authorizeCustomizing(_ caller: Caller) async throws {
        let denied = try await caller.store.profile(named: caller.user.profile).denied
        for permission in [Profile.apiAccess, Profile.customize] where denied.contains(permission) {
            throw BulkError(.noPermission, "permission denied", details: JSONObject([("permissions", [.string(permission)])]))
        }
    }

    /// Makes changes in an organisation, all of them or none.
    /// - Parameters:
    ///   - author: who makes them; nil for the operator.
    ///   - work: says what to change. It is asked again if somebody else has changed the schema meanwhile.
    /// - Throws: ``DraftProblem``, and what `work` throws.
    public func revise<Result>(
        _ store: any OrganizationStore, author: User?, _ work: (inout SchemaRevision) async throws -> Result
    ) async throws -> Result {
        for attempt in 1... {
            var revision = try await SchemaRevision(store: store, limits: limits, quirks: quirks, author: author, now: time.now)
            let result = try await work(&revision)
            do {
                try await revision.commit()
                return result
            } catch StoreError.schemaChanged where attempt < Self.mostAttempts {
                continue
            } catch StoreError.valuesCollide(_, _, let records) {
                throw DraftProblem("unique", .collides(records))
            }
        }
        throw StoreError.schemaChanged
    }

    /// An import that learns picklist values changes the schema with each batch; in between there is room.
    private static let mostAttempts = 20
}
