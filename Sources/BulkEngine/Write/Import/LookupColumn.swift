import BulkModel
import BulkStore

/// Collects what the cells of a lookup name, and finds all those records at once. Used by one thread.
/// (bulk write specification, section 7.4)
final class LookupColumn {
    /// Column of the batch.
    let column: Int
    private let mapping: Int
    private let targets: [(module: Module, key: Field)]
    private let reader: ValueReader?
    private var keys: RecordBatch
    private var numbers = KeyTable()
    private var rows: [(row: Int, key: Int)] = []
    /// Rows whose record earlier rows of the batch may add or rename.
    private var pending: [Int: Int] = [:]
    private let leadsHome: Bool

    /// - Parameters:
    ///   - targets: the modules the lookup may lead to, each with the field that cells are compared with.
    ///   - reader: for keys that are no text.
    ///   - leadsHome: whether the job itself may change which record a cell names.
    init(column: Int, mapping: Int, targets: [(module: Module, key: Field)], reader: ValueReader?, leadsHome: Bool) {
        self.leadsHome = leadsHome
        self.column = column
        self.mapping = mapping
        self.targets = targets
        self.reader = reader
        keys = RecordBatch(fields: [targets[0].key])
    }

    /// Takes a cell for later.
    /// - Returns: what is wrong with it at first sight.
    func add(_ text: UnsafeBufferPointer<UInt8>, row: Int) -> RowError.Reason? {
        let (number, isNew) = numbers.insert(text)
        if isNew {
            if let reader {
                if let reason = reader.read(text, into: &keys) {
                    rows.append((row, number))
                    return reason
                }
            } else {
                keys.append(text)
            }
        } else if reader != nil, keys[number, 0] == .null {
            return .notAnID
        }
        rows.append((row, number))
        return nil
    }

    /// Puts the records into the batch, or says why there are none.
    func resolve(in batch: inout RecordBatch, _ errors: inout RowErrors, _ session: any ImportSession) throws {
        guard !rows.isEmpty else { return }
        if leadsHome {
            for (row, key) in rows where keys[key, 0] != .null { pending[row] = key }
            return
        }
        let found = try find(0..<keys.rowCount, session)
        for (row, key) in rows where keys[key, 0] != .null { enter(found[key], row: row, &batch, &errors) }
    }

    /// Whether a row's record depends on the rows before it.
    func isPending(_ row: Int) -> Bool { pending[row] != nil }

    /// Finds the record of such a row, now that all rows before it are done.
    func resolvePending(_ row: Int, in batch: inout RecordBatch, _ errors: inout RowErrors, _ session: any ImportSession) throws {
        guard let key = pending.removeValue(forKey: row) else { return }
        enter(try find(key..<key + 1, session)[0], row: row, &batch, &errors)
    }

    private typealias Match = (record: Int64, isSeveral: Bool)

    private func find(_ range: Range<Int>, _ session: any ImportSession) throws -> [Match] {
        let wanted = KeyColumn(keys, column: 0, rows: range)
        var found = [Match](repeating: (0, false), count: range.count)
        for target in targets {
            let matches = try session.match(wanted, by: target.key, of: target.module, attributes: [])
            for key in found.indices where found[key].record == 0 { found[key] = (matches.records[key], matches.isSeveral[key]) }
        }
        return found
    }

    private func enter(_ match: Match, row: Int, _ batch: inout RecordBatch, _ errors: inout RowErrors) {
        if match.isSeveral {
            errors.add(RowError(.cannotProcess, mapping: mapping, .severalTargets), row: row)
        } else if match.record == 0 {
            errors.add(RowError(.resourceNotFound, mapping: mapping, .noTarget), row: row)
        } else {
            batch[row, column] = .integer(match.record)
        }
    }

    func removeAll() {
        keys.removeAll()
        numbers.removeAll()
        rows.removeAll(keepingCapacity: true)
        pending.removeAll(keepingCapacity: true)
    }
}
