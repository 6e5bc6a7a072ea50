import BulkModel
import BulkStore

/// The values of a picklist field, which learns those that a file brings: from rows that are accepted, in their order. Used by one
/// thread. (bulk write specification, section 8.1)
final class PickList {
    let field: Field
    private var known = KeyTable(capacity: 64)
    private var values: [[UInt8]] = []
    /// The number of the value that a folded spelling stands for.
    private var folded: [[UInt8]: Int] = [:]
    private let isClosed: Bool
    /// Places of cells in the batch that hold a value which isn't known yet.
    private var undecided: [Int] = []
    private var nextUndecided = 0
    private var learned: [String] = []

    private static let separator = UInt8(ascii: ";")

    /// - Parameter isClosed: whether values beyond the list are refused.
    init(_ field: Field, isClosed: Bool) {
        self.field = field
        self.isClosed = isClosed
        for value in field.pickListValues { add(Array(value.utf8)) }
    }

    /// The value that a text stands for: spelt like it, or so but for letter case.
    /// - Returns: nil for one that isn't in the list.
    func value(_ text: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
        if let number = known.number(of: text) { return values[number] }
        return folded[CaseFolding.folded(text)].map { values[$0] }
    }

    /// Says that the next cell of the batch will hold a value that isn't in the list.
    /// - Returns: whether it may.
    func admit(into batch: RecordBatch) -> Bool {
        guard !isClosed else { return false }
        undecided.append(batch.cells.count)
        return true
    }

    /// Learns what an accepted row brings. Rows come in their order.
    func learn(row: Int, of batch: inout RecordBatch) {
        let width = batch.fields.count
        while nextUndecided < undecided.count, undecided[nextUndecided] < row * width { nextUndecided += 1 }
        while nextUndecided < undecided.count, undecided[nextUndecided] < (row + 1) * width {
            let place = undecided[nextUndecided]
            nextUndecided += 1
            guard let text = batch.withText(of: batch.cells[place], { Array($0) }) else { continue }
            let value = settled(text)
            if value != text { batch.cells[place] = value.withUnsafeBufferPointer { batch.store($0) } }
        }
    }

    /// Values learnt since the last call.
    func takeLearned() -> [String] {
        defer { learned = [] }
        return learned
    }

    /// Forgets the cells of a batch.
    func beginBatch() {
        undecided.removeAll(keepingCapacity: true)
        nextUndecided = 0
    }

    /// Whether a cell holds any number of values, joined by `;`.
    private var hasOptions: Bool { field.dataType == .multiselectpicklist }

    private func settled(_ text: [UInt8]) -> [UInt8] {
        guard hasOptions else { return settledValue(text) }
        var options: [[UInt8]] = []
        for part in text.split(separator: Self.separator) {
            let value = settledValue(Array(part))
            if !options.contains(value) { options.append(value) }
        }
        return Array(options.joined(separator: [Self.separator]))
    }

    private func settledValue(_ text: [UInt8]) -> [UInt8] {
        if let value = text.withUnsafeBufferPointer(value) { return value }
        add(text)
        learned.append(String(decoding: text, as: UTF8.self))
        return text
    }

    private func add(_ value: [UInt8]) {
        let (number, isNew) = value.withUnsafeBufferPointer { known.insert($0) }
        guard isNew else { return }
        values.append(value)
        let key = CaseFolding.folded(value)
        if folded[key] == nil { folded[key] = number }
    }
}
