import BulkModel
import BulkStore

/// Learns the values that a file brings to a picklist: from rows that are accepted, in their order. Used by one thread.
/// (bulk write specification, section 8.1)
final class PickListLearner {
    let list: PickList
    private var values: PickListValues
    private var next = 0
    private var learned: [String] = []

    init(_ list: PickList) {
        self.list = list
        values = list.values
    }

    /// One that has learnt the same and goes on by itself.
    func copy() -> PickListLearner {
        let copy = PickListLearner(list)
        copy.values = values
        copy.learned = learned
        return copy
    }

    /// Goes to the first row of a batch.
    func beginBatch() {
        next = 0
    }

    /// Puts the values of an accepted row into their final spelling. Rows come in their order.
    /// - Parameter undecided: places of the cells in the batch whose values the list did not have when the job began.
    func learn(row: Int, undecided: [Int], in batch: inout RecordBatch) {
        guard next < undecided.count else { return }
        let width = batch.fields.count
        while next < undecided.count, undecided[next] < row * width { next += 1 }
        while next < undecided.count, undecided[next] < (row + 1) * width {
            let place = undecided[next]
            next += 1
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

    private func settled(_ text: [UInt8]) -> [UInt8] {
        guard list.field.dataType == .multiselectpicklist else { return settledValue(text) }
        var options: [[UInt8]] = []
        for part in text.split(separator: PickList.separator) {
            let value = settledValue(Array(part))
            if !options.contains(value) { options.append(value) }
        }
        return Array(options.joined(separator: [PickList.separator]))
    }

    private func settledValue(_ text: [UInt8]) -> [UInt8] {
        if let value = text.withUnsafeBufferPointer(values.value) { return value }
        values.add(text)
        learned.append(String(decoding: text, as: UTF8.self))
        return text
    }
}
