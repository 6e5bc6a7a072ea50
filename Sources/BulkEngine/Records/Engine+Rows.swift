import BulkStore

extension Engine {
    /// Keeps the rows of a scan, for answers of a few hundred rows; exports go row by row.
    func rows(of scan: RecordScan, in store: any OrganizationStore) async throws -> (rows: [StoredRow], more: Bool) {
        try await BackgroundThread.value(name: "rows") {
            var rows: [StoredRow] = []
            let summary = try store.scan(scan) { cells in rows.append(cells.map { StoredValue($0) }) }
            return (rows, summary.more)
        }
    }

    /// Keeps the rows of an aggregation.
    func rows(of aggregation: RecordAggregation, in store: any OrganizationStore) async throws -> (rows: [StoredRow], more: Bool) {
        try await BackgroundThread.value(name: "groups") {
            var rows: [StoredRow] = []
            let summary = try store.aggregate(aggregation) { cells in rows.append(cells.map { StoredValue($0) }) }
            return (rows, summary.more)
        }
    }
}
