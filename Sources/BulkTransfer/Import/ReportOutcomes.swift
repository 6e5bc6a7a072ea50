import BulkModel

/// Longshore's report of failed rows, in JSON lines. (docs/writing.md)
final class ReportOutcomes: OutcomeSource {
    private let path: String
    private let lines: TextLines
    private let module: String
    private var ahead: (line: Int, outcome: RowOutcome)?

    /// - Parameter module: of the rows that are looked for.
    /// - Throws: ``TransferFailure``.
    init(path: String, module: String) throws {
        self.path = path
        self.module = module
        lines = try TextLines(path: path)
        ahead = try read()
    }

    func next(line: Int) throws -> RowOutcome? {
        guard let (aheadLine, outcome) = ahead, aheadLine == line else { return nil }
        ahead = try read()
        return outcome
    }

    func checkEnd() throws {
        guard ahead == nil else { throw isAnother }
    }

    private var isAnother: TransferFailure {
        TransferFailure(.incomplete, "the server's report tells of rows that weren't sent; remove \(path) and run the command again")
    }

    private func read() throws -> (line: Int, outcome: RowOutcome)? {
        while let bytes = try lines.next() {
            guard let json = try? JSONValue(parsing: bytes), let line = json["line"]?.integer, let status = json["status"]?.string else {
                throw TransferFailure(
                    .incomplete, "the server's report has a line that can't be read; remove \(path) and run the command again")
            }
            guard json["module"]?.string == module else { continue }
            let errors = (json["errors"]?.array ?? []).map { error in
                RowOutcome.Cause(
                    code: error["code"]?.string ?? "", column: error["column"]?.string ?? error["field"]?.string,
                    hint: error["hint"]?.string ?? "")
            }
            return (Int(line), RowOutcome(status: status, record: json["record_id"]?.string ?? "", errors: errors))
        }
        return nil
    }
}
