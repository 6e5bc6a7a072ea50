/// Counts the reasons for which rows failed.
struct ErrorTally {
    private struct Reason: Hashable {
        var code: String
        var column: String?
        var hint: String
    }

    let module: String
    private var places: [Reason: Int] = [:]
    private(set) var result = FailedRows.Tally()

    init(module: String) {
        self.module = module
    }

    /// - Parameter line: of the source.
    mutating func count(_ outcome: RowOutcome, line: Int) {
        if outcome.isAttempted { result.failed += 1 } else { result.skipped += 1 }
        var reasons = Set(outcome.errors.map { Reason(code: $0.code, column: $0.column, hint: $0.hint) })
        if reasons.isEmpty { reasons = [Reason(code: outcome.status, hint: "")] }
        for reason in reasons {
            if let place = places[reason] {
                result.errors[place].count += 1
            } else {
                places[reason] = result.errors.count
                result.errors.append(
                    ImportError(module: module, code: reason.code, column: reason.column, hint: reason.hint, count: 1, firstLine: line))
            }
        }
    }
}
