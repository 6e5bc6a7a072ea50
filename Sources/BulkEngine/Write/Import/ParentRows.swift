import BulkModel

/// The rows of a parent's file by the column that children name them with: the same text, however it is composed. (bulk write
/// specification, section 10.2)
struct ParentRows: Sendable {
    private var keys: KeyTable
    /// The record of each key; zero where no row of the key became one.
    private var records: [Int64] = []

    enum Match {
        case record(Int64)
        /// The row is there, but it did not become a record.
        case skipped
        case none
    }

    init(capacity: Int = 16) {
        keys = KeyTable(capacity: capacity)
    }

    /// The first row of a key that became a record counts.
    mutating func add(_ key: UnsafeBufferPointer<UInt8>, record: Int64) {
        let (number, isNew) = ComposedText.withBytes(of: key) { keys.insert($0) }
        if isNew {
            records.append(record)
        } else if records[number] == 0 {
            records[number] = record
        }
    }

    func match(_ key: UnsafeBufferPointer<UInt8>) -> Match {
        guard let number = ComposedText.withBytes(of: key, { keys.number(of: $0) }) else { return .none }
        return records[number] == 0 ? .skipped : .record(records[number])
    }
}
