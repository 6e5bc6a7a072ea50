public import BulkModel

/// The records of an organisation's modules.
public protocol RecordStore: Sendable {
    /// Lends the rows of a scan one after the other, from one snapshot.
    ///
    /// Blocks until the last row, so it is called from a thread of its own. The cells are valid during the call of `row` only.
    /// - Parameter row: gets one cell a column, in the order of ``RecordScan/columns``; what it throws ends the scan.
    func scan(_ scan: RecordScan, _ row: (UnsafeBufferPointer<RawCell>) throws -> Void) throws -> ScanSummary

    /// Adds records in one transaction.
    func insert(_ batch: RecordBatch, into module: Module) async throws

    func count(of module: Module) async throws -> Int

    /// Ids of records, ascending, for those who need existing targets of lookups.
    func ids(of module: Module, limit: Int) async throws -> [ObjectID]

    /// Says that a record waits for approval, or doesn't any more.
    func setWaitsForApproval(_ record: ObjectID, _ waits: Bool) async throws
}
