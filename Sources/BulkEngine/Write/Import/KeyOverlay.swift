import BulkModel
import BulkStore

/// The values that rows of this round have given to a key field, before the store knows of them.
struct KeyOverlay {
    private var numbers = KeyTable()
    private var owners: [RecordTarget] = []

    /// Who has a value by now; nil if no row of this round gave it to anyone.
    func owner(of cell: RecordBatch.Cell, in batch: RecordBatch) -> RecordTarget? {
        guard numbers.count > 0 else { return nil }
        return Self.withKey(of: cell, in: batch) { numbers.number(of: $0) }.map { owners[$0] }
    }

    mutating func set(_ owner: RecordTarget, of cell: RecordBatch.Cell, in batch: RecordBatch) {
        let number = Self.withKey(of: cell, in: batch) { numbers.insert($0) }
        guard let number else { return }
        if number.isNew { owners.append(owner) } else { owners[number.number] = owner }
    }

    /// Text as it is compared, or the bytes of a number; nil for an empty cell.
    private static func withKey<Result>(
        of cell: RecordBatch.Cell, in batch: RecordBatch, _ body: (UnsafeBufferPointer<UInt8>) -> Result?
    ) -> Result? {
        switch cell {
        case .null, .keep: nil
        case .integer(let value): withUnsafeBytes(of: value) { $0.withMemoryRebound(to: UInt8.self, body) }
        case .text: batch.withText(of: cell) { CaseFolding.folded($0).withUnsafeBufferPointer(body) } ?? nil
        }
    }
}

/// A record that a row changes: one the store has, or one that an earlier row of the round adds.
enum RecordTarget: Hashable {
    case stored(Int64)
    /// The how manieth new record of the round.
    case new(Int)
}
