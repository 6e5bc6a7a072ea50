import BulkModel
import BulkStore

/// What the cells of a lookup name in a batch of rows; all those records are found at once.
struct LookupKeys: Sendable {
    private let lookup: LookupColumn
    private var keys: RecordBatch
    private var numbers = KeyTable()
    private var rows: [(row: Int, key: Int)] = []
    /// Rows whose record earlier rows of the batch may add or rename.
    private var pending: [Int: Int] = [:]

    init(_ lookup: LookupColumn) {
        self.lookup = lookup
        keys = RecordBatch(fields: [lookup.targets[0].key])
    }

    /// Takes a cell for later.
    /// - Returns: what is wrong with it at first sight.
    mutating func add(_ text: UnsafeBufferPointer<UInt8>, row: Int) -> RowError.Reason? {
        let (number, isNew) = numbers.insert(text)
        rows.append((row, number))
        if isNew {
            guard let reader = lookup.reader else {
                keys.append(text)
                return nil
            }
            if case .refused(let reason) = reader.read(text, into: &keys) { return reason }
        } else if keys[number, 0] == .null {
            return .notAnID
        }
        return nil
    }

    /// Puts the records into the batch, or says why there are none.
    mutating func resolve(in batch: inout RecordBatch, _ errors: inout RowErrors, _ session: any ImportSession) throws {
        guard !rows.isEmpty else { return }
        if lookup.leadsHome {
            for (row, key) in rows where keys[key, 0] != .null { pending[row] = key }
            return
        }
        let found = try find(0..<keys.rowCount, session)
        for (row, key) in rows where keys[key, 0] != .null { enter(found[key], row: row, &batch, &errors) }
    }

    /// Whether a row's record depends on the rows before it.
    func isPending(_ row: Int) -> Bool { pending[row] != nil }

    /// Finds the record of such a row, now that all rows before it are done.
    mutating func resolvePending(
        _ row: Int, in batch: inout RecordBatch, _ errors: inout RowErrors, _ session: any ImportSession
    ) throws {
        guard let key = pending.removeValue(forKey: row) else { return }
        enter(try find(key..<key + 1, session)[0], row: row, &batch, &errors)
    }

    mutating func removeAll() {
        keys.removeAll()
        numbers.removeAll()
        rows.removeAll(keepingCapacity: true)
        pending.removeAll(keepingCapacity: true)
    }

    private typealias Match = (record: Int64, isSeveral: Bool)

    private func find(_ range: Range<Int>, _ session: any ImportSession) throws -> [Match] {
        let wanted = KeyColumn(keys, column: 0, rows: range)
        var found = [Match](repeating: (0, false), count: range.count)
        for target in lookup.targets {
            let matches = try session.match(wanted, by: target.key, of: target.module, attributes: [])
            for key in found.indices where found[key].record == 0 { found[key] = (matches.records[key], matches.isSeveral[key]) }
        }
        return found
    }

    private func enter(_ match: Match, row: Int, _ batch: inout RecordBatch, _ errors: inout RowErrors) {
        if match.isSeveral {
            errors.add(RowError(.cannotProcess, mapping: lookup.mapping, .severalTargets), row: row)
        } else if match.record == 0 {
            errors.add(RowError(.resourceNotFound, mapping: lookup.mapping, .noTarget), row: row)
        } else {
            batch[row, lookup.column] = .integer(match.record)
        }
    }
}
