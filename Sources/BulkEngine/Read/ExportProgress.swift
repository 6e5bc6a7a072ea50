import BulkModel

/// Tells how far an export is. Of the whole nobody knows how many rows it has, but they come in the order of their ids, and the highest
/// id is known.
struct ExportProgress: Sendable {
    let job: RunningJob
    /// Where the scan began, and the highest id there was then.
    private let ids: ClosedRange<Int64>
    /// Rows the export has at most.
    private let limit: Int

    /// - Parameter ids: of the module's records; nil if there are none.
    init(of job: RunningJob, plan: ReadPlan, ids: ClosedRange<ObjectID>?) {
        self.job = job
        let last = ids?.upperBound.rawValue ?? 0
        let first = plan.startAfter?.rawValue ?? ids?.lowerBound.rawValue ?? 0
        self.ids = min(first, last)...last
        limit = max(plan.perPage, 1)
    }

    /// - Parameters:
    ///   - rows: written so far; `bytes` likewise.
    ///   - id: of the last of them.
    func wrote(rows: Int, bytes: Int, lastID id: Int64) {
        let span = ids.upperBound - ids.lowerBound
        let byID = span > 0 ? Double(id - ids.lowerBound) / Double(span) : 1
        let share = min(max(byID, Double(rows) / Double(limit), 0), 1)
        job.update { numbers in
            numbers.rows = rows
            numbers.bytes = bytes
            numbers.share = share
        }
    }

    /// All rows are written; what is left is to pack the last of them.
    func scanned() {
        job.update { $0.stage = .packing }
    }
}
