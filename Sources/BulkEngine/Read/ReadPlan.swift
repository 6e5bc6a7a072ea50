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
    /// From 1.
    var page: Int
    var perPage: Int

    var scan: RecordScan {
        let (offset, overflow) = (page - 1).multipliedReportingOverflow(by: perPage)
        return RecordScan(module: module, columns: columns.map(\.path), offset: overflow ? .max : offset, limit: perPage)
    }
}
