public import BulkModel
import BulkStore
import FoundationEssentials

/// The record API's insert, update and upsert. (platform specification, section 14.2)
extension Engine {
    /// - Parameter permissions: what the caller's profile must not lack.
    /// - Throws: `NO_PERMISSION`.
    public func authorize(_ caller: Caller, _ permissions: [String]) async throws {
        let denied = try await caller.store.profile(named: caller.user.profile).denied
        for permission in [Profile.apiAccess] + permissions where denied.contains(permission) {
            throw BulkError.permissionDenied(permission)
        }
    }

    /// Writes records, all in one transaction.
    /// - Returns: what became of each, in their order.
    /// - Throws: `LIMIT_EXCEEDED`, and `INVALID_DATA` for a field that nothing can be matched by.
    public func write(_ submission: RecordSubmission, to module: Module, schema: Schema, for caller: Caller) async throws -> [RecordOutcome]
    {
        guard submission.records.count <= limits.recordsPerCall else { throw BulkError.tooManyRecords(limit: limits.recordsPerCall) }
        // The call itself has cost one credit, for ten records; every ten more cost another.
        meter.spend((submission.records.count - 1) / 10, of: caller.organization, at: time.now)
        let context = ImportContext(
            schema: schema, limits: limits, quirks: quirks, user: caller.user, users: try await caller.store.users(), now: time.now)
        let writer = RecordWriter(
            plan: try RecordPlan(submission, module: module, context: context), records: submission.records, context: context,
            now: time.now)
        let store = caller.store
        return try await BackgroundThread.value(name: "write records") { try store.importing(writer.write) }
    }
}
