public import BulkModel

/// The records of an organisation's modules.
public protocol RecordStore: Sendable {
    /// Lends the rows of a scan one after the other, from one snapshot.
    ///
    /// Blocks until the last row, so it is called from a thread of its own. The cells are valid during the call of `row` only.
    /// - Parameter row: gets one cell a column, in the order of ``RecordScan/columns``; what it throws ends the scan.
    func scan(_ scan: RecordScan, _ row: (UnsafeBufferPointer<RawCell>) throws -> Void) throws -> ScanSummary

    /// Lends the rows of an aggregation one after the other, from one snapshot; blocks as ``scan(_:_:)`` does.
    /// - Throws: ``StoreError/numberTooLarge`` if a sum or average doesn't fit 64 bits.
    func aggregate(_ aggregation: RecordAggregation, _ row: (UnsafeBufferPointer<RawCell>) throws -> Void) throws -> ScanSummary

    /// Adds records in one transaction.
    func insert(_ batch: RecordBatch, into module: Module) async throws

    func count(of module: Module) async throws -> Int

    /// The lowest and the highest id of a module's records; nil if it has none.
    func idRange(of module: Module) async throws -> ClosedRange<ObjectID>?

    /// How many records a scan is about, whatever its columns, order and window.
    func count(_ scan: RecordScan) async throws -> Int

    /// Sees to it that records are found by each of the fields, and come in its order, without reading all of them. Modules of few
    /// records need nothing; of a large one, the first time takes as long as the module is large. Blocks.
    func prepareFinding(by fields: [Field], of module: Module) throws

    /// Ids of records, ascending, for those who need existing targets of lookups.
    func ids(of module: Module, limit: Int) async throws -> [ObjectID]

    /// Those of the given records that wait for approval.
    func waitingForApproval(_ records: Set<ObjectID>) async throws -> Set<ObjectID>

    /// Says that a record waits for approval, or doesn't any more.
    func setWaitsForApproval(_ record: ObjectID, _ waits: Bool) async throws
}
