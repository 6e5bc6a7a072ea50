public import BulkModel
public import FoundationEssentials

/// What is kept of deleted records; it comes to be in the transaction that deletes them.
public protocol DeletionStore: Sendable {
    /// Records of a module that were deleted in a span of time, the last deleted first.
    /// - Parameters:
    ///   - from: the first moment of the span; nil for no beginning.
    ///   - end: the first moment behind it; nil for no end.
    ///   - offset: records passed over.
    func deletedRecords(of module: ObjectID, from: Date?, before end: Date?, offset: Int, limit: Int) async throws -> [DeletedRecord]

    /// Forgets the records that were deleted before a time.
    func forgetDeletions(before time: Date) async throws
}
