import BulkModel
import BulkStore

/// Rows of a file as cells of a batch, with what is wrong with them at first sight. Filled, used up, and filled again.
struct DecodedRows: Sendable {
    var batch: RecordBatch
    var errors = RowErrors()
    /// Rows whose parent did not become a record; they are not attempted.
    var orphans: Set<Int> = []
    /// What the cells of each lookup of the plan name.
    var lookups: [LookupKeys]
    /// For each picklist of the plan: places of the cells in the batch whose values it does not have.
    var undecided: [[Int]]

    init(_ plan: ResourcePlan) {
        batch = RecordBatch(fields: plan.fields)
        lookups = plan.lookups.map { LookupKeys($0) }
        undecided = plan.pickLists.map { _ in [] }
    }

    var count: Int { batch.rowCount }

    mutating func removeAll() {
        batch.removeAll()
        errors.removeAll()
        orphans.removeAll(keepingCapacity: true)
        for position in lookups.indices { lookups[position].removeAll() }
        for position in undecided.indices { undecided[position].removeAll(keepingCapacity: true) }
    }
}
