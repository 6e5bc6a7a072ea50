public import BulkModel
import BulkStore
public import FoundationEssentials

/// The record API's deletions, and what is told of them later. (platform specification, sections 14.1 and 14.2)
extension Engine {
    /// Deletes records, all in one transaction.
    /// - Parameters:
    ///   - ids: as they were sent.
    ///   - unmodifiedSince: records changed after this moment are left alone.
    /// - Returns: what became of each, in their order.
    /// - Throws: `LIMIT_EXCEEDED`.
    public func delete(
        _ ids: [String], from module: Module, schema: Schema, unmodifiedSince: Date?, for caller: Caller
    ) async throws -> [RecordOutcome] {
        guard ids.count <= limits.recordsPerCall else { throw BulkError.tooManyValues("ids", limit: limits.recordsPerCall) }
        let remover = RecordRemover(module: module, schema: schema, user: caller.user, now: time.now, unmodifiedSince: unmodifiedSince)
        let store = caller.store
        return try await BackgroundThread.value(name: "delete records") { try store.importing { try remover.remove(ids, $0) } }
    }

    /// Records of a module that were deleted, the last first.
    /// - Parameters:
    ///   - kind: nil for both.
    ///   - since: nothing that was deleted before is told.
    ///   - offset: records passed over.
    /// - Returns: the records, each with its kind, and whether there are more.
    public func deletedRecords(
        of module: Module, kind: DeletionKind?, since: Date?, offset: Int, limit: Int, for caller: Caller
    ) async throws -> (records: [(record: DeletedRecord, kind: DeletionKind)], more: Bool) {
        let now = time.now
        let binned = now.addingTimeInterval(-limits.recycleBinLifetime)
        let known = now.addingTimeInterval(-limits.deletionLifetime)
        let first = max(kind == .recycle ? binned : known, since ?? known)
        let records = try await caller.store.deletedRecords(
            of: module.id, from: first, before: kind == .permanent ? binned : nil, offset: offset, limit: limit + 1)
        return (
            records.prefix(limit).map { ($0, $0.deletedTime < binned ? .permanent : .recycle) }, records.count > limit
        )
    }
}

/// How far a record is gone: for a time it lies in the recycle bin.
public enum DeletionKind: String, Sendable, CaseIterable {
    case recycle, permanent
}
