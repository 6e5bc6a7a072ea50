import BulkModel
import BulkStore

/// An export, ready to be carried out: the scan and how each of its columns is written.
struct ReadPlan: Sendable {
    struct Column: Sendable {
        /// The name that heads the column.
        var header: String
        var path: FieldPath

        var format: CellFormat { CellFormat(path.field) }
    }

    var module: Module
    var columns: [Column]
    var predicate: Predicate
    /// From 1.
    var page: Int
    /// The last record of the batch before, where it is known; nothing needs to be counted then.
    var startAfter: ObjectID?
    var perPage: Int

    var scan: RecordScan {
        let (offset, overflow) = (page - 1).multipliedReportingOverflow(by: perPage)
        return RecordScan(
            module: module, columns: columns.map(\.path), predicate: predicate, after: startAfter,
            offset: startAfter != nil ? 0 : overflow ? .max : offset, limit: perPage)
    }
}
