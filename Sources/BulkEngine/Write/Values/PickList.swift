import BulkModel

/// The values of a picklist field, which learns those that a file brings. Used by one thread. (bulk write specification, section 8.1)
final class PickList {
    private var known = KeyTable(capacity: 64)
    private var values: [[UInt8]] = []
    /// The number of the value that a folded spelling stands for.
    private var folded: [[UInt8]: Int] = [:]
    private let isClosed: Bool
    /// Values that came since they were last taken.
    private(set) var learned: [String] = []

    /// - Parameter isClosed: whether values beyond the list are refused.
    init(_ values: [String], isClosed: Bool) {
        self.isClosed = isClosed
        for value in values { add(Array(value.utf8)) }
    }

    /// The value that a cell stands for: spelt like it, or so but for letter case, or a new one.
    /// - Returns: nil if the list is closed and has none.
    func value(_ text: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
        if let number = known.number(of: text) { return values[number] }
        if let number = folded[CaseFolding.folded(text)] { return values[number] }
        guard !isClosed else { return nil }
        let value = Array(text)
        add(value)
        learned.append(String(decoding: value, as: UTF8.self))
        return value
    }

    func takeLearned() -> [String] {
        defer { learned = [] }
        return learned
    }

    private func add(_ value: [UInt8]) {
        let (number, isNew) = value.withUnsafeBufferPointer { known.insert($0) }
        guard isNew else { return }
        values.append(value)
        let key = CaseFolding.folded(value)
        if folded[key] == nil { folded[key] = number }
    }
}
