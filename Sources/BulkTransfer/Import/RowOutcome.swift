/// What a server says of a row that became no record.
struct RowOutcome: Hashable {
    /// The server's word: `SKIPPED`, `UNPROCESSED`.
    var status: String
    /// Id of the record; empty if there is none.
    var record = ""
    var errors: [Cause]

    /// An error of one cell, or of the row.
    struct Cause: Hashable {
        var code: String
        /// As the server names it: the column's header, or the field.
        var column: String?
        var hint: String
    }

    static let unprocessed = "UNPROCESSED"
    static let skipped = "SKIPPED"
    static let succeeded: Set<String> = ["ADDED", "UPDATED"]

    var isAttempted: Bool { status != Self.unprocessed }

    /// `CODE-Column,Column:CODE-Column`. (bulk write specification, section 9.3)
    var errorText: String {
        var codes: [String] = []
        for error in errors where !codes.contains(error.code) { codes.append(error.code) }
        return codes.map { code in
            var columns: [String] = []
            for column in errors.filter({ $0.code == code }).compactMap(\.column) where !columns.contains(column) { columns.append(column) }
            return columns.isEmpty ? code : "\(code)-\(columns.joined(separator: ","))"
        }.joined(separator: ":")
    }

    var hintText: String {
        errors.map(\.hint).filter { !$0.isEmpty }.joined(separator: " ")
    }
}

/// Says what became of each row of a table, front to back.
protocol OutcomeSource: AnyObject {
    /// - Parameter line: of the table, where the row begins.
    /// - Returns: nil for a row that has become, or changed, a record.
    /// - Throws: ``TransferFailure``.
    func next(line: Int) throws -> RowOutcome?

    /// To be called behind the last row.
    /// - Throws: ``TransferFailure`` if there is more than there are rows.
    func checkEnd() throws
}

/// No row was attempted.
final class NoOutcomes: OutcomeSource {
    func next(line: Int) -> RowOutcome? {
        RowOutcome(status: RowOutcome.unprocessed, errors: [])
    }

    func checkEnd() {}
}
