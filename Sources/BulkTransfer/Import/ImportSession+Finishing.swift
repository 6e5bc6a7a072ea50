import Foundation

extension ImportSession {
    /// Writes the files of failed rows, and puts together what was done.
    func finish() throws -> ImportOutcome {
        guard let ledger else { throw TransferFailure(.incomplete, "nothing was begun") }
        if let outcome = ledger.outcome { return outcome }
        var outcome = ImportOutcome(
            parts: [],
            modules: plan.resources.map {
                ImportOutcome.Module(module: $0.module, file: $0.table.file.name, rows: .init(), failedPath: nil)
            }, errors: [], notes: ledger.notes, seconds: 0)
        for table in ledger.refused ?? [] {
            let rows = ImportOutcome.Rows(total: table.rows, failed: table.rows)
            outcome.modules[table.source].rows = outcome.modules[table.source].rows + rows
            outcome.errors.add(table.errors)
        }
        for (number, part) in ledger.parts.enumerated() {
            guard case .collected(let job, let counts, let errors, let isAccounted) = part.step else { continue }
            let rows = zip(contents[number].tables, counts).map { table, counts in
                let rows = ImportOutcome.Rows(
                    total: table.rows, added: counts.added, updated: counts.updated, failed: counts.failed, skipped: counts.skipped)
                outcome.modules[table.source].rows = outcome.modules[table.source].rows + rows
                return rows
            }
            outcome.parts.append(.init(job: job, rows: rows.reduce(ImportOutcome.Rows(), +)))
            outcome.errors.add(errors)
            if !isAccounted {
                outcome.notes.append(
                    "the result of job \(job) is gone from the server, so its rows that were refused aren't in the file of failed rows")
            }
        }
        var noted: [ServerNote] = []
        for part in ledger.parts.indices { noted.add(ledger.serverNotes?[part] ?? []) }
        outcome.notes += noted.map(\.text)
        for source in plan.resources.indices {
            outcome.modules[source].failedPath = try joinFailedRows(of: source)
        }
        try change {
            outcome.seconds = $0.seconds
            $0.outcome = outcome
        }
        return outcome
    }

    /// - Returns: the file's path; nil if there are no such rows. Then there is no file of an earlier import, either.
    private func joinFailedRows(of source: Int) throws -> String? {
        let resource = plan.resources[source]
        let paths = [FileSplitter.refusedPath(of: source, in: folder.path)] + contents.indices.map { failedPath(of: $0, source) }
        let pieces = paths.filter { FileManager.default.fileExists(atPath: $0) }
        guard !pieces.isEmpty else {
            try FailedFile.removeEarlier(at: resource.failedPath)
            return nil
        }
        try FailedRows(header: resource.table.header, module: resource.module).join(pieces, into: resource.failedPath)
        return resource.failedPath
    }
}

extension [ImportError] {
    /// Puts the counts of equal reasons together, the most frequent first.
    mutating func add(_ others: [ImportError]) {
        for other in others {
            let place = firstIndex {
                $0.module == other.module && $0.code == other.code && $0.column == other.column && $0.hint == other.hint
            }
            if let place {
                self[place].count += other.count
                self[place].firstLine = Swift.min(self[place].firstLine, other.firstLine)
            } else {
                append(other)
            }
        }
        sort { ($1.count, $0.firstLine, $0.column ?? "") < ($0.count, $1.firstLine, $1.column ?? "") }
    }
}
