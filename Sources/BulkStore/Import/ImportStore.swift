public import BulkModel

/// Transactions that change records: those of imports, together with the account of what became of each row, and those of the record
/// API.
public protocol ImportStore: Sendable {
    /// Sees to it that records are found by a field without reading all of them. The first time takes as long as the module is large.
    /// Blocks.
    func prepareMatching(by field: Field, of module: Module) throws

    /// Runs one transaction; what `work` throws undoes it. Blocks, so it is called from a thread of its own.
    func importing<Result>(_ work: (any ImportSession) throws -> Result) throws -> Result

    /// The outcomes of a resource's rows that were committed together. Blocks.
    /// - Parameter row: the first of them: zero, or behind the rows of the block before.
    /// - Returns: nil if nothing was committed from that row on.
    func outcomes(of job: ObjectID, resource: Int, from row: Int) throws -> RowOutcomes?

    /// The updated records as they were before, one element for each transaction of the job, in order. Blocks.
    func beforeImages(of job: ObjectID, resource: Int) throws -> [BeforeImages]

    /// Removes outcomes and before-images of jobs that there are no more, a part at a time, so that other writers don't wait long.
    /// - Parameter limit: transactions of imports whose outcomes are removed at most.
    /// - Returns: whether some may be left.
    func removeOutcomesWithoutJob(limit: Int) async throws -> Bool
}

/// What may be asked and done inside such a transaction. Everything works on sets, never on single records.
public protocol ImportSession {
    /// Takes consecutive ids. See ``IdentityStore/reserveIDs(_:)``.
    func reserveIDs(_ count: Int) throws -> ObjectID

    /// Takes consecutive values of an auto-number field.
    /// - Returns: the first of them.
    func reserveNumbers(_ count: Int, for field: Field) throws -> Int64

    /// Finds the records that have a value: quickly after ``ImportStore/prepareMatching(by:of:)``, and for ids and keys of the module.
    /// - Parameters:
    ///   - keys: the values wanted; empty cells match nothing. Text is compared as ``CaseFolding`` has it.
    ///   - attributes: fields with integer forms that are wanted of the first match.
    func match(_ keys: KeyColumn, by field: Field, of module: Module, attributes: [Field]) throws -> RecordMatches

    /// How many records of a module refer to each of the given ones.
    func countReferences(to records: Set<Int64>, by field: Field, of module: Module) throws -> [Int64: Int]

    /// Those of the given pairs that a linking module has.
    func existingLinks(_ links: Set<Link>, of module: Module, _ first: Field, _ second: Field) throws -> Set<Link>

    /// Those of the given records that wait for approval.
    func waitingForApproval(_ records: Set<Int64>) throws -> Set<Int64>

    /// The values of records in the order of their ids; nil for one that there isn't.
    func rows(_ records: [Int64], of module: Module, _ fields: [Field]) throws -> [StoredRow?]

    /// The records of a module that refer to any of the given ones, by id.
    func records(of module: Module, referringTo targets: [Int64], by field: Field) throws -> [Int64]

    /// Sees to it that the records which refer to others by a field are found quickly from now on.
    func prepareReferences(by field: Field, of module: Module) throws

    /// Empties the lookups of a module that lead to any of the given records.
    func clearReferences(to targets: [Int64], by field: Field, of module: Module) throws

    /// Keeps what there is to know of records that are deleted.
    func remember(_ records: [DeletedRecord], of module: ObjectID) throws

    /// Takes records away. What refers to them is left as it is.
    func remove(_ records: [Int64], from module: Module) throws

    /// Runs a part of the transaction that is undone by itself: if it throws, or returns nil.
    func attempt<Result>(_ work: () throws -> Result?) throws -> Result?

    /// Carries out the changes in the order of their rows.
    /// - Returns: the updated records as they were before.
    func apply(_ changes: RecordChanges, to module: Module) throws -> BeforeImages

    /// Adds values to picklists; they are part of the schema when the transaction is.
    func add(_ values: [String], toPickList field: Field, of module: Module) throws

    /// Keeps what became of rows, and how far the job is.
    /// - Throws: ``StoreError/leaseLost(job:)`` if the job belongs to somebody else by now.
    func record(_ checkpoint: ImportCheckpoint, for worker: LeaseHolder) throws
}

/// A pair of records that a linking module joins.
public struct Link: Hashable, Sendable {
    public var first: Int64
    public var second: Int64

    public init(first: Int64, second: Int64) {
        self.first = first
        self.second = second
    }
}

/// What a transaction of an import leaves behind besides records.
public struct ImportCheckpoint: Sendable {
    public var job: ObjectID
    /// Position of the resource in the job.
    public var resource: Int
    /// Position of the first row, from zero.
    public var firstRow: Int
    public var outcomes: RowOutcomes
    public var before: [BeforeImages]
    /// Of all resources, these rows included.
    public var progress: [ResourceProgress]

    public init(
        job: ObjectID, resource: Int, firstRow: Int, outcomes: RowOutcomes, before: [BeforeImages], progress: [ResourceProgress]
    ) {
        self.job = job
        self.resource = resource
        self.firstRow = firstRow
        self.outcomes = outcomes
        self.before = before
        self.progress = progress
    }
}
