import BulkModel

/// The errors of a batch's rows while it is looked at.
struct RowErrors: Sendable {
    private var errors: [Int: [RowError]] = [:]
    /// Mandatory cells that are empty, which matters if the row becomes a new record.
    private var missing: [Int: [Int]] = [:]

    mutating func add(_ error: RowError, row: Int) {
        // One cell has one error of a kind: an empty key that is mandatory too is said once.
        if errors[row]?.contains(where: { $0.code == error.code && $0.mapping == error.mapping }) == true { return }
        errors[row, default: []].append(error)
    }

    mutating func addMissing(mapping: Int, row: Int) {
        missing[row, default: []].append(mapping)
    }

    subscript(row: Int) -> [RowError] { errors[row] ?? [] }

    func missing(row: Int) -> [Int] { missing[row] ?? [] }

    mutating func removeAll() {
        errors.removeAll(keepingCapacity: true)
        missing.removeAll(keepingCapacity: true)
    }
}
