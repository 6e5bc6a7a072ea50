import BulkModel

/// The errors of a batch's rows while it is looked at.
struct RowErrors: Sendable {
    private var errors: [Int: [RowError]] = [:]
    /// Mandatory cells that are empty, which matters to some rows.
    private var missing: [Int: [Missing]] = [:]

    /// A mandatory cell that is empty, and whom that matters to.
    struct Missing: Sendable {
        let mapping: Int
        /// A row that becomes a new record; else any row.
        let isForAdditions: Bool
        /// A record of the standard layout; else any record.
        var isForStandardLayout = false
    }

    mutating func add(_ error: RowError, row: Int) {
        // One cell has one error of a kind: an empty key that is mandatory too is said once.
        if errors[row]?.contains(where: { $0.code == error.code && $0.mapping == error.mapping }) == true { return }
        errors[row, default: []].append(error)
    }

    /// An empty cell that matters if the row becomes a new record.
    mutating func addMissing(mapping: Int, row: Int) {
        add(Missing(mapping: mapping, isForAdditions: true), row: row)
    }

    mutating func add(_ cell: Missing, row: Int) {
        missing[row, default: []].append(cell)
    }

    subscript(row: Int) -> [RowError] { errors[row] ?? [] }

    func missing(row: Int) -> [Missing] { missing[row] ?? [] }

    mutating func removeAll() {
        errors.removeAll(keepingCapacity: true)
        missing.removeAll(keepingCapacity: true)
    }
}
