import BulkFormats

/// The result archive of a job: a line for each row, in their order. (bulk write specification, section 9.3)
final class ResultOutcomes: OutcomeSource {
    private let path: String
    private let reader: CSVReader
    private let labels: [String]
    private let status: Int
    private let record: Int
    private let errors: Int

    /// - Parameters:
    ///   - table: name of the CSV that was sent.
    ///   - labels: what the server calls the columns that are mapped.
    /// - Throws: ``TransferFailure``.
    init(path: String, module: String, table: String, labels: [String]) throws {
        self.path = path
        self.labels = labels
        do {
            let archive = try ZIPArchive(path: path)
            let entries = archive.entries.filter { !$0.isDirectory && !$0.isHidden }
            let base = table.lowercased().hasSuffix(".csv") ? String(table.dropLast(4)) : table
            let own = entries.first { $0.baseName.lowercased() == "\(module)-\(base).csv".lowercased() }
            guard let entry = own ?? entries.first(where: { $0.baseName.hasPrefix("\(module)-") }) ?? entries.only else {
                throw TransferFailure(.incomplete, "the result \(path) holds nothing of \(table)")
            }
            let reader = try SourceTable.open(written: SourceFile(path: path, entry: entry.name, name: entry.baseName))
            guard try reader.next() else { throw TransferFailure(.incomplete, "the result of \(table) in \(path) is empty") }
            self.reader = reader
        } catch let error as ZIPError {
            throw Self.isBroken(path, error)
        } catch let error as CSVError {
            throw Self.isBroken(path, error)
        }
        let reader = reader
        let header = (0..<reader.count).map { String(decoding: reader.value($0), as: UTF8.self).uppercased() }
        // The last ones of a name: columns of the file come before them.
        guard let status = header.lastIndex(of: "STATUS"),
            let record = header.lastIndex(of: "RECORD_ID") ?? header.lastIndex(of: "ID"),
            let errors = header.lastIndex(of: "ERRORS") ?? header.lastIndex(of: "ERROR")
        else { throw TransferFailure(.incomplete, "the result \(path) doesn't say what became of the rows: its columns are others") }
        self.status = status
        self.record = record
        self.errors = errors
    }

    func next(line: Int) throws -> RowOutcome? {
        do {
            guard try reader.next() else { throw TransferFailure(.incomplete, "the result \(path) ends before the rows that were sent") }
        } catch let error as ZIPError {
            throw Self.isBroken(path, error)
        } catch let error as CSVError {
            throw Self.isBroken(path, error)
        }
        let status = text(self.status).uppercased()
        if RowOutcome.succeeded.contains(status) { return nil }
        let causes = ResultErrors(labels: labels).causes(in: text(errors))
        return RowOutcome(status: status.isEmpty ? RowOutcome.unprocessed : status, record: text(record), errors: causes)
    }

    func checkEnd() throws {
        guard try !reader.next() else { throw TransferFailure(.incomplete, "the result \(path) has more lines than rows were sent") }
    }

    private func text(_ column: Int) -> String {
        String(decoding: reader.value(column), as: UTF8.self)
    }

    private static func isBroken(_ path: String, _ error: any Error) -> TransferFailure {
        TransferFailure(.incomplete, "the result \(path) can't be read (\(error)); remove it and run the command again")
    }
}

extension Array {
    /// The element of an array that has no other.
    fileprivate var only: Element? { count == 1 ? self[0] : nil }
}
